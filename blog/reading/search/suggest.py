"""What somebody may have meant who mistyped a word: one that texts hold, a slip away from it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import Q
from django.db.models.functions import Length
from django.utils import timezone

from blog.models import SearchWord
from blog.models.search import last_row
from blog.reading.search.database import newest
from blog.reading.search.query import Query, parse
from blog.reading.search.words import fold, stem

SHORTEST = 4
MOST_WORDS = 3
MOST_CANDIDATES = 2_000
MOST_TRIES = 2


@dataclass(frozen=True, slots=True)
class Slip:
    """A typed word that no text holds, as it stands between two places, and what comes near it."""

    start: int
    end: int
    near: tuple[str, ...]


def suggestion(query: Query) -> str:
    """Return what finds something where the query found nothing, or nothing.

    The index is asked before anything is suggested: a word may be in a text that is yet to appear.
    """
    slips = _slips(query)
    if not slips:
        return ""
    for choice in range(MOST_TRIES):
        if choice and not any(len(slip.near) > choice for slip in slips):
            return ""
        typed = query.typed
        for slip in sorted(slips, key=lambda slip: slip.start, reverse=True):
            word = slip.near[min(choice, len(slip.near) - 1)]
            typed = typed[: slip.start] + word + typed[slip.end :]
        meant = parse(typed)
        # Filters that were resolved stay so.
        meant = Query(meant.typed, meant.wanted, meant.unwanted, query.filters)
        if newest(meant, last_row(timezone.now()), 1)[0]:
            return typed
    return ""


def _slips(query: Query) -> list[Slip]:
    words = {
        term: fold(query.typed[term.start : term.end].rstrip("*"))
        for term in query.wanted
        if len(term.words) == 1
    }
    words = {term: word for term, word in words.items() if len(word) >= SHORTEST}
    words = dict(list(words.items())[:MOST_WORDS])
    candidates = list(near_words(words.values()).values_list("word", "folded")[:MOST_CANDIDATES])
    slips = []
    for term, word in words.items():
        found = closest(word, candidates)
        if found and all(stem(fold(one)) != term.words[0] for one in found):
            slips.append(Slip(term.start, term.end, tuple(found)))
    return slips


def near_words(words: Iterable[str]) -> Any:
    """Return the rows of stored words that may be a slip away from the folded ones.

    One slip leaves the first half of a word as it was or the second, so both are looked up.
    """
    wanted = Q(folded="")
    for word in words:
        half = len(word) // 2
        swapped = word[: half - 1] + word[half] + word[half - 1] + word[half + 1 :]
        length = Q(length__gte=len(word) - 1, length__lte=len(word) + 1)
        # Each by itself, or SQLite would not use its indexes.
        wanted |= begins("folded", word[:half]) & length
        wanted |= begins("backwards", word[::-1][:half]) & length
        wanted |= Q(folded=swapped)
    return SearchWord.objects.annotate(length=Length("folded")).filter(wanted).order_by()


def begins(column: str, text: str) -> Q:
    """Return the condition that an indexed column begins with a text."""
    if connection.vendor == "sqlite":
        # Its LIKE reads the whole table.
        return Q(**{f"{column}__gte": text, f"{column}__lt": f"{text}\U0010ffff"})
    return Q(**{f"{column}__startswith": text})


def closest(word: str, candidates: Iterable[tuple[str, str]]) -> list[str]:
    """Return the words one slip from this folded one, or two if it is long; nearest first."""
    most = 1 if len(word) < 8 else 2
    found = []
    for written, folded in candidates:
        # A letter is rarely missed out and another put in its place far away.
        if len(set(word) ^ set(folded)) > 2 * most:
            continue
        # A text that has only the plural is found by the singular.
        slips = min(distance(word, folded), distance(word, stem(folded)))
        if slips <= most:
            found.append((slips, folded[0] != word[0], written))
    return [written for *_, written in sorted(found)][:MOST_TRIES]


def distance(one: str, other: str) -> int:
    """Return how many slips lie between two words: a letter more, less, other, or two swapped."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        earlier, before, row = before, row, [i]
        for j, with_letter in enumerate(other, 1):
            cost = min(before[j] + 1, row[-1] + 1, before[j - 1] + (letter != with_letter))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == with_letter:
                cost = min(cost, earlier[j - 2] + 1)
            row.append(cost)
    return row[-1]
