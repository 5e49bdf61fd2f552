"""What stands near an address at which there is nothing: for somebody who mistyped it.

Programs ask for made-up addresses all day. So this is two queries by index, however many posts
there are, and none for what no page's address looks like.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from django.db.models import CharField, Exists, IntegerField, OuterRef, Q, Value
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils import timezone

from blog.models import (
    Author,
    Category,
    Collaborator,
    Listing,
    ListKind,
    Page,
    Post,
    SearchRow,
    Series,
    Tag,
)
from blog.models.search import last_row
from blog.reading.search.database import rows_at
from blog.reading.search.suggest import SHORTEST, closest, near_words
from blog.reading.search.words import fold, stems

MOST = 5
MOST_WORDS = 6
MOST_ROWS = 60
MOST_NAMES = 2_000
LEAST_ALIKE = 0.5
_PLAUSIBLE = re.compile(r"/[\w/~ -]{2,160}")
_ENDING = re.compile(r"(?:/index)?\.(?:html?|md)$")
# First words of paths under which nobody reads, or only programs look for holes.
_ELSEWHERE = re.compile(r"/(?:admin|accounts|static|media|preview|feed|wp-|cgi|vendor|api|_|\W)")
_ROUTES = {"blog", "tag", "author", "collaborators", "category", "series", "index", "page", "posts"}
_LISTS: dict[str, tuple[type[Any], ListKind, str]] = {
    "author": (Author, ListKind.AUTHOR, "name"),
    "collaborator": (Collaborator, ListKind.COLLABORATOR, "name"),
    "tag": (Tag, ListKind.TAG, "name"),
    "category": (Category, ListKind.CATEGORY, "name"),
    "series": (Series, ListKind.SERIES, "title"),
}


@dataclass(frozen=True, slots=True)
class Place:
    """A page of this site: what it is (post, page, tag …), what it is called and its path."""

    kind: str
    title: str
    url: str
    alike: float = 0.0


def asked_words(path: str) -> list[str]:
    """Return the words of a path that could be a page's; none of what looks like an attack."""
    path = _ENDING.sub("", path)
    if not _PLAUSIBLE.fullmatch(path) or _ELSEWHERE.match(path):
        return []
    parts = [part for part in path.lower().split("/") if part and part not in _ROUTES]
    words = [word for part in parts for word in re.split(r"[\W_]+", part) if word]
    words = [word for word in words if not re.fullmatch(r"(?:19|20)\d\d|\d{1,2}", word)]
    return words if any(len(word) > 2 for word in words) and len(words) <= 24 else []


def nearby(path: str) -> list[Place]:
    """Return the public pages whose addresses are most like this path: two queries."""
    words = asked_words(path)
    if not words:
        return []
    slug = "-".join(words)
    telling = [word for word in words if len(word) > 2][-MOST_WORDS:]
    names, near = _names(slug, telling)
    places = [*names, *_texts(telling, near)]
    alike = (_alike(place, slug, path) for place in places)
    best = sorted((place for place in alike if place), key=lambda place: -place.alike)
    return best[:MOST]


def _names(slug: str, words: Iterable[str]) -> tuple[list[Place], list[tuple[str, str]]]:
    """Return the lists with a slug like this one, and the stored words that are like these."""
    rows = [_lists_like(slug, kind) for kind in _LISTS]
    folded = [fold(word) for word in words]
    known = near_words(word for word in folded if len(word) >= SHORTEST)
    rows.append(_columns(known, "word", Value(0), "word", "folded"))
    places, near = [], []
    for kind, _, title, address in rows[0].union(*rows[1:], all=True)[:MOST_NAMES]:
        if kind == "word":
            near.append((title, address))
        else:
            places.append(Place(kind, title, reverse(kind, args=[address])))
    return places, near


def _lists_like(slug: str, kind: str) -> Any:
    model, list_kind, title = _LISTS[kind]
    half = max(2, len(slug) // 2)
    rows = model._default_manager.all()
    if hasattr(rows, "visible"):
        rows = rows.visible()
    elif hasattr(rows, "unmerged"):
        rows = rows.unmerged()
    public = Listing.objects.filter(
        kind=list_kind, thing=OuterRef("pk"), part="", at__lte=timezone.now()
    )
    # There are so few of them that all may be read.
    like = Q(slug__startswith=slug[:half]) | Q(slug__endswith=slug[-half:])
    rows = rows.filter(like)
    if model is not Collaborator:
        rows = rows.filter(Exists(public))
    return _columns(rows, kind, "pk", title, "slug")


def _columns(rows: Any, kind: str, *columns: Any) -> Any:
    key, title, address = columns
    return rows.order_by().values_list(
        Value(kind, CharField()),
        Cast(key, IntegerField()),
        Cast(title, CharField()),
        Cast(address, CharField()),
    )


def _texts(words: Sequence[str], near: list[tuple[str, str]]) -> list[Place]:
    """Return the posts and pages with nearly all of these words in their addresses."""
    groups = [_meant(word, near) for word in words]
    numbers = rows_at([group for group in groups if group], last_row(timezone.now()), MOST_ROWS)
    # From the few rows to their texts: the other way round SQLite would read all of these.
    rows = _public_texts(numbers, Post, "slug").union(
        _public_texts(numbers, Page, "path"), all=True
    )
    return [Place(kind, title, reverse(kind, args=[address])) for kind, _, title, address in rows]


def _public_texts(numbers: Any, model: type[Any], address: str) -> Any:
    kind = str(model._meta.model_name)
    public = model._default_manager.published().filter(pk=OuterRef(kind))
    rows = SearchRow.objects.filter(Exists(public), rowid__in=numbers)
    return _columns(rows, kind, f"{kind}_id", f"{kind}__title", f"{kind}__{address}")


def _meant(word: str, near: list[tuple[str, str]]) -> list[str]:
    """Return the words of the index that a word of a path may stand for."""
    folded = fold(word)
    known = any(folded == other for _, other in near)
    others = [] if known or len(folded) < SHORTEST else closest(folded, near)
    return list(dict.fromkeys(stem for text in (word, *others) for stem in stems(text)))


def _alike(place: Place, slug: str, path: str) -> Place | None:
    """Return the place with how alike its address is, if it is at all."""
    own = "-".join(asked_words(place.url))
    # Once as they are, once whatever their order.
    ratio = max(_ratio(slug, own), _ratio(_in_order(slug), _in_order(own)))
    if ratio < LEAST_ALIKE:
        return None
    same = path.split("/")[1] == place.url.split("/")[1]
    return Place(place.kind, place.title, place.url, ratio + same * 0.05)


def _ratio(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def _in_order(slug: str) -> str:
    return "-".join(sorted(word for word in slug.split("-") if len(word) > 2))
