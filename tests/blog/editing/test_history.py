"""A text's versions in a list."""

from __future__ import annotations

from typing import Any

import pytest

from blog.editing.differences import words_compared
from blog.editing.history import before, history_of, usual_pair
from blog.editing.revisions import save
from blog.editing.side_by_side import stretches
from blog.models import Approval, Collaborator, Post, Revision, SignOff
from tests.factories import CollaboratorFactory, UserFactory, make_post, make_snapshot


def add(post: Post, *kinds: str, by: str = "Ada", first: int = 2) -> list[Revision]:
    """Store versions of these kinds above the first one."""
    data = make_snapshot().to_json()
    return Revision.objects.bulk_create(
        Revision(post=post, number=number, kind=kind, data=data, created_by_name=by)
        for number, kind in enumerate(kinds, first)
    )


def numbers(post: Post) -> list[list[int]]:
    return [[row.number for row in line.all] for line in history_of(post).lines]


@pytest.mark.django_db
def test_one_persons_autosaves_between_two_saves_fold_into_one_line() -> None:
    post = make_post()
    add(post, "autosave", "autosave", "save", "autosave", "autosave", "autosave", "publish")

    assert numbers(post) == [[8], [7, 6, 5], [4], [3, 2], [1]]


@pytest.mark.django_db
def test_two_peoples_autosaves_do_not_fold_together() -> None:
    post = make_post()
    add(post, "autosave", "autosave")
    add(post, "autosave", by="Bo", first=4)

    assert numbers(post) == [[4], [3, 2], [1]]


@pytest.mark.django_db
def test_live_and_newest_are_marked_with_who_agreed() -> None:
    post = make_post(published=True)
    live = Revision.objects.get(post=post, kind=Revision.Kind.PUBLISH)
    newest = save(post, make_snapshot(address=post.slug), by=None)
    Approval.objects.create(post=post, revision=live, by=UserFactory(), by_name="Edda")
    fund: Collaborator = CollaboratorFactory(name="Fund")
    SignOff.objects.create(
        post=post,
        revision=live,
        collaborator=fund,
        decision="approved",
        name="Fay",
        email="f@x.org",
    )

    lines = {line.version.pk: line for line in history_of(post).lines}

    assert lines[newest.pk].marks == ("newest",)
    assert lines[live.pk].marks == ("live now",)
    assert lines[live.pk].said == ("Approved by Edda", "Signed off by Fay, Fund")


@pytest.mark.django_db
def test_a_thousand_versions_are_paged_and_none_is_left_out() -> None:
    post = make_post()
    add(post, *["save"] * 999)

    seen: list[int] = []
    below: int | None = None
    while True:
        page = history_of(post, before=below)
        seen += [line.version.number for line in page.lines]
        below = page.older
        if below is None:
            break

    assert seen == list(range(1000, 0, -1))


@pytest.mark.django_db
def test_the_list_loads_no_texts(django_assert_num_queries: Any) -> None:
    post = make_post()
    add(post, *["save", "autosave"] * 20)

    with django_assert_num_queries(2):
        page = history_of(post)

    assert all("data" in line.version.get_deferred_fields() for line in page.lines)


@pytest.mark.django_db
def test_live_is_compared_with_the_newest_unless_told_otherwise() -> None:
    post = make_post(published=True)
    assert post.live_revision is not None
    live = post.live_revision.number
    save(post, make_snapshot(address=post.slug), by=None)
    save(post, make_snapshot(address=post.slug), by=None)

    assert usual_pair(post) == (live, live + 2)


@pytest.mark.django_db
def test_a_draft_is_compared_with_the_save_before_and_not_with_an_autosave() -> None:
    post = make_post()
    add(post, "autosave")
    save(post, make_snapshot(), by=None)

    assert usual_pair(post) == (1, 3)
    assert before(post, 1) == 1


def test_compared_lines_stand_beside_each_other_and_long_unchanged_stretches_fold() -> None:
    same = [f"Line {number}.\n" for number in range(10)]
    old = "".join([*same, "The old tide.\n", *same])
    new = "".join([*same, "The new tide.\n", *same])

    found = stretches(words_compared(old, new))

    assert [(len(part.rows), part.is_folded) for part in found] == [
        (8, True),
        (2, False),
        (1, False),
        (2, False),
        (8, True),
    ]
    changed = found[2].rows[0]
    assert "".join(piece.text for piece in changed.old) == "The old tide.\n"
    assert "".join(piece.text for piece in changed.new) == "The new tide.\n"


def test_changed_white_space_can_be_seen() -> None:
    found = stretches(words_compared("One.\nTwo.\n", "One.\n\nTwo.\n"))

    new = [piece.text for part in found for row in part.rows for piece in row.new]

    assert "↵\n" in new


def test_nothing_typed_gets_lost_between_the_rows() -> None:
    old, new = "a b\nc\u2028d\n\ne", "a x b\nd\n\n\nf e"

    rows = [row for part in stretches(words_compared(old, new)) for row in part.rows]

    visible = str.maketrans("", "", "↵·⇥ \n")
    for text, side in ((old, "old"), (new, "new")):
        shown = "".join(piece.text for row in rows for piece in getattr(row, side))
        assert shown.translate(visible) == text.translate(visible)
