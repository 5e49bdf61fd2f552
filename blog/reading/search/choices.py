"""What can be clicked on beside the hits: filters to add, with what they leave, and to take off."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.utils.translation import gettext_lazy as _

from blog.reading.search.facets import KINDS, SINGLE
from blog.reading.search.find import Found
from blog.reading.search.naming import names
from blog.reading.search.query import Filter, Query

# Of each kind; readers who look for another value type it.
MOST = 7
TITLES = {
    "author": _("Authors"),
    "tag": _("Tags"),
    "partner": _("Partners"),
    "category": _("Categories"),
    "year": _("Years"),
    "language": _("Languages"),
}
SINGULAR = {
    "author": _("Author"),
    "tag": _("Tag"),
    "partner": _("Partner"),
    "category": _("Category"),
    "year": _("Year"),
    "language": _("Language"),
}


@dataclass(frozen=True, slots=True)
class Choice:
    """A filter: what following its link adds, and how many hits that leaves."""

    label: str
    url: str
    count: int


@dataclass(frozen=True, slots=True)
class Group:
    """The filters of one kind under their heading."""

    kind: str
    title: Any
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Chosen:
    """A filter that is asked for, and the address without it."""

    kind: Any
    label: str
    unwanted: bool
    known: bool
    url: str


def chosen(query: Query) -> list[Chosen]:
    """Return the filters that are asked for, in the order in which they were typed."""
    return [
        Chosen(
            SINGULAR[one.kind],
            one.label or one.value,
            one.unwanted,
            bool(one.facets),
            address(query.without(one)),
        )
        for one in query.filters
    ]


def groups(query: Query, found: Found) -> list[Group]:
    """Return the filters that would leave some of these hits and not all: one query for names."""
    counts = Counter(" ".join(hit.facets for hit in found.hits).split())
    for facet in [facet for facet, count in counts.items() if count == len(found.hits)]:
        del counts[facet]
    kinds = {kind: _most(kind, counts) for kind in KINDS}
    called = names(facet for most in kinds.values() for facet in most)
    shown = (
        Group(
            kind,
            TITLES[kind],
            tuple(
                Choice(called[facet][0], _added(query, kind, called[facet][1]), counts[facet])
                for facet in facets
                if facet in called
            ),
        )
        for kind, facets in kinds.items()
    )
    return [group for group in shown if group.choices]


def _most(kind: str, counts: Counter[str]) -> list[str]:
    """Return the most frequent facets of a kind; years by date."""
    own = [facet for facet in counts if facet.startswith(f"{kind}=")]
    if kind == "year":
        return sorted(own, reverse=True)[:MOST]
    return sorted(own, key=lambda facet: (-counts[facet], facet))[:MOST]


def _added(query: Query, kind: str, value: str) -> str:
    others: list[Filter] = []
    if kind in SINGLE:
        others = [one for one in query.filters if one.kind == kind and not one.unwanted]
    return address(f"{query.without(*others)} {kind}:{value}".strip())


def address(typed: str) -> str:
    """Return the query part of the address at which this is searched."""
    return f"?{urlencode({'q': typed})}" if typed else "?"
