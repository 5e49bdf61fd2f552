"""Who may do what to a draft, by doing it: each of the editor's works, by each kind of person."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.db.models import Model
from django.test import Client
from django.urls import reverse
from PIL import Image as Pillow

from accounts.models import User
from accounts.roles import Role
from blog.editing.revisions import save
from blog.models import (
    Comment,
    Event,
    Image,
    Post,
    PreviewLink,
    Revision,
)
from tests.blog.admin.conftest import post_form
from tests.blog.admin.in_bulk import do
from tests.factories import AuthorFactory, CollaboratorFactory, TagFactory, UserFactory, make_post

pytestmark = pytest.mark.django_db

EVERYBODY = ("owner", "co-author", "reviewer", "editor", "contributor", "stranger", "anonymous")
INVOLVED = {"owner", "co-author", "reviewer", "editor"}
AT_WORK = {*EVERYBODY} - {"anonymous"}


@dataclass
class Scene:
    """A draft of two versions, and one person before it."""

    post: Post
    client: Client

    def url(self, name: str, *args: Any) -> str:
        """Return the address of one of the post's screens."""
        return reverse(f"admin:blog_post_{name}", args=[self.post.pk, *args])

    def get(self, name: str, *args: Any, query: str = "") -> bool:
        """Say whether the person is shown a screen of the post with its text on it."""
        answer = self.client.get(self.url(name, *args) + query)
        return answer.status_code == 200 and "Low tide" in answer.content.decode()

    def post_to(self, name: str, data: Any, made: type[Model]) -> bool:
        """Send a form to a screen of the post, and say whether anything was made of it."""
        before = made._default_manager.count()
        self.client.post(self.url(name), data)
        return made._default_manager.count() > before

    def form(self) -> Any:
        """Return the writing form, filled in anew."""
        snapshot = self.post.newest_snapshot()
        rows = [{"author": str(credit.author.id)} for credit in snapshot.credits]
        base = str(self.post.newest_revision_id)
        return post_form(title="High tide", base=base, credits=rows)


def edit(scene: Scene) -> bool:
    scene.client.post(scene.url("change"), scene.form())
    scene.post.refresh_from_db()
    return scene.post.title == "High tide"


def autosave(scene: Scene) -> bool:
    sent = {**scene.form(), "tab": "0123456789abcdef01234567"}
    return scene.post_to("autosave", sent, Revision)


def preview(scene: Scene) -> bool:
    answer = scene.client.post(scene.url("preview"), scene.form())
    return answer.status_code == 200 and "High tide" in answer.content.decode()


def compare(scene: Scene) -> bool:
    return scene.get("compare", query="?a=1&b=2")


def history(scene: Scene) -> bool:
    return scene.get("history") and scene.get("version", 1)


def restore(scene: Scene) -> bool:
    scene.client.post(scene.url("restore", 1))
    scene.post.refresh_from_db()
    return scene.post.body == "First."


def comment(scene: Scene) -> bool:
    return scene.post_to("comments", {"do": "new", "text": "Is it so?"}, Comment)


def sign_off(scene: Scene) -> bool:
    partner = scene.post.newest_snapshot().acknowledgements[0].collaborator.id
    sent = {"partner": partner, "name": "Bo", "email": "bo@example.org", "shows": "this"}
    return scene.post_to("sign_off", {**sent, "days": "14", "by_mail": "on"}, PreviewLink)


def preview_link(scene: Scene) -> bool:
    return scene.post_to("links", {"label": "Bo", "shows": "newest", "days": "7"}, PreviewLink)


def bulk(scene: Scene) -> bool:
    do(scene.client, "add-tag", scene.post, tag="news")
    scene.post.refresh_from_db()
    return [one.name for one in scene.post.newest_snapshot().tags] == ["news"]


def upload(scene: Scene) -> bool:
    out = BytesIO()
    Pillow.new("RGB", (8, 8)).save(out, "PNG")
    picture = SimpleUploadedFile("dot.png", out.getvalue(), "image/png")
    scene.client.post(reverse("markdownx_upload"), {"image": picture, "decorative": "1"})
    return Image.objects.exists()


def picker(scene: Scene) -> bool:
    answer = scene.client.get(reverse("editor_links"), {"q": "low tide"})
    return "Low tide" in answer.content.decode()


def timeline(scene: Scene) -> bool:
    answer = scene.client.get(scene.url("timeline"))
    return answer.status_code == 200


def submit(scene: Scene) -> bool:
    scene.client.post(scene.url("change"), {**scene.form(), "action": "submit"})
    return Event.objects.of(scene.post).filter(kind=Event.Kind.SUBMITTED).exists()


def throw_away(scene: Scene) -> bool:
    scene.client.post(scene.url("throw_away"), {})
    scene.post.refresh_from_db()
    return scene.post.trashed_at is not None


def publish(scene: Scene) -> bool:
    scene.client.post(scene.url("change"), {**scene.form(), "action": "publish"})
    scene.post.refresh_from_db()
    return scene.post.is_public


WORKS: dict[Any, set[str]] = {
    edit: INVOLVED,
    autosave: INVOLVED,
    preview: INVOLVED,
    compare: INVOLVED,
    history: INVOLVED,
    restore: INVOLVED,
    comment: INVOLVED,
    # A contributor may look at the answers; asking an outsider is for authors and editors.
    sign_off: {"co-author", "reviewer", "editor"},
    preview_link: INVOLVED,
    bulk: INVOLVED,
    upload: AT_WORK,
    picker: INVOLVED,
    timeline: INVOLVED,
    submit: {"owner", "co-author", "editor"},
    throw_away: {"owner", "co-author", "editor"},
    publish: {"co-author", "editor"},
}


@pytest.fixture
def people() -> dict[str, User]:
    """Everybody by what they are to the post; the owner may not publish anything."""
    return {
        "owner": UserFactory(role=Role.CONTRIBUTOR),
        "co-author": UserFactory(role=Role.AUTHOR),
        "reviewer": UserFactory(role=Role.AUTHOR),
        "editor": UserFactory(role=Role.EDITOR),
        "contributor": UserFactory(role=Role.CONTRIBUTOR),
        "stranger": UserFactory(role=Role.AUTHOR),
    }


@pytest.fixture
def post(people: dict[str, User]) -> Post:
    TagFactory(name="news")
    draft = make_post(
        title="Low tide",
        body="First.",
        by=people["owner"],
        credits=[AuthorFactory(user=people["co-author"])],
        thanks=[CollaboratorFactory()],
    )
    save(draft, draft.newest_snapshot().changed(body="Second."), by=people["owner"])
    Post.objects.filter(pk=draft.pk).update(reviewer=people["reviewer"])
    draft.refresh_from_db()
    return draft


def tried(work: Any, scene: Scene) -> bool:
    """Say whether the work was done; it is taken back."""
    with transaction.atomic():
        done: bool = work(scene)
        transaction.set_rollback(True)
    scene.post.refresh_from_db()
    return done


@pytest.mark.parametrize("who", EVERYBODY)
def test_work_is_done_by_those_concerned_and_by_nobody_else(
    who: str, people: dict[str, User], post: Post
) -> None:
    client = Client(raise_request_exception=False)
    if who in people:
        client.force_login(people[who])
    scene = Scene(post, client)

    wrong = {
        work.__name__: done
        for work, those in WORKS.items()
        if (done := tried(work, scene)) != (who in those)
    }

    assert wrong == {}
