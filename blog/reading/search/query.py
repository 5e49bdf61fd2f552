"""What somebody typed into the search field, understood; never an error."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from blog.reading.search.facets import KINDS, SINGLE
from blog.reading.search.words import stems

LONGEST = 300
MOST_TERMS = 24
MOST_FILTERS = 8
_TERM = re.compile(
    rf"(?P<minus>(?<!\S)-)?(?:(?<![^\s-])(?P<kind>{'|'.join(KINDS)}):(?=\S))?"
    r'(?:"(?P<phrase>[^"]*)"?|(?P<word>[^\s"]+))',
    re.IGNORECASE,
)
# What a database can't store, and quotes as a phone types them.
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
_QUOTES = str.maketrans(dict.fromkeys("“”„«»", '"'))


@dataclass(frozen=True, slots=True)
class Term:
    """Words that must stand together in this order; `starts` lets the last be a beginning.

    They stand between `start` and `end` of what was typed.
    """

    words: tuple[str, ...]
    starts: bool = False
    start: int = field(default=0, compare=False)
    end: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Filter:
    """A facet asked for by `kind:value`, and where in what was typed.

    `facets` are those that the value means, any of which will do; `label` is how it is called.
    """

    kind: str
    value: str
    unwanted: bool
    start: int
    end: int
    facets: tuple[str, ...] = ()
    label: str = ""


@dataclass(frozen=True, slots=True)
class Query:
    """What a text must hold, all of it, and what it must not."""

    typed: str = ""
    wanted: tuple[Term, ...] = ()
    unwanted: tuple[Term, ...] = ()
    filters: tuple[Filter, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.wanted) or any(not one.unwanted for one in self.filters)

    @property
    def unknown(self) -> tuple[Filter, ...]:
        """The filters whose value is nobody's name, so that nothing can be found."""
        return tuple(one for one in self.filters if not (one.facets or one.unwanted))

    def without(self, *filters: Filter) -> str:
        """Return what would be typed without these filters."""
        text = self.typed
        for one in sorted(filters, key=lambda one: one.start, reverse=True):
            text = f"{text[: one.start]} {text[one.end :]}"
        return " ".join(text.split())

    def fts5(self) -> str:
        """Return it in the syntax of SQLite's FTS5. Words hold letters and digits alone."""
        wanted = [_fts5(term) for term in self.wanted]
        wanted += [_any(group, '"{}"', " OR ") for group in self._groups()]
        unwanted = [_fts5(term) for term in self.unwanted]
        unwanted += [f'"{one}"' for one in self._unwanted_facets()]
        return " NOT ".join((f"({' AND '.join(wanted)})", *unwanted))

    def tsquery(self, *, phrases: bool = True) -> str:
        """Return it in the syntax of PostgreSQL's tsquery. Words hold letters and digits alone.

        Without phrases it asks for their words, wherever they stand, and excludes no phrase.
        """
        wanted = [_tsquery(term, phrases=phrases) for term in self.wanted]
        wanted += [_any(group, "'{}'", " | ") for group in self._groups()]
        kept = [term for term in self.unwanted if phrases or len(term.words) == 1]
        unwanted = [f"!({_tsquery(term)})" for term in kept]
        unwanted += [f"!'{one}'" for one in self._unwanted_facets()]
        return " & ".join((*wanted, *unwanted))

    def ranked(self) -> str:
        """Return what a hit is ranked by, as a tsquery: the words alone; empty without any."""
        return " & ".join(_tsquery(term) for term in self.wanted)

    def marks(self) -> tuple[frozenset[str], tuple[str, ...]]:
        """Return which words of a text are marked: these, and those that begin so."""
        words = frozenset(word for term in self.wanted for word in term.words)
        return words, tuple(term.words[-1] for term in self.wanted if term.starts)

    def _groups(self) -> list[tuple[str, ...]]:
        """Return the facets asked for: one of each group must be there."""
        groups: dict[str, tuple[str, ...]] = {}
        for number, one in enumerate(self.filters):
            if not one.unwanted and one.facets:
                name = one.kind if one.kind in SINGLE else str(number)
                groups[name] = groups.get(name, ()) + one.facets
        return list(groups.values())

    def _unwanted_facets(self) -> list[str]:
        return [facet for one in self.filters if one.unwanted for facet in one.facets]


def clean(typed: str) -> str:
    """Return what was typed on one line, without what no database takes, and not too long."""
    return " ".join(_UNSTORABLE.sub(" ", typed[: 4 * LONGEST]).split())[:LONGEST].strip()


def parse(typed: str) -> Query:
    """Understand words (all wanted), "phrases", -unwanted words, beginnings* and kind:value.

    Whatever else is typed is read as the words in it. What is too long is cut.
    """
    typed = clean(typed).translate(_QUOTES)
    wanted: list[Term] = []
    unwanted: list[Term] = []
    filters: list[Filter] = []
    for match in _TERM.finditer(typed):
        text = match["phrase"] if match["phrase"] is not None else match["word"]
        if match["kind"]:
            kind, minus = match["kind"].lower(), bool(match["minus"])
            filters.append(Filter(kind, text, minus, match.start(), match.end()))
        elif found := tuple(stems(text)):
            starts = match["phrase"] is None and text.endswith("*")
            term = Term(found, starts, match.start(), match.end())
            (unwanted if match["minus"] else wanted).append(term)
    return Query(typed, _few(wanted), _few(unwanted), tuple(filters[:MOST_FILTERS]))


def _few(terms: list[Term]) -> tuple[Term, ...]:
    return tuple(dict.fromkeys(terms))[:MOST_TERMS]


def _any(words: Iterable[str], quoted: str, separator: str) -> str:
    return f"({separator.join(quoted.format(word) for word in words)})"


def _fts5(term: Term) -> str:
    return f'"{" ".join(term.words)}"{" *" if term.starts else ""}'


def _tsquery(term: Term, *, phrases: bool = True) -> str:
    *first, last = (f"'{word}'" for word in term.words)
    together = " <-> " if phrases else " & "
    return together.join((*first, f"{last}:*" if term.starts else last))
