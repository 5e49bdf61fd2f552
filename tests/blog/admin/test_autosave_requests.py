"""What the writing page asks while somebody types: keep this, and who else is here."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from accounts.roles import Role
from blog.editing.limits import Limit
from blog.editing.revisions import save
from blog.models import Page, Post, Presence, Revision, Tag
from tests.blog.admin.conftest import page_form, post_form
from tests.factories import TagFactory, UserFactory, make_page, make_post

pytestmark = pytest.mark.django_db
TAB = "0123456789abcdef01234567"


@pytest.fixture
def post() -> Post:
    return make_post(title="A walk", address="a-walk", body="Before.")


def autosave(client: Client, post: Post | None, data: Any) -> Any:
    name = "admin:blog_post_autosave" if post else "admin:blog_post_autosave_new"
    address = reverse(name, args=[post.pk] if post else [])
    return client.post(address, {"tab": TAB, **data})


def beat(client: Client, post: Post, tab: str = TAB, **data: str) -> Any:
    address = reverse("admin:blog_post_presence", args=[post.pk])
    return client.post(address, {"tab": tab, **data})


class TestAutosave:
    def test_it_answers_where_the_text_is_kept(self, as_editor: Client, post: Post) -> None:
        base = post.newest_revision_id

        answer = autosave(as_editor, post, post_form(base=str(base), body="Half a")).json()

        kept = Revision.objects.get(pk=answer["revision"])
        assert (kept.kind, kept.data["body"], kept.base_id) == ("autosave", "Half a", base)
        assert answer["base"] == base
        assert answer["newest"]["pk"] == base

    def test_what_has_mistakes_is_shown_and_checked(self, as_editor: Client, post: Post) -> None:
        wrong = {"address": "No Address!", "external_url": "javascript:alert(1)"}
        form = post_form(base=str(post.newest_revision_id), body="Half a", **wrong)
        kept = Revision.objects.get(pk=autosave(as_editor, post, form).json()["revision"])

        shown = as_editor.get(reverse("admin:blog_post_version", args=[post.pk, kept.number]))
        drawn = as_editor.get(
            reverse("admin:blog_post_preview", args=[post.pk]), {"bring": str(kept.pk)}
        )
        checked = as_editor.post(reverse("admin:blog_post_checks", args=[post.pk]), form)

        assert kept.data["external_url"] == "javascript:alert(1)"
        assert [page.status_code for page in (shown, drawn, checked)] == [200, 200, 200]
        assert "javascript:" not in shown.content.decode() + drawn.content.decode()

    def test_what_has_no_end_is_refused(self, as_editor: Client, post: Post) -> None:
        base = str(post.newest_revision_id)
        tags = ",".join(f"t{number}" for number in range(3000))

        refused = autosave(as_editor, post, post_form(base=base, body="x" * 1_100_000))
        many = autosave(as_editor, post, post_form(base=base, tags=tags))

        assert refused.status_code == 400
        assert "too long" in refused.json()["error"]
        assert len(Revision.objects.get(pk=many.json()["revision"]).data["tags"]) == 3000

    def test_a_page_is_not_taken_for_a_post_of_the_same_tab(self, as_editor: Client) -> None:
        draft = autosave(as_editor, None, post_form(title="A post")).json()
        while not Page.objects.filter(pk__gte=draft["document"]).exists():
            make_page(published=False)

        answer = as_editor.post(
            reverse("admin:blog_page_autosave_new"), {"tab": TAB, **page_form(title="A page")}
        ).json()

        assert answer["document"] != draft["document"]

    def test_what_has_mistakes_is_kept_as_typed(self, as_editor: Client, post: Post) -> None:
        wrong = {"title": "x" * 400, "address": "No Address!", "language": "??"}
        row = {"author": "", "affiliation": "Nobody's"}
        form = post_form(base=str(post.newest_revision_id), credits=[row], body="a\x00b", **wrong)

        answer = autosave(as_editor, post, form)

        kept = Revision.objects.get(pk=answer.json()["revision"]).data
        assert (kept["title"], kept["address"], kept["body"]) == ("x" * 400, "No Address!", "ab")
        assert kept["language"] == "en"

    def test_it_makes_no_tags_and_forgets_none(self, as_editor: Client, post: Post) -> None:
        TagFactory(name="sea")
        form = post_form(base=str(post.newest_revision_id), tags="sea, win")

        answer = autosave(as_editor, post, form).json()
        address = reverse("admin:blog_post_change", args=[post.pk])
        back: Any = as_editor.get(address, {"bring": answer["revision"]})

        assert [tag.name for tag in Tag.objects.all()] == ["sea"]
        assert back.context["form"]["tags"].value() == "sea, win"
        assert back.context["desk"].base == post.newest_revision_id

    def test_nothing_typed_begins_nothing(self, as_editor: Client) -> None:
        answer = autosave(as_editor, None, post_form(title=" ", body=""))

        assert answer.json()["revision"] is None
        assert not Post.objects.exists()

    def test_the_first_words_begin_a_draft_once(self, as_editor: Client) -> None:
        form = post_form(title="", body="Once", base="")

        first = autosave(as_editor, None, form).json()
        # As when the answer to the first got lost.
        second = autosave(as_editor, None, {**form, "body": "Once upon"}).json()

        post = Post.objects.get()
        assert first["urls"]["form"] == reverse("admin:blog_post_change", args=[post.pk])
        assert second["document"] == post.pk
        assert post.body == "Once upon"

    def test_what_was_begun_is_saved_as_what_it_is_called_then(self, as_editor: Client) -> None:
        begun = autosave(as_editor, None, post_form(title="", body="Once", base="")).json()
        address = begun["urls"]["form"]
        page: Any = as_editor.get(address)

        as_editor.post(address, post_form(base=str(begun["base"]), title="A tale", body="Once"))

        assert page.context["form"]["title"].value() == ""
        assert Post.objects.get().slug == "a-tale"

    def test_pages_are_kept_too(self, as_editor: Client) -> None:
        as_editor.post(reverse("admin:blog_page_autosave_new"), page_form(title="", body="Once"))

        assert Page.objects.get().path == "untitled"

    def test_what_nobody_else_may_see_is_not_brought_back_by_others(
        self, as_editor: Client, post: Post
    ) -> None:
        form = post_form(base=str(post.newest_revision_id), body="Mine alone")
        kept = autosave(as_editor, post, form).json()["revision"]
        stranger = Client()
        stranger.force_login(UserFactory(role=Role.EDITOR))

        address = reverse("admin:blog_post_change", args=[post.pk])
        page = stranger.get(address, {"bring": kept}).content.decode()

        assert "Mine alone" not in page
        assert "Mine alone" in as_editor.get(address, {"bring": kept}).content.decode()

    def test_throwing_it_away_is_told(self, as_editor: Client, post: Post) -> None:
        autosave(as_editor, post, post_form(base=str(post.newest_revision_id), body="Half"))
        address = reverse("admin:blog_post_autosave", args=[post.pk])

        answer: Any = as_editor.post(address, {"action": "throw-away"}, follow=True)

        page = answer.content.decode()
        assert "Thrown away. It stays in the history" in page
        assert "did not save it" not in page

    def test_a_form_sent_to_be_shown_again_is_not_stored(
        self, as_editor: Client, post: Post
    ) -> None:
        base = post.newest_revision_id
        form = post_form("refill", base=str(base), body="From the browser")

        answer: Any = as_editor.post(reverse("admin:blog_post_change", args=[post.pk]), form)

        assert answer.context["form"]["body"].value() == "From the browser"
        assert answer.context["desk"].base == base
        assert post.revisions.count() == 1

    def test_somebody_who_asks_without_end_is_slowed_down(
        self, as_editor: Client, post: Post, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("blog.admin.autosaving.AUTOSAVE", Limit("autosave", 1, 600))
        form = post_form(base=str(post.newest_revision_id))

        answers = [autosave(as_editor, post, form) for _ in range(3)]

        assert answers[-1].status_code == 429
        assert "tried again" in answers[-1].json()["error"]


class TestPresence:
    @pytest.fixture
    def otto(self) -> User:
        return UserFactory(role=Role.EDITOR, name="Otto")

    def test_each_sees_the_other_and_where_they_are(
        self, as_editor: Client, post: Post, otto: User
    ) -> None:
        his = Client()
        his.force_login(otto)
        beat(his, post, "another-tab-1", place="Results\x00")

        answer = beat(as_editor, post).json()

        assert [(one["name"], one["place"]) for one in answer["others"]] == [("Otto", "Results")]
        assert [one["name"] for one in beat(his, post, "another-tab-1").json()["others"]] == [
            "Edda"
        ]

    def test_a_second_tab_of_ones_own_is_named_so(self, as_editor: Client, post: Post) -> None:
        beat(as_editor, post, "another-tab-1")

        assert beat(as_editor, post).json()["others"][0]["self"] is True

    def test_who_leaves_or_falls_silent_is_gone(
        self, as_editor: Client, post: Post, otto: User
    ) -> None:
        his = Client()
        his.force_login(otto)
        beat(his, post, "another-tab-1")
        with time_machine.travel(timezone.now() - timedelta(minutes=1), tick=False):
            beat(his, post, "another-tab-2")
        beat(his, post, "another-tab-1", leave="1")

        assert beat(as_editor, post).json()["others"] == []
        assert Presence.objects.count() == 1

    def test_it_tells_that_something_newer_was_saved(
        self, as_editor: Client, post: Post, otto: User
    ) -> None:
        save(post, post.newest_snapshot().changed(summary="New"), by=otto)

        newest = beat(as_editor, post).json()["newest"]

        assert (newest["number"], newest["by"]) == (2, "Otto")

    @pytest.mark.parametrize("tab", ["", "x", "a" * 37, "<script>"])
    def test_a_tab_without_a_proper_name_is_refused(
        self, as_editor: Client, post: Post, tab: str
    ) -> None:
        assert beat(as_editor, post, tab).status_code == 400

    def test_a_beat_costs_the_same_for_few_and_for_many(
        self, as_editor: Client, post: Post
    ) -> None:
        def cost(people: int) -> int:
            for number in range(people):
                Presence.objects.create(post=post, user=UserFactory(), tab=f"tab-{number}")
            with CaptureQueriesContext(connection) as queries:
                beat(as_editor, post)
            return len(queries)

        beat(as_editor, post)
        few = cost(3)

        assert cost(30) == few
        # Five for the site, the session, the person and what they may; four of its own.
        assert few <= 9
