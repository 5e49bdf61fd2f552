"""Merging a text that two people changed, by line and then by word."""

import time
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from blog.editing.threeway import Piece, merge_texts
from blog.editing.threeway.texts import woven
from blog.editing.threeway.words import Text

QUICK = settings(max_examples=200, deadline=None, database=None)

# Few words and many repetitions: where a merge goes wrong is where lines look alike.
texts = st.lists(st.sampled_from(["a", "b", "cat", " ", "  ", "\n", "\n\n", "- ", "猫。"])).map(
    "".join
)


@st.composite
def three_texts(draw: st.DrawFn) -> tuple[str, str, str]:
    """A base and two edits of it, each with words nobody else uses."""
    words = st.sampled_from(["the", "of", "boat", "reef", "tide", "\n", "\n\n", "- item", "."])
    base = draw(st.lists(words, max_size=25))
    return " ".join(base), _edited(draw, base, "mine"), _edited(draw, base, "theirs")


def _edited(draw: st.DrawFn, base: list[str], who: str) -> str:
    words = list(base)
    for number in range(draw(st.integers(0, 4))):
        start = draw(st.integers(0, len(words)))
        end = draw(st.integers(start, min(len(words), start + 3)))
        words[start:end] = draw(
            st.sampled_from([[], [f"{who}{number}"], [f"{who}{number}", "\n", f"{who}-{number}"]])
        )
    return " ".join(words)


def _text(pieces: tuple[Piece, ...]) -> str:
    return "".join(piece.text for piece in pieces)


def _is_clean(pieces: tuple[Piece, ...]) -> bool:
    return all(piece.kind != "conflict" for piece in pieces)


def test_changes_of_different_paragraphs_are_both_made() -> None:
    base = "The boat left at noon.\n\nIt came back late.\n"
    mine = "The boat left at one.\n\nIt came back late.\n"
    theirs = "The boat left at noon.\n\nIt never came back.\n"

    pieces = merge_texts(base, mine, theirs)

    assert _is_clean(pieces)
    assert _text(pieces) == "The boat left at one.\n\nIt never came back.\n"


def test_changes_of_different_words_of_one_line_are_both_made() -> None:
    pieces = merge_texts("the quick brown fox", "the slow brown fox", "the quick brown dog")

    assert _text(pieces) == "the slow brown dog"
    assert [(piece.kind, piece.text) for piece in pieces] == [
        ("same", "the "),
        ("mine", "slow"),
        ("same", " brown "),
        ("theirs", "dog"),
    ]


@pytest.mark.parametrize(
    ("base", "mine", "theirs", "merged"),
    [
        ("one\ntwo\n", "ONE\ntwo\n", "one\nTWO\n", "ONE\nTWO\n"),
        (
            "| a | b |\n| c | d |",
            "| A | b |\n| c | d |",
            "| a | b |\n| c | D |",
            "| A | b |\n| c | D |",
        ),
        ("one\ntwo\n", "two\n", "one\ntwo, too\n", "two, too\n"),
        ("x\ny", "x\ny\nz", "x\ny2", "x\ny2\nz"),
        ("Hello world.", "Hello world. More.", "Hi world.", "Hi world. More."),
        ("", "New.", "", "New."),
        ("gone\n\nstays", "stays", "gone\n\nstays here", "stays here"),
        ("a\n", "a", "b\n", "b"),
    ],
)
def test_neighbouring_changes_are_both_made(base: str, mine: str, theirs: str, merged: str) -> None:
    pieces = merge_texts(base, mine, theirs)

    assert (_text(pieces), _is_clean(pieces)) == (merged, True)


@pytest.mark.parametrize(
    ("base", "mine", "theirs"),
    [
        ("a red fox", "a blue fox", "a green fox"),
        ("He did not agree.", "He did agree.", "He did not disagree."),
        ("https://one.example/a", "https://two.example/a", "https://one.example/b"),
        ("stays\n\ngoes\n\nend", "stays\n\nend", "stays\n\ngoes not\n\nend"),
        ("a\n", "a\n\nmine\n", "a\n\ntheirs\n"),
        ("", "mine", "theirs"),
        ("港は静かです。", "港はにぎやかです。", "港は遠いです。"),
    ],
)
def test_changes_of_one_place_are_a_conflict(base: str, mine: str, theirs: str) -> None:
    pieces = merge_texts(base, mine, theirs)

    assert [piece.kind for piece in pieces].count("conflict") == 1
    for side in (mine, theirs):
        for line in side.splitlines():
            assert line in _text(pieces).splitlines()


def test_a_conflict_holds_their_paragraph_then_mine_and_the_base() -> None:
    base = "Before.\n\nThe red boat left the old harbour at noon.\n\nAfter.\n"
    mine = base.replace("red", "blue")
    theirs = base.replace("red", "green").replace("noon", "one")

    pieces = merge_texts(base, mine, theirs)

    conflict = next(piece for piece in pieces if piece.kind == "conflict")
    assert conflict.base == "The red boat left the old harbour at noon.\n"
    # What only they changed in the line is no reason to choose, so it is in both.
    assert conflict.mine == "The blue boat left the old harbour at one.\n"
    assert conflict.theirs == "The green boat left the old harbour at one.\n"
    assert _text(pieces) == (
        "Before.\n\n"
        "The green boat left the old harbour at one.\n\n"
        "The blue boat left the old harbour at one.\n\n"
        "After.\n"
    )


@pytest.mark.parametrize(
    ("base", "mine", "theirs", "merged"),
    [
        ("- a\n- b\n", "- a\n- c\n", "- a\n- d\n", "- a\n- d\n- c\n"),
        ("- a\n\nEnd", "- a\n- b c\n\nEnd", "- a\n- b d\n\nEnd", "- a\n- b d\n- b c\n\nEnd"),
        (
            "```\nx\ny\nz\n```\n",
            "```\nx\nm\nz\n```\n",
            "```\nx\nt\nz\n```\n",
            "```\nx\nt\nm\nz\n```\n",
        ),
        ("| a |\n| b |\n", "| a |\n| m |\n", "| a |\n| t |\n", "| a |\n| t |\n| m |\n"),
    ],
)
def test_a_conflict_leaves_lists_code_and_tables_whole(
    base: str, mine: str, theirs: str, merged: str
) -> None:
    pieces = merge_texts(base, mine, theirs)

    assert (_text(pieces), _is_clean(pieces)) == (merged, False)


def test_going_on_from_what_the_other_tab_has_saved_is_no_conflict() -> None:
    pieces = merge_texts("Start.\n", "Start.\n\nOne two three\n", "Start.\n\nOne two\n")

    assert (_text(pieces), _is_clean(pieces)) == ("Start.\n\nOne two three\n", True)


def test_different_numbers_of_empty_lines_are_no_conflict() -> None:
    pieces = merge_texts("a\nb", "a\n\nb", "a\n\n\nb")

    assert (_text(pieces), _is_clean(pieces)) == ("a\n\n\nb", True)


@QUICK
@given(texts, texts, texts)
def test_every_version_can_be_put_together_from_the_pieces(
    base: str, mine: str, theirs: str
) -> None:
    pieces = woven(base, mine, theirs)

    assert "".join(piece.base for piece in pieces) == base + "\n"
    assert "".join(piece.mine for piece in pieces) == mine + "\n"
    assert "".join(piece.theirs for piece in pieces) == theirs + "\n"
    for piece in pieces:
        _assert_says_what_its_kind_says(piece)


def _assert_says_what_its_kind_says(piece: Piece) -> None:
    if piece.kind == "same":
        assert piece.text == piece.base == piece.mine == piece.theirs
    elif piece.kind == "mine":
        assert (piece.text, piece.theirs) == (piece.mine, piece.base)
    elif piece.kind == "theirs":
        assert (piece.text, piece.mine) == (piece.theirs, piece.base)
    elif piece.kind == "both":
        assert piece.text.split() == piece.mine.split() == piece.theirs.split()
    else:
        assert piece.text == piece.theirs + piece.mine


@QUICK
@given(three_texts())
def test_every_word_that_a_side_added_is_in_the_merge(versions: tuple[str, str, str]) -> None:
    base, mine, theirs = (Counter(text.split()) for text in versions)

    merged = Counter(_text(merge_texts(*versions)).split())

    for word in (mine + theirs).keys() - base.keys():
        assert merged[word] >= max(mine[word], theirs[word])


@QUICK
@given(texts, texts, texts)
def test_a_clean_merge_makes_up_no_word(base: str, mine: str, theirs: str) -> None:
    pieces = merge_texts(base, mine, theirs)

    if _is_clean(pieces):
        written = {token for text in (base, mine, theirs) for token in Text.of(text).tokens}
        assert set(Text.of(_text(pieces)).tokens) <= written


@QUICK
@given(st.one_of(three_texts(), st.tuples(texts, texts, texts)))
def test_it_makes_no_difference_who_saved_first(versions: tuple[str, str, str]) -> None:
    base, mine, theirs = versions

    one, other = merge_texts(base, mine, theirs), merge_texts(base, theirs, mine)

    assert _is_clean(one) == _is_clean(other)
    if _is_clean(one):
        assert _text(one) == _text(other)
    assert merge_texts(base, mine, theirs) == one


@QUICK
@given(st.one_of(texts, st.text()), st.one_of(texts, st.text()))
def test_one_edit_alone_is_taken_as_it_is(base: str, edited: str) -> None:
    for versions in ((base, edited, base), (base, base, edited), (base, edited, edited)):
        pieces = merge_texts(*versions)

        assert (_text(pieces), _is_clean(pieces)) == (edited, True)


def test_two_edits_of_a_long_text_merge_at_once() -> None:
    base = "".join(f"Line {number} tells of the tide and the boats.\n" for number in range(5000))
    mine = base.replace("Line 100 tells", "Line 100 sings")
    theirs = base.replace("Line 4000 tells", "Line 4000 speaks")

    started = time.process_time()
    pieces = merge_texts(base, mine, theirs)

    assert _is_clean(pieces)
    assert _text(pieces) == mine.replace("Line 4000 tells", "Line 4000 speaks")
    assert time.process_time() - started < 1


HOSTILE = {
    "alike lines": ("same\n" * 40_000, "same\n" * 39_000, "other\n" + "same\n" * 40_000),
    "empty lines": ("\n" * 200_000, "\n" * 150_000, "\n" * 100_000 + "x" + "\n" * 100_000),
    "swapped twos": ("a\nb\n" * 20_000, "b\na\n" * 20_000, "a\na\nb\n" * 13_000),
    "one paragraph": ("a b c " * 3_500, "c b a " * 3_500, "b a c d " * 2_600),
    "one word": ("x" * 200_000, "y" * 200_000, "z" * 200_000),
    "backwards": tuple(
        "\n".join(str(number) for number in numbers)
        for numbers in (range(20_000), range(20_000, 0, -1), range(0, 40_000, 2))
    ),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_no_text_keeps_the_server_busy(name: str) -> None:
    base, mine, theirs = HOSTILE[name]

    started = time.process_time()
    pieces = merge_texts(base, mine, theirs)

    assert time.process_time() - started < 6
    merged, *sides = (Counter(text.split()) for text in (_text(pieces), mine, theirs))
    for word in (sides[0] + sides[1]).keys() - set(base.split()):
        assert merged[word] >= max(side[word] for side in sides)
