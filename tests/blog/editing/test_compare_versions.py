"""Comparing two versions of a text and of a whole post."""

import time
from dataclasses import fields

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from blog.editing.differences import (
    FIELD_LABELS,
    Altered,
    Change,
    compare,
    words_compared,
)
from blog.models import Snapshot
from blog.models.snapshot import CreditRef, Ref, ThanksRef

QUICK = settings(max_examples=200, deadline=None, database=None)
AMINA, BRUNO, CHEN = (Ref(number, name) for number, name in enumerate(("Amina", "Bruno", "Chen")))
texts = st.one_of(
    st.text(),
    st.lists(st.sampled_from(["a", "b", "cat", " ", "\n", "\n\n", "猫。"])).map("".join),
)


def test_changed_words_are_marked_and_the_rest_is_not() -> None:
    changes = words_compared("The red boat left.\n\nEnd.", "The blue boat left.\n\nEnd.")

    assert changes == [
        Change("same", "The "),
        Change("gone", "red"),
        Change("new", "blue"),
        Change("same", " boat left.\n\nEnd."),
    ]


def test_a_new_paragraph_is_new_as_a_whole() -> None:
    assert words_compared("One.\n\nTwo.", "One.\n\nMore.\n\nTwo.") == [
        Change("same", "One.\n\n"),
        Change("new", "More.\n\n"),
        Change("same", "Two."),
    ]


def test_neighbouring_words_are_marked_together() -> None:
    assert words_compared("the red fox ran home", "the blue dog ran home") == [
        Change("same", "the "),
        Change("gone", "red fox"),
        Change("new", "blue dog"),
        Change("same", " ran home"),
    ]


def test_a_rewritten_sentence_is_not_cut_to_shreds() -> None:
    old, new = "The tide turns at the old pier.", "Nobody expected such a storm in the bay."

    assert words_compared(old, new) == [Change("gone", old), Change("new", new)]


@pytest.mark.parametrize("text", ["", "same", "same\n"])
def test_nothing_is_marked_where_nothing_changed(text: str) -> None:
    assert all(change.kind == "same" for change in words_compared(text, text))


@QUICK
@given(texts, texts)
def test_both_texts_can_be_read_from_the_comparison(old: str, new: str) -> None:
    changes = words_compared(old, new)

    assert "".join(change.text for change in changes if change.kind != "new") == old
    assert "".join(change.text for change in changes if change.kind != "gone") == new
    assert all(change.text for change in changes)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("a\nb\n" * 20_000, "b\na\n" * 20_000),
        ("a b c " * 20_000, "c b a " * 20_000),
        ("\n".join(map(str, range(20_000))), "\n".join(map(str, range(20_000, 0, -1)))),
    ],
)
def test_comparing_takes_bounded_time(old: str, new: str) -> None:
    started = time.process_time()

    words_compared(old, new)

    assert time.process_time() - started < 4


def test_fields_that_differ_are_shown_with_their_names_and_values() -> None:
    old = Snapshot(title="The reef", category=Ref(1, "Science"), series_position=1)
    new = Snapshot(title="The tide", category=Ref(2, "News"), series_position=1)

    comparison = compare(old, new)

    assert comparison.labels == ("Title", "Category")
    title, category = comparison.fields
    assert [change.kind for change in title.words] == ["same", "gone", "new"]
    assert (category.old, category.new, category.words) == ("Science", "News", ())


def test_lists_show_what_came_went_changed_and_moved() -> None:
    old = Snapshot(credits=(CreditRef(AMINA), CreditRef(BRUNO)), tags=(AMINA, BRUNO, CHEN))
    new = Snapshot(credits=(CreditRef(AMINA, "edited"), CreditRef(CHEN)), tags=(CHEN, AMINA, BRUNO))

    tags, people = compare(old, new).lists

    assert (tags.label, tags.moved, tags.added, tags.removed) == ("Tags", ("Chen",), (), ())
    assert people.added == ("Chen (wrote)",)
    assert people.removed == ("Bruno (wrote)",)
    assert people.changed == (Altered("Amina (wrote)", "Amina (edited)"),)


def test_an_acknowledgement_shows_its_grant() -> None:
    thanks = ThanksRef(Ref(1, "Harbour Trust"), "funder")
    granted = ThanksRef(Ref(1, "Harbour Trust"), "funder", Ref(2, "Coast grant"))

    (change,) = compare(
        Snapshot(acknowledgements=(thanks,)), Snapshot(acknowledgements=(granted,))
    ).lists

    assert change.changed == (
        Altered("Harbour Trust (funder)", "Harbour Trust (funder, Coast grant)"),
    )


def test_pictures_in_the_text_are_compared_by_their_addresses() -> None:
    old = Snapshot(body="![A map](/media/images/2026/map.png) ![](/media/images/kept.png)")
    new = Snapshot(body="![](/media/images/kept.png) ![A chart](/media/images/2026/chart.png)")

    (pictures,) = compare(old, new).lists

    assert pictures.label == "Pictures in the text"
    assert pictures.added == ("/media/images/2026/chart.png",)
    assert pictures.removed == ("/media/images/2026/map.png",)


def test_a_renamed_author_is_no_difference() -> None:
    old = Snapshot(credits=(CreditRef(Ref(1, "Old Name")),), featured=Ref(1, "a.png"))
    new = Snapshot(credits=(CreditRef(Ref(1, "New Name")),), featured=Ref(1, "b.png"))

    assert not compare(old, new)


def test_every_field_has_a_name_for_people() -> None:
    assert list(FIELD_LABELS) == [field.name for field in fields(Snapshot)]
