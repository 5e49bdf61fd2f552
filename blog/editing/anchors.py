"""Where in a text a quotation stands, after the text was edited."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property
from itertools import islice

QUOTE_MAX = 2000
CONTEXT = 60
# How much of the quotation's words must still stand together to be taken for it.
ENOUGH = 0.6
# More places of one phrase are not compared: a quotation of “the” is about nothing.
MOST_PLACES = 500
MOST_TRIES = 50
MOST_RUNS = 60
# Pairs of equal words that are looked at for all quotations of a text together.
MOST_PAIRS = 1_000_000
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Anchor:
    """A quotation with what stood around it, in characters."""

    quote: str
    before: str = ""
    after: str = ""

    @classmethod
    def at(cls, text: str, start: int, end: int) -> Anchor:
        """Return the anchor of a passage, shortened to `QUOTE_MAX` characters."""
        end = min(end, start + QUOTE_MAX)
        return cls(
            text[start:end], text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT]
        )


def locate_all(text: str, anchors: Iterable[Anchor]) -> list[tuple[int, int] | None]:
    """Return where each quotation stands, as `locate` does; the text is read once for all."""
    words = _Words(text)
    return [_located(text, words, anchor) for anchor in anchors]


def locate(text: str, anchor: Anchor) -> tuple[int, int] | None:
    """Return where the quotation begins and ends in the text now; None where it is gone.

    An exact quotation wins, the one with the most fitting surroundings among several; else the
    same words with other spaces or marks between them; else the place between the old
    surroundings, or around the quotation's longest run of words, where most of its words still
    stand.
    """
    return _located(text, _Words(text), anchor)


class _Words:
    """The words of a text and where they stand, found when first asked for."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.pairs_left = MOST_PAIRS

    @cached_property
    def places(self) -> list[tuple[int, int]]:
        """Where each word begins and ends."""
        return [word.span() for word in _WORD.finditer(self.text)]

    @cached_property
    def plain(self) -> str:
        """The words in one case, one a line, so that a run of them is looked for at C's speed."""
        words = (self.text[start:end].casefold() for start, end in self.places)
        return "".join(f"\n{word}" for word in words) + "\n"

    def runs(self, wanted: list[str]) -> Iterator[tuple[int, int]]:
        """Yield where the words stand in this order, whatever stands between them."""
        run = "".join(f"\n{word}" for word in wanted) + "\n"
        at, first = self.plain.find(run), 0
        counted = 0
        while at >= 0:
            first += self.plain.count("\n", counted, at)
            counted = at
            yield self.places[first][0], self.places[first + len(wanted) - 1][1]
            at = self.plain.find(run, at + 1)


def _located(text: str, words: _Words, anchor: Anchor) -> tuple[int, int] | None:
    if not anchor.quote.strip():
        return None
    exact = list(_exact(text, anchor.quote))
    if exact:
        return _fittest(text, anchor, exact)
    return _respelled(words, anchor) or _edited(words, anchor)


def _exact(text: str, quote: str) -> Iterator[tuple[int, int]]:
    start = text.find(quote)
    for _ in range(MOST_PLACES):
        if start < 0:
            return
        yield start, start + len(quote)
        start = text.find(quote, start + 1)


def _fittest(text: str, anchor: Anchor, places: list[tuple[int, int]]) -> tuple[int, int]:
    def fit(place: tuple[int, int]) -> int:
        start, end = place
        before, after = text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT]
        return _same_end(before, anchor.before) + _same_start(after, anchor.after)

    return max(places, key=fit) if len(places) > 1 else places[0]


def _same_start(one: str, other: str) -> int:
    count = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        count += 1
    return count


def _same_end(one: str, other: str) -> int:
    return _same_start(one[-CONTEXT:][::-1], other[-CONTEXT:][::-1])


def _respelled(words: _Words, anchor: Anchor) -> tuple[int, int] | None:
    """Find the same words in the same order, whatever stands between them."""
    wanted = [word.casefold() for word in _WORD.findall(anchor.quote)]
    if not wanted:
        return None
    found = list(islice(words.runs(wanted), MOST_PLACES))
    return _fittest(words.text, anchor, found) if found else None


def _edited(words: _Words, anchor: Anchor) -> tuple[int, int] | None:
    """Find the passage that most of the quotation's words are still in."""
    text = words.text
    for start, end in islice(_candidates(text, anchor), MOST_TRIES):
        passage = text[start:end]
        if passage.strip() and _likeness(words, passage, anchor.quote) >= ENOUGH:
            return start, end
    return None


def _candidates(text: str, anchor: Anchor) -> Iterator[tuple[int, int]]:
    room = 2 * len(anchor.quote) + CONTEXT
    for before in (anchor.before, anchor.before[-20:]):
        for _, start in _exact(text, before) if before.strip() else ():
            for after in (anchor.after, anchor.after[:20]):
                end = text.find(after, start, start + room) if after.strip() else -1
                if end >= 0:
                    yield start, end
    run = _longest_run(text, anchor.quote)
    if run:
        yield run


def _longest_run(text: str, quote: str) -> tuple[int, int] | None:
    """Return the stretch around the quotation's longest run of words that still stands."""
    words = list(_WORD.finditer(quote))
    shortest = max(2, len(words) // 3)
    runs = (
        (words[first].start(), words[first + length - 1].end())
        for length in range(len(words) - 1, shortest, -1)
        for first in range(len(words) - length + 1)
    )
    for begin, stop in islice(runs, MOST_RUNS):
        at = text.find(quote[begin:stop])
        if at >= 0:
            return max(0, at - begin), min(len(text), at + len(quote) - begin)
    return None


def _likeness(words: _Words, passage: str, quote: str) -> float:
    """Return how alike they are, from 0 to 1; 0 once too much was compared already."""
    one, other = _WORD.findall(passage.casefold()), _WORD.findall(quote.casefold())
    if not other or len(one) > 4 * len(other) + 20:
        return 0
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    if matcher.quick_ratio() < ENOUGH:
        return 0
    often = Counter(other)
    words.pairs_left -= sum(often[word] for word in one)
    return matcher.ratio() if words.pairs_left >= 0 else 0
