"""Showing where the words asked for stand in a text."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from blog.reading.search.query import Query
from blog.reading.search.words import Word, normal, words

# In words: how much of a long text is shown, and how much of it before the first hit.
SHOWN = 42
BEFORE = 8


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of plain text, a hit or not; the template escapes it."""

    text: str
    hit: bool = False


def marked(text: str, query: Query) -> list[Part]:
    """Return the whole text in parts, the words asked for as hits."""
    text = normal(text)
    exact, beginnings = query.marks()
    hits = [w for w in words(text) if w.stem in exact or w.stem.startswith(beginnings)]
    return _parts(text, hits)


def extract(text: str, query: Query) -> list[Part]:
    """Return the part of a long text that holds most of what was asked for, closest together."""
    text = normal(text)
    all_words = list(words(text))
    exact, beginnings = query.marks()
    hits = [
        n
        for n, word in enumerate(all_words)
        if word.stem in exact or word.stem.startswith(beginnings)
    ]
    if not hits:
        return []
    first = hits[_densest(hits, [all_words[n].stem for n in hits])]
    begin = max(0, first - BEFORE)
    end = min(len(all_words), begin + SHOWN)
    start, stop = all_words[begin].start if begin else 0, all_words[end - 1].end
    parts = _parts(
        text[start:stop],
        [_moved(all_words[n], start) for n in hits if begin <= n < end],
    )
    before = [Part("… ")] if begin else []
    after = [Part(" …")] if end < len(all_words) else [Part(text[stop:])]
    return [*before, *parts, *after]


def _densest(places: list[int], stems: list[str]) -> int:
    """Return which hit begins the part with the most different words; the first of equals."""
    inside: Counter[str] = Counter()
    best = most = end = 0
    for start, place in enumerate(places):
        while end < len(places) and places[end] < place + SHOWN - BEFORE:
            inside[stems[end]] += 1
            end += 1
        if len(inside) > most:
            best, most = start, len(inside)
        inside[stems[start]] -= 1
        if not inside[stems[start]]:
            del inside[stems[start]]
    return best


def _moved(word: Word, by: int) -> Word:
    return Word(word.start - by, word.end - by, word.stem)


def _parts(text: str, hits: list[Word]) -> list[Part]:
    parts: list[Part] = []
    done = 0
    for word in hits:
        parts += [Part(text[done : word.start]), Part(text[word.start : word.end], hit=True)]
        done = word.end
    return [part for part in (*parts, Part(text[done:])) if part.text]
