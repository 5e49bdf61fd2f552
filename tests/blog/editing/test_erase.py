"""Erasing a text for legal reasons."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import Client
from pytest_django import Settings

from accounts.models import User
from accounts.roles import Role
from blog.editing.access import NotEditable
from blog.editing.addresses import keep_old_path
from blog.editing.erasure import erase
from blog.editing.events import record
from blog.editing.revisions import add_revision, save
from blog.editing.trash import throw_away
from blog.editing.workflow import publish
from blog.models import (
    Approval,
    Comment,
    Event,
    Image,
    Page,
    Post,
    PreviewLink,
    Revision,
    SearchRow,
)
from blog.reading.search.index import update
from tests.factories import (
    AuthorFactory,
    ImageFactory,
    UserFactory,
    make_page,
    make_post,
    make_snapshot,
)

pytestmark = pytest.mark.django_db
REASON = "A court asked for it."


@pytest.fixture(autouse=True)
def media(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def admin() -> User:
    return UserFactory(role=Role.ADMINISTRATOR, name="Ada")


def picture(name: str) -> Image:
    """Return a picture of the library with a file."""
    stored = default_storage.save(f"images/2024/05/{name}.png", ContentFile(b"pixels"))
    return ImageFactory(file=stored, title=name)


def shown(image: Image) -> str:
    return f"Look: ![a view]({image.url})"


def test_a_public_text_goes_with_every_version_and_all_that_hangs_on_it(admin: User) -> None:
    post = make_post(
        published=True, title="Names", body="Their name.", credits=[AuthorFactory()], tags=["x"]
    )
    newest = save(post, make_snapshot(title="Names", body="Their whole name."), by=None)
    Approval.objects.create(post=post, revision=newest, by=admin, by_name="Ada")
    Comment.objects.create(post=post, text="Their name?", by_name="Bo")
    PreviewLink.objects.create(post=post, token_hash="h", label="Them")
    update(post)

    erase(post, by=admin, reason=REASON)

    row = Post.objects.get(pk=post.pk)
    assert row.state == "erased"
    assert "name" not in f"{row.title}{row.body}{row.html}{row.text}{row.summary}".lower()
    for model in (Revision, Approval, Comment, PreviewLink):
        assert not model._default_manager.filter(post=post).exists()
    assert not row.credits.exists()
    assert not row.taggings.exists()
    assert not SearchRow.objects.filter(post=post.pk).exists()
    assert not Post.objects.editable_by(admin).exists()
    assert not Post.objects.visible_to(admin).exists()


def test_its_address_and_its_old_ones_answer_410_without_its_title(
    admin: User, client: Client
) -> None:
    post = make_post(published=True, title="Names of people", address="names")
    keep_old_path(post, "/blog/old-names/", "/blog/names/")

    erase(post, by=admin, reason=REASON)
    answers = [client.get(path) for path in ("/blog/names/", "/blog/old-names/")]

    for answer in answers:
        assert answer.status_code == 410
        assert "taken down for good" in answer.text
        assert "Names of people" not in answer.text
        assert "Location" not in answer
    with pytest.raises(ValidationError):
        save(Post(), make_snapshot(address="names"), by=None)


def test_a_page_is_erased_the_same_way(admin: User, client: Client) -> None:
    page = make_page(title="Staff", address="staff")

    erase(page, by=admin, reason=REASON)

    assert client.get("/staff/").status_code == 410
    assert Page.objects.get(pk=page.pk).body == ""


def test_lists_feeds_search_and_sitemap_drop_it(admin: User, client: Client) -> None:
    post = make_post(at=datetime(2024, 5, 6, tzinfo=UTC), title="Quetzal", address="quetzal")
    make_post(at=datetime(2024, 5, 7, tzinfo=UTC))
    update(post)

    erase(post, by=admin, reason=REASON)

    for path in ("/", "/blog/", "/index.xml", "/sitemap-posts-2024.xml", "/search/?q=quetzal"):
        assert not re.search("quetzal/?<", client.get(path).text.lower())


def test_the_record_keeps_who_and_when_but_no_words(admin: User) -> None:
    post = make_post(published=True, title="Names")
    record(Event.Kind.COMMENTED, document=post, by=admin, note="Names again", quote="Names")
    LogEntry.objects.log_actions(admin.pk, [post], 2, change_message="Names", single_object=True)

    erase(post, by=admin, reason=REASON)

    erased = Event.objects.get(kind=Event.Kind.ERASED)
    commented = Event.objects.get(kind=Event.Kind.COMMENTED)
    assert (erased.by, erased.note, erased.subject) == (admin, REASON, f"post {post.pk}")
    assert (commented.by, commented.note, commented.data) == (admin, "", {})
    assert not Event.objects.filter(subject__contains="Names").exists()
    assert not LogEntry.objects.filter(object_repr__contains="Names").exists()


def test_a_draft_that_readers_never_saw_goes_wholly(admin: User) -> None:
    post = make_post(title="Names")

    erase(post, by=admin, reason=REASON)

    assert not Post.objects.exists()
    assert Event.objects.get(kind=Event.Kind.ERASED).post is None
    assert not Event.objects.filter(subject="Names").exists()


def test_what_is_in_the_trash_can_be_erased(admin: User) -> None:
    post = make_post()
    throw_away(post, by=admin)

    erase(post, by=admin, reason=REASON)

    assert not Post.objects.exists()


def test_pictures_that_nothing_else_shows_go_with_their_files(
    admin: User, django_capture_on_commit_callbacks: Any
) -> None:
    own, old, featured = picture("own"), picture("old"), picture("featured")
    post = make_post(published=True, body=shown(old))
    save(post, make_snapshot(body=shown(own), featured=featured), by=None)

    with django_capture_on_commit_callbacks(execute=True):
        found = erase(post, by=admin, reason=REASON)

    assert set(found.pictures) == {own, old, featured}
    assert not Image.objects.exists()
    assert not any(default_storage.exists(str(image.file.name)) for image in (own, old, featured))


def test_pictures_that_anything_else_shows_stay(
    admin: User, django_capture_on_commit_callbacks: Any
) -> None:
    names = ("once", "autosaved", "featured", "photo", "bio")
    kept = {name: picture(name) for name in names}
    body = "\n\n".join(shown(image) for image in kept.values())
    other = make_post(body=shown(kept["once"]), featured=kept["featured"])
    save(other, make_snapshot(body="Without it.", featured=kept["featured"]), by=None)
    add_revision(
        make_page(), make_snapshot(body=shown(kept["autosaved"])), by=admin, kind="autosave"
    )
    AuthorFactory(photo=kept["photo"], bio=shown(kept["bio"]))

    with django_capture_on_commit_callbacks(execute=True):
        erase(make_post(published=True, body=body), by=admin, reason=REASON)

    assert Image.objects.count() == len(names)
    assert all(default_storage.exists(str(image.file.name)) for image in kept.values())


def test_finding_its_pictures_costs_the_same_however_many_other_texts_there_are(
    admin: User, django_assert_max_num_queries: Any
) -> None:
    post = make_post(published=True, body=shown(picture("own")))
    for _ in range(10):
        make_post(body=shown(picture("theirs")))

    with django_assert_max_num_queries(66):
        erase(post, by=admin, reason=REASON)


def test_a_translation_forgets_the_title(admin: User) -> None:
    post = make_post(published=True, title="Names", language="en")
    other = make_post(title="Nomes", language="pt", translation_of=post)

    erase(post, by=admin, reason=REASON)

    other.refresh_from_db()
    assert other.newest_snapshot().translation_of is None


@pytest.mark.parametrize("role", [Role.CONTRIBUTOR, Role.AUTHOR, Role.EDITOR])
def test_only_administrators_erase(role: Role) -> None:
    user = UserFactory(role=role)
    post = make_post(by=user)

    with pytest.raises(PermissionDenied):
        erase(post, by=user, reason=REASON)


def test_a_reason_is_asked_for(admin: User) -> None:
    post = make_post()

    with pytest.raises(ValidationError, match="Say why"):
        erase(post, by=admin, reason="  ")

    assert Post.objects.exists()


def test_what_was_open_in_an_editor_does_not_come_back(admin: User) -> None:
    public, draft = make_post(published=True), make_post()
    in_forms = [Post.objects.get(pk=post.pk) for post in (public, draft)]
    for post in (public, draft):
        erase(post, by=admin, reason=REASON)

    for document in in_forms:
        with pytest.raises(NotEditable):
            save(document, make_snapshot(), by=admin)
        with pytest.raises(NotEditable):
            publish(document, by=None)

    assert not Revision.objects.exists()


def test_a_save_sent_afterwards_is_told_why_it_was_not_taken(admin: User, client: Client) -> None:
    post = make_post(published=True)
    client.force_login(admin)
    erase(post, by=admin, reason=REASON)

    answer = client.post(f"/admin/blog/post/{post.pk}/change/", {"title": "Back", "body": "Again"})

    assert answer.status_code == 404
    assert "Nothing was saved" in answer.text
