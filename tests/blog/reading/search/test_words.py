"""Words of the index, and queries made of them."""

import time

import pytest

from blog.reading.search.database import tsvector
from blog.reading.search.highlight import Part, extract, marked
from blog.reading.search.query import Term, parse
from blog.reading.search.words import stem, stems


@pytest.mark.parametrize(
    "alike",
    [
        ("fund", "funds", "funded", "funding"),
        ("share", "shares", "shared", "sharing"),
        ("map", "maps", "mapped", "mapping"),
        ("study", "studies", "studied"),
        ("box", "boxes"),
        ("class", "classes"),
        ("tide", "tides"),
        ("coast", "coasts"),
    ],
)
def test_endings_of_one_word_make_one_stem(alike: tuple[str, ...]) -> None:
    assert len({stem(word) for word in alike}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [("bus", "bu"), ("string", "str"), ("this", "thi"), ("speed", "spe"), ("news", "now")],
)
def test_words_that_only_look_alike_stay_apart(one: str, other: str) -> None:
    assert stem(one) != stem(other)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Façade, E\u0301TÉ!", ["facad", "ete"]),
        ("Straße Łódź smørrebrød", ["strass", "lodz", "smorrebrod"]),
        ("org/repo#12 v1.2 a_b", ["org", "repo", "12", "v1", "2", "a", "b"]),
        ("日本の", ["日", "本", "の"]),
        ("½ ﬁn", ["12", "fin"]),
        ("\x00 -- …", []),
    ],
)
def test_text_is_cut_into_folded_words(text: str, words: list[str]) -> None:
    assert stems(text) == words


def test_query_is_words_phrases_exclusions_and_beginnings() -> None:
    query = parse('tides "low water" -storm -"high tide" est* well-known tides')

    assert query.wanted == (
        Term(("tid",)),
        Term(("low", "water")),
        Term(("est",), starts=True),
        Term(("well", "known")),
    )
    assert query.unwanted == (Term(("storm",)), Term(("high", "tid")))


def test_query_is_written_for_each_database() -> None:
    query = parse('tides "low water" -storm est*')

    assert query.fts5() == '("tid" AND "low water" AND "est" *) NOT "storm"'
    assert query.tsquery() == "'tid' & 'low' <-> 'water' & 'est':* & !('storm')"


def test_query_that_only_excludes_asks_for_nothing() -> None:
    assert not parse("-storm")


def test_hits_are_marked_where_they_stand_with_accents() -> None:
    parts = marked("Le façade — FAÇADES.", parse("facade"))

    assert parts == [
        Part("Le "),
        Part("façade", hit=True),
        Part(" — "),
        Part("FAÇADES", hit=True),
        Part("."),
    ]


def test_extract_shows_where_most_of_the_words_stand_together() -> None:
    text = f"One tide. {'Filler goes here. ' * 60} Then a tide gauge stood. {'More. ' * 60}"

    parts = extract(text, parse("tide gauge"))

    assert [part.text for part in parts if part.hit] == ["tide", "gauge"]
    assert (parts[0].text, parts[-1].text) == ("… ", " …")


def test_extract_of_a_text_without_hits_is_empty() -> None:
    assert extract("Nothing.", parse("tide")) == []


def test_tsvector_keeps_weights_and_keeps_phrases_within_a_column() -> None:
    assert tsvector([["a"], ["b"], [], ["a", "c"]]) == "'a':1A,6D 'b':3B 'c':7D"


def test_extract_of_a_very_long_text_takes_no_longer_for_a_word_it_is_full_of() -> None:
    # Comparing each hit with each other would be 900 million steps.
    text = "tide " * 30_000 + "gauge tide"
    start = time.process_time()

    parts = extract(text, parse("tide gauge"))

    assert time.process_time() - start < 5
    assert "gauge" in [part.text for part in parts if part.hit]
