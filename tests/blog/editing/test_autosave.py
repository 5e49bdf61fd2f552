"""What somebody types is kept while they type, for them alone."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from accounts.models import User
from accounts.roles import Role
from blog.editing.autosaves import autosave, offered, throw_away
from blog.editing.revisions import save
from blog.editing.together import save_together
from blog.models import Post, Revision, Snapshot
from tests.factories import UserFactory, make_post

pytestmark = pytest.mark.django_db


@pytest.fixture
def ada() -> User:
    return UserFactory(role=Role.EDITOR, name="Ada")


@pytest.fixture
def post() -> Post:
    return make_post(title="A walk", address="a-walk", body="Before.")


def base_of(post: Post) -> Revision:
    assert post.newest_revision is not None
    return post.newest_revision


def type_in(post: Post, by: User, body: str, base: Revision | None = None) -> Revision:
    kept = autosave(
        post, post.newest_snapshot().changed(body=body), by=by, base=base or base_of(post)
    )
    assert kept is not None
    return kept


class TestStoredText:
    def test_it_is_kept_beside_the_newest_version(self, post: Post, ada: User) -> None:
        before = base_of(post)

        kept = type_in(post, ada, "Half a sent")

        post.refresh_from_db()
        assert post.newest_revision == before
        assert (kept.kind, kept.base, kept.data["body"]) == ("autosave", before, "Half a sent")
        assert offered(post, ada) == kept

    def test_it_is_nobody_elses(self, post: Post, ada: User) -> None:
        type_in(post, ada, "Half a sent")

        assert offered(post, UserFactory(role=Role.EDITOR)) is None

    def test_versions_close_together_are_one(self, post: Post, ada: User) -> None:
        for body in ("Half", "Half a", "Half a sentence."):
            type_in(post, ada, body)

        assert [r.data["body"] for r in post.revisions.filter(kind="autosave")] == [
            "Half a sentence."
        ]

    def test_an_older_version_stays(self, post: Post, ada: User) -> None:
        with time_machine.travel(timezone.now() - timedelta(minutes=11), tick=False):
            type_in(post, ada, "Half")

        type_in(post, ada, "Half a sentence.")

        assert post.revisions.filter(kind="autosave").count() == 2

    def test_nothing_typed_is_nothing_kept(self, post: Post, ada: User) -> None:
        assert autosave(post, post.newest_snapshot(), by=ada, base=base_of(post)) is None

    def test_what_could_not_be_saved_is_kept_all_the_same(self, post: Post, ada: User) -> None:
        wrong = post.newest_snapshot().changed(title="x" * 400, body="[" * 300_000)

        kept = autosave(post, wrong, by=ada, base=base_of(post))

        assert kept is not None
        assert len(kept.data["title"]) == 400

    def test_once_saved_it_is_offered_no_more(self, post: Post, ada: User) -> None:
        base, other = base_of(post), UserFactory(role=Role.EDITOR)
        type_in(post, ada, "A sentence.")
        save_together(post, post.newest_snapshot().changed(body="A sentence."), by=ada, base=base)

        save(post, post.newest_snapshot().changed(body="Somebody else's."), by=other)

        assert offered(post, ada) is None

    def test_thrown_away_it_is_offered_no_more_and_stays_stored(
        self, post: Post, ada: User
    ) -> None:
        kept = type_in(post, ada, "Half a sent")

        throw_away(post, ada)

        assert offered(post, ada) is None
        assert Revision.objects.filter(pk=kept.pk).exists()

    def test_brought_back_and_saved_it_merges_with_what_came_since(
        self, post: Post, ada: User
    ) -> None:
        base = base_of(post)
        kept = type_in(post, ada, "Before.\n\nAda's end.")
        save(post, post.newest_snapshot().changed(summary="New"), by=UserFactory(role=Role.EDITOR))

        save_together(post, Snapshot.from_json(kept.data), by=ada, base=kept.base)

        assert kept.base == base
        assert post.newest_snapshot().body == "Before.\n\nAda's end."
        assert post.newest_snapshot().summary == "New"


class TestNewText:
    def test_the_first_words_begin_a_draft(self, ada: User) -> None:
        post = Post(created_by=ada)

        kept = autosave(post, Snapshot(body="Once"), by=ada, base=None)

        post = Post.objects.get()
        assert (post.title, post.slug, post.newest_revision) == ("Untitled", "untitled", kept)

    def test_until_it_is_saved_it_follows_what_its_writer_types(self, ada: User) -> None:
        post = Post(created_by=ada)
        kept = autosave(post, Snapshot(body="Once"), by=ada, base=None)
        for body, title in (("Once upon", ""), ("Once upon a time", "A tale")):
            kept = autosave(post, Snapshot(body=body, title=title), by=ada, base=kept)

        post.refresh_from_db()
        assert (post.title, post.slug, post.body) == ("A tale", "a-tale", "Once upon a time")
        assert post.newest_revision == kept
        assert post.revisions.count() == 2
        assert offered(post, ada) is None

    def test_saving_it_makes_it_a_version_like_any_other(self, ada: User) -> None:
        post = Post(created_by=ada)
        kept = autosave(post, Snapshot(body="Once", title="A tale"), by=ada, base=None)

        outcome = save_together(post, Snapshot(body="Once", title="A tale"), by=ada, base=kept)

        assert outcome.revision.kind == Revision.Kind.SAVE
        assert not outcome.needs_a_look

    def test_somebody_else_at_it_merges(self, ada: User) -> None:
        post = Post(created_by=ada)
        first = autosave(post, Snapshot(body="Once.\n\nEnd.", title="A tale"), by=ada, base=None)
        autosave(post, Snapshot(body="Once.\n\nEnd.\n\nMore.", title="A tale"), by=ada, base=first)

        save_together(
            post,
            Snapshot(body="Once, then.\n\nEnd.", title="A tale"),
            by=UserFactory(role=Role.EDITOR),
            base=first,
        )

        assert post.newest_snapshot().body == "Once, then.\n\nEnd.\n\nMore."
