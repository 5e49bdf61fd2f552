"""Whom and what a filter means by its value, and what the facets of the index are called."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from django.conf.locale import LANG_INFO
from django.db.models import Case, CharField, F, IntegerField, Q, Value, When
from django.db.models.functions import Cast, Coalesce

from blog.models import Author, Category, Collaborator, Tag
from blog.models.addresses import make_slug
from blog.models.mergeable import Mergeable
from blog.models.taxonomy import normal_tag
from blog.reading.search.facets import facet
from blog.reading.search.query import Filter, Query

MODELS: dict[str, type[Any]] = {
    "author": Author,
    "tag": Tag,
    "partner": Collaborator,
    "category": Category,
}
MOST = 200
_NOBODY = "nobody"


def resolved(query: Query) -> Query:
    """Return the query with each filter's facets: one query where any names a person or thing."""
    named = {n: one for n, one in enumerate(query.filters) if one.kind in MODELS}
    meant: dict[int, list[Any]] = {n: [] for n in named}
    if named:
        rows = [_meant_by(one, n) for n, one in named.items()]
        for number, *row in rows[0].union(*rows[1:], all=True)[:MOST]:
            meant[number].append(row)
    filters = (
        _with_rows(one, meant[n]) if n in meant else _with_value(one)
        for n, one in enumerate(query.filters)
    )
    return replace(query, filters=tuple(filters))


def _meant_by(one: Filter, number: int) -> Any:
    """Return rows of (number, exact, key, name) that the value names, merged ones resolved."""
    model = MODELS[one.kind]
    slug = make_slug(one.value, _NOBODY)
    exact = Q(name__iexact=one.value) | Q(slug=slug)
    if model is Tag:
        tag = normal_tag(one.value)
        exact |= Q(name=tag) | Q(pk__in=Tag.objects.filter(synonyms__name=tag).values("pk"))
    rows = model._default_manager.filter(exact | Q(slug__startswith=f"{slug}-")).order_by()
    key: Any = F("pk")
    name: Any = F("name")
    if issubclass(model, Mergeable):
        key, name = Coalesce("merged_into_id", "pk"), Coalesce("merged_into__name", "name")
    if model in (Author, Collaborator):
        hidden = Q(merged_into=None, is_hidden=True) | Q(merged_into__is_hidden=True)
        rows = rows.exclude(pk__in=model._default_manager.filter(hidden).values("pk"))
    return rows.values_list(
        Value(number, IntegerField()),
        Case(When(exact, then=Value(1)), default=Value(0), output_field=IntegerField()),
        Cast(key, IntegerField()),
        Cast(name, CharField()),
    )


def _with_rows(one: Filter, rows: list[Any]) -> Filter:
    """Fill in a filter: whose whole name it is, or else all whose name begins with it."""
    exact = [row for row in rows if row[0]] or rows
    keys = dict.fromkeys(key for _, key, _ in exact)
    names = {name for _, _, name in exact}
    label = names.pop() if len(names) == 1 else one.value
    return replace(one, facets=tuple(facet(one.kind, key) for key in keys), label=label)


def _with_value(one: Filter) -> Filter:
    value = one.value.casefold()
    if one.kind == "year":
        known = value.isascii() and value.isdecimal() and len(value) == 4
        return replace(one, facets=(facet("year", value),) if known else (), label=one.value)
    plain = value.replace("-", "")
    named = (code for code, about in LANG_INFO.items() if value in _names_of(code, about))
    code = plain if plain.isascii() and len(plain) == 2 else next(named, "")
    return replace(one, facets=(facet("language", code),) if code else (), label=language(code))


def _names_of(code: str, about: dict[str, Any]) -> set[str]:
    names = {str(about.get(key, "")).casefold() for key in ("name", "name_local")} - {""}
    return {code, code.replace("-", ""), *names}


def language(code: str) -> str:
    """Return the language's own name, or the code where Django doesn't know it."""
    plain = {known.replace("-", ""): about for known, about in LANG_INFO.items()}
    return str(plain.get(code.replace("-", ""), {}).get("name_local", code))


def names(facets: Iterable[str]) -> dict[str, tuple[str, str]]:
    """Return the name and slug of each facet that readers may see a list of: one query."""
    keys: dict[str, list[str]] = {}
    found = {}
    for one in facets:
        kind, value = one.split("=")
        if kind in MODELS:
            keys.setdefault(kind, []).append(value)
        else:
            found[one] = (language(value) if kind == "language" else value, value)
    if keys:
        rows = [_named(kind, values) for kind, values in keys.items()]
        for kind, key, name, slug in rows[0].union(*rows[1:], all=True):
            found[facet(kind, key)] = (name, slug)
    return found


def _named(kind: str, keys: list[str]) -> Any:
    manager = MODELS[kind]._default_manager
    rows = manager.visible() if hasattr(manager, "visible") else manager.all()
    return (
        rows.filter(pk__in=keys)
        .order_by()
        .values_list(
            Value(kind, CharField()), "pk", Cast("name", CharField()), Cast("slug", CharField())
        )
    )
