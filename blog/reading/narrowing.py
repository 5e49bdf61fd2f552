"""Lists of one person's or partner's posts, narrowed down to a role and a year."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import Any, Self
from urllib.parse import urlencode

from django.http import Http404, HttpRequest
from django.utils.text import capfirst

from blog.models import ListKind, Post
from blog.models.listing import ListKey, parts_in_language, parts_of
from blog.reading.languages import asked_language, limited_path
from blog.reading.site import site_of

_YEAR = re.compile(r"[0-9]{4}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Choice:
    """One way to narrow a list down: a role or a year. `posts` of them are in the whole list.

    Where it is limited to a language, only posts in it count.
    """

    label: str
    path: str
    posts: int
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Narrowing:
    """What was asked for, and what can be. Year 0 and the empty role are the whole."""

    kind: ListKind
    thing: int
    role: str
    year: int
    zone: tzinfo
    total: int
    all_path: str
    roles: tuple[Choice, ...]
    years: tuple[Choice, ...]

    @classmethod
    def of(cls, request: HttpRequest, kind: ListKind, row: Any, names: Any) -> Self:
        """Read `?role=` and `?year=`; say how many posts each role of `names` and each year has,
        of those in the language that the list is limited to.

        The row is loaded by `with_parts`. Raises Http404 where there are no posts of that role, or
        of that year, in any language.
        """
        zone, language = site_of(request).zone, asked_language(request)
        role, year, counts = _asked(request, row, names)
        if language:
            counts = parts_in_language(ListKey(kind, row.pk), language, zone)

        def choice(name: str, value: str, label: str) -> Choice:
            query = {"role": role, "year": year, "language": language}
            query[name] = value
            asked = urlencode({key: part for key, part in query.items() if part})
            is_chosen = value in {role, year}
            return Choice(label, f"{request.path}?{asked}", counts[value], is_chosen)

        return cls(
            kind=kind,
            thing=row.pk,
            role=role,
            year=int(year or 0),
            zone=zone,
            total=counts.get("", 0),
            all_path=limited_path(request, language),
            roles=tuple(
                choice("role", item.value, capfirst(item.label))
                for item in names
                if item.value in counts
            ),
            years=tuple(
                choice("year", part, part)
                for part in sorted(filter(_YEAR.fullmatch, counts), reverse=True)
            ),
        )

    @property
    def is_narrow(self) -> bool:
        """Whether not the whole list was asked for."""
        return bool(self.role or self.year)

    def posts(self) -> Any:
        """Return the posts that were asked for, newest first."""
        between = None
        if self.year:
            begin = datetime(self.year, 1, 1, tzinfo=self.zone)
            between = begin, datetime(self.year + 1, 1, 1, tzinfo=self.zone)
        return Post.objects.in_list(self.kind, self.thing, self.role, between)


def _asked(request: HttpRequest, row: Any, names: Any) -> tuple[str, str, dict[str, int]]:
    """Return the role and the year that are asked for, and how many posts each part has."""
    counts = parts_of(row)
    role, year = request.GET.get("role", ""), request.GET.get("year", "")
    if (role and role not in names.values) or (year and not _YEAR.fullmatch(year)):
        raise Http404("A list has no such part.")
    if any(part and part not in counts for part in (role, year)):
        raise Http404("There are no such posts.")
    return role, year, counts
