"""What somebody typed into the search field, understood; never an error."""

from __future__ import annotations

import re
from dataclasses import dataclass

from blog.reading.search.words import stems

LONGEST = 300
MOST_TERMS = 24
_TERM = re.compile(r'(?P<minus>(?<!\S)-)?(?:"(?P<phrase>[^"]*)"?|(?P<word>[^\s"]+))')


@dataclass(frozen=True, slots=True)
class Term:
    """Words that must stand together in this order; `starts` lets the last be a beginning."""

    words: tuple[str, ...]
    starts: bool = False


@dataclass(frozen=True, slots=True)
class Query:
    """What a text must hold, all of it, and what it must not."""

    wanted: tuple[Term, ...] = ()
    unwanted: tuple[Term, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.wanted)

    def fts5(self) -> str:
        """Return it in the syntax of SQLite's FTS5. Words hold letters and digits alone."""
        wanted = " AND ".join(_fts5(term) for term in self.wanted)
        return " NOT ".join((f"({wanted})", *(_fts5(term) for term in self.unwanted)))

    def tsquery(self) -> str:
        """Return it in the syntax of PostgreSQL's tsquery. Words hold letters and digits alone."""
        wanted = [_tsquery(term) for term in self.wanted]
        return " & ".join((*wanted, *(f"!({_tsquery(term)})" for term in self.unwanted)))

    def hits(self, stem: str) -> bool:
        """Whether a word of a text is one of those asked for, to mark it."""
        return any(
            stem in term.words or (term.starts and stem.startswith(term.words[-1]))
            for term in self.wanted
        )


def parse(typed: str) -> Query:
    """Understand words (all wanted), "phrases", -unwanted words and beginnings*.

    Whatever else is typed is read as the words in it. What is too long is cut.
    """
    wanted: list[Term] = []
    unwanted: list[Term] = []
    for match in _TERM.finditer(typed[:LONGEST]):
        text = match["phrase"] if match["phrase"] is not None else match["word"]
        found = tuple(stems(text))
        if found:
            term = Term(found, starts=match["phrase"] is None and text.endswith("*"))
            (unwanted if match["minus"] else wanted).append(term)
    return Query(_few(wanted), _few(unwanted))


def _few(terms: list[Term]) -> tuple[Term, ...]:
    return tuple(dict.fromkeys(terms))[:MOST_TERMS]


def _fts5(term: Term) -> str:
    return f'"{" ".join(term.words)}"{" *" if term.starts else ""}'


def _tsquery(term: Term) -> str:
    *first, last = (f"'{word}'" for word in term.words)
    return " <-> ".join((*first, f"{last}:*" if term.starts else last))
