"""Several people save the same text, one after the other, each from what they began with."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404

from accounts.models import User
from accounts.roles import Role
from blog.editing.ancestors import NOT_MERGED, base_of
from blog.editing.autosaves import autosave
from blog.editing.revisions import save
from blog.editing.together import finish_merge, save_together
from blog.editing.unmerged import set_aside, unmerged, unmerged_by
from blog.models import Event, Post, Revision, Snapshot
from tests.factories import UserFactory, make_page, make_post

pytestmark = pytest.mark.django_db
BODY = "One.\n\nTwo.\n\nThree.\n"


@pytest.fixture
def ada() -> User:
    return UserFactory(role=Role.EDITOR, name="Ada")


@pytest.fixture
def bo() -> User:
    return UserFactory(role=Role.EDITOR, name="Bo")


@pytest.fixture
def post() -> Post:
    return make_post(title="A walk", address="a-walk", body=BODY)


def newest(post: Post) -> Revision:
    post.refresh_from_db()
    assert post.newest_revision is not None
    return post.newest_revision


def typed(post: Post, **fields: str) -> Snapshot:
    return Snapshot.from_json(newest(post).data).changed(**fields)


class TestMerging:
    def test_changes_in_different_places_become_one_version(
        self, post: Post, ada: User, bo: User
    ) -> None:
        base = newest(post)
        before = typed(post)
        save(post, before.changed(body="One, by Ada.\n\nTwo.\n\nThree.\n", summary="Short"), by=ada)

        outcome = save_together(
            post, before.changed(body="One.\n\nTwo.\n\nThree, by Bo.\n"), by=bo, base=base
        )

        assert outcome.revision == newest(post)
        assert outcome.revision.kind == Revision.Kind.MERGE
        assert outcome.revision.base == base
        assert outcome.revision.data["body"] == "One, by Ada.\n\nTwo.\n\nThree, by Bo.\n"
        assert outcome.revision.data["summary"] == "Short"
        assert outcome.came_in == ("summary", "1 place in the text")
        assert outcome.theirs is not None
        assert outcome.theirs.created_by == ada
        assert Event.objects.filter(kind=Event.Kind.MERGED, by=bo).count() == 1

    def test_what_is_too_long_is_refused_before_it_is_compared(
        self, post: Post, ada: User, bo: User
    ) -> None:
        base, before = newest(post), typed(post)
        save(post, before.changed(body="Other."), by=ada)

        with pytest.raises(ValidationError) as refused:
            save_together(post, before.changed(body="x\n" * 150_000), by=bo, base=base)

        assert "kB long" in refused.value.message_dict["body"][0]
        assert not unmerged(post).exists()

    def test_without_anything_newer_it_is_an_ordinary_save(self, post: Post, ada: User) -> None:
        outcome = save_together(post, typed(post, body="New."), by=ada, base=newest(post))

        assert outcome.revision.kind == Revision.Kind.SAVE
        assert not outcome.needs_a_look

    def test_who_typed_nothing_gets_what_came_in(self, post: Post, ada: User, bo: User) -> None:
        base, before = newest(post), typed(post)
        theirs = save(post, before.changed(summary="By Ada"), by=ada)

        outcome = save_together(post, before, by=bo, base=base)

        assert outcome.revision == newest(post) == theirs
        assert outcome.came_in == ("summary",)

    def test_the_same_words_by_two_are_stored_once(self, post: Post, ada: User, bo: User) -> None:
        base, both = newest(post), typed(post, summary="The same")
        theirs = save(post, both, by=ada)

        outcome = save_together(post, both, by=bo, base=base)

        assert outcome.revision == theirs
        assert not outcome.needs_a_look

    def test_pages_merge_as_posts_do(self, ada: User, bo: User) -> None:
        page = make_page(body=BODY)
        base, before = page.newest_revision, page.newest_snapshot()
        save(page, before.changed(summary="By Ada"), by=ada)

        save_together(page, before.changed(subtitle="By Bo"), by=bo, base=base)

        assert page.newest_snapshot().summary == "By Ada"
        assert page.newest_snapshot().subtitle == "By Bo"

    @pytest.mark.parametrize(
        "note", [NOT_MERGED, "Set aside the old beginning", ("Merged into version 1, " * 30)[:500]]
    )
    def test_a_note_is_never_taken_for_the_state_of_a_text(
        self, post: Post, ada: User, note: str
    ) -> None:
        base = newest(post)

        saved = save_together(post, typed(post, title="Two"), by=ada, base=base, note=note).revision
        save_together(post, typed(post, title="Three"), by=ada, base=saved)

        assert note[:10] in saved.note
        assert not unmerged(post).exists()
        assert base_of(post, str(saved.pk)) == saved


class TestConflicts:
    def test_what_contradicts_is_kept_beside_the_newest(
        self, post: Post, ada: User, bo: User
    ) -> None:
        base, before = newest(post), typed(post)
        theirs = save(post, before.changed(title="Ada's walk"), by=ada)

        outcome = save_together(post, before.changed(title="Bo's walk"), by=bo, base=base)

        assert newest(post) == theirs
        assert outcome.is_kept_beside
        assert [conflict.field for conflict in outcome.conflicts] == ["title"]
        assert outcome.revision.data["title"] == "Bo's walk"
        assert (outcome.revision.base, outcome.revision.note) == (base, NOT_MERGED)
        assert unmerged_by(post, bo) == [outcome.revision]
        assert unmerged_by(post, ada) == []

    def test_pressing_save_again_keeps_it_once(self, post: Post, ada: User, bo: User) -> None:
        base, before = newest(post), typed(post)
        save(post, before.changed(title="Ada's walk"), by=ada)

        for _ in range(3):
            save_together(post, before.changed(title="Bo's walk"), by=bo, base=base)

        assert unmerged(post).count() == 1

    def test_what_was_decided_becomes_the_newest(self, post: Post, ada: User, bo: User) -> None:
        base, before = newest(post), typed(post)
        theirs = save(post, before.changed(title="Ada's walk"), by=ada)
        text = save_together(post, before.changed(title="Bo's walk"), by=bo, base=base).revision

        outcome = finish_merge(post, text, before.changed(title="Our walk"), by=bo, theirs=theirs)

        assert newest(post) == outcome.revision
        assert (outcome.revision.kind, outcome.revision.data["title"]) == ("merge", "Our walk")
        assert not unmerged(post).exists()
        text.refresh_from_db()
        assert text.note == f"Merged into version {outcome.revision.number}"

    def test_what_was_saved_while_somebody_decided_comes_in_too(
        self, post: Post, ada: User, bo: User
    ) -> None:
        base, before = newest(post), typed(post)
        theirs = save(post, before.changed(title="Ada's walk"), by=ada)
        text = save_together(post, before.changed(title="Bo's walk"), by=bo, base=base).revision
        save(post, typed(post, summary="Later"), by=ada)

        outcome = finish_merge(post, text, before.changed(title="Our walk"), by=bo, theirs=theirs)

        assert outcome.came_in == ("summary",)
        assert (typed(post).title, typed(post).summary) == ("Our walk", "Later")

    def test_a_text_set_aside_waits_no_longer_and_stays_stored(
        self, post: Post, ada: User, bo: User
    ) -> None:
        base, before = newest(post), typed(post)
        save(post, before.changed(title="Ada's walk"), by=ada)
        text = save_together(post, before.changed(title="Bo's walk"), by=bo, base=base).revision

        set_aside(text)

        assert not unmerged(post).exists()
        assert Revision.objects.filter(pk=text.pk, data__title="Bo's walk").exists()

    def test_two_texts_that_are_too_long_only_together_are_kept_apart(
        self, post: Post, ada: User, bo: User
    ) -> None:
        base, before = newest(post), typed(post)
        long = "\n\n".join(f"{'word ' * 200}{n}" for n in range(120))
        theirs = save(post, before.changed(body=f"{long}\n\n{BODY}"), by=ada)

        outcome = save_together(post, before.changed(body=f"{BODY}\n\n{long}"), by=bo, base=base)

        assert outcome.is_kept_beside
        assert newest(post) == theirs


class TestBase:
    def test_nobody_knows_what_a_form_without_one_began_with(
        self, post: Post, ada: User, bo: User
    ) -> None:
        before = typed(post)
        theirs = save(post, before.changed(body="Ada's."), by=ada)

        outcome = save_together(post, before.changed(body="Bo's."), by=bo, base=None)

        assert outcome.is_kept_beside
        assert outcome.revision.base is None
        assert newest(post) == theirs

    @pytest.mark.parametrize("sent", ["", "x", "-1", "9" * 30, "²", "1.5", " 1", "\x00"])
    def test_garbage_is_no_base(self, post: Post, sent: str) -> None:
        assert base_of(post, sent) is None

    def test_a_revision_of_another_text_is_no_base(self, post: Post) -> None:
        other = make_post()

        assert base_of(post, str(newest(other).pk)) is None

    def test_a_number_not_given_out_yet_is_no_base(self, post: Post) -> None:
        assert base_of(post, str(newest(post).pk + 1000)) is None

    def test_one_that_is_gone_counts_as_the_nearest_before_it(self, post: Post, ada: User) -> None:
        first = newest(post)
        gone = save(post, typed(post, body="Second."), by=ada)
        save(post, typed(post, body="Third."), by=ada)
        Revision.objects.filter(pk=gone.pk).delete()

        assert base_of(post, str(gone.pk)) == first

    def test_a_text_beside_the_others_counts_as_what_it_began_with(
        self, post: Post, ada: User, bo: User
    ) -> None:
        first = newest(post)
        kept = autosave(post, typed(post, body="Bo types."), by=bo, base=first)
        save(post, typed(post, body="Ada's."), by=ada)

        assert kept is not None
        assert base_of(post, str(kept.pk)) == first


class TestRefusals:
    def test_a_mistake_of_ones_own_is_told_and_nothing_is_stored(
        self, post: Post, ada: User, bo: User
    ) -> None:
        base, before = newest(post), typed(post)
        save(post, before.changed(summary="By Ada"), by=ada)
        count = Revision.objects.count()

        with pytest.raises(ValidationError):
            save_together(post, before.changed(title="x" * 301), by=bo, base=base)

        assert Revision.objects.count() == count

    def test_a_stranger_saves_nothing(self, post: Post) -> None:
        stranger = UserFactory(role=Role.AUTHOR)

        with pytest.raises((PermissionDenied, Http404)):
            save_together(post, typed(post, body="Mine."), by=stranger, base=newest(post))

        assert typed(post).body == BODY
