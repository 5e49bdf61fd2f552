"""A quotation is found again after the text around it, or in it, was edited."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from blog.editing.anchors import Anchor, locate, locate_all

TEXT = (
    "The sea rose twice that winter. Nobody had measured it before.\n\n"
    "The sea rose again in spring, and the second gauge came, with a float of cork.\n"
)


def anchor(words: str, after: int = 0) -> Anchor:
    start = TEXT.index(words, after)
    return Anchor.at(TEXT, start, start + len(words))


def found(text: str, wanted: Anchor) -> str | None:
    place = locate(text, wanted)
    return None if place is None else text[slice(*place)]


def test_of_two_places_the_one_with_its_surroundings_is_meant() -> None:
    second = TEXT.index("The sea rose", 10)

    place = locate(f"A new beginning. {TEXT}", anchor("The sea rose", 10))

    assert place == (second + 17, second + 29)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("measured it before", "measured it\nbefore", "Nobody had measured it\nbefore"),
        ("had measured", "had ever measured", "Nobody had ever measured it before"),
        ("Nobody had measured it before.\n\n", "", None),
        ("Nobody had measured it before", "Quite another sentence stands here", None),
    ],
)
def test_it_is_found_as_long_as_most_of_its_words_stand(
    old: str, new: str, expected: str | None
) -> None:
    text = TEXT.replace(old, new)

    words = found(text, anchor("Nobody had measured it before"))

    assert words == expected


def test_words_that_moved_are_found_where_they_are_now() -> None:
    moved = "and the second gauge came, with a float of cork"
    text = f"{moved}. {TEXT.replace(moved, '')}"

    place = locate(text, anchor(moved))

    assert place == (0, len(moved))


def test_a_quotation_of_nothing_is_nowhere() -> None:
    assert locate(TEXT, Anchor("  ")) is None


@given(st.text(max_size=80), st.text(min_size=1, max_size=20), st.text(max_size=80))
@settings(max_examples=150, deadline=None, database=None)
def test_what_stands_there_unchanged_is_always_found(before: str, quote: str, after: str) -> None:
    text = f"{before}{quote}{after}"
    wanted = Anchor.at(text, len(before), len(before) + len(quote))

    place = locate(text, wanted)

    assert (place is None) == (not quote.strip())
    assert place is None or text[slice(*place)] == quote


def test_fifty_lost_quotations_in_a_long_text_take_no_time() -> None:
    text = "alpha beta gamma delta epsilon\n" * 6000
    lost = [Anchor(f"alpha zeta number {n} " * 30, "beta gamma", "delta") for n in range(50)]
    began = time.process_time()

    places = locate_all(text, lost)

    assert places == [None] * 50
    # A guard against quadratic work, not a measurement: it takes about a tenth of this.
    assert time.process_time() - began < 10


def test_one_word_over_and_over_takes_no_time() -> None:
    lost = [Anchor("a " * 900 + "z")] * 50
    began = time.process_time()

    places = locate_all("a " * 50_000, lost)

    assert len(places) == 50
    # Comparing at each word took forty seconds.
    assert time.process_time() - began < 10


def test_passages_of_the_same_words_in_another_order_take_no_time() -> None:
    lost = [Anchor("a " * 500 + "q " * 499, "X ", "Y ")] * 50
    began = time.process_time()

    places = locate_all(("X " + "q " * 500 + "a " * 500 + "Y ") * 90, lost)

    assert len(places) == 50
    # Comparing with each passage took minutes.
    assert time.process_time() - began < 10
