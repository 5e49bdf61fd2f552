"""Long lists in pages of a fixed length, without counting what isn't shown."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest

PER_PAGE = 20
_NUMBER = re.compile(r"[1-9][0-9]{0,5}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a list: its rows, its own address without the host, and the addresses of the
    pages beside it (empty: none).
    """

    rows: Sequence[Any]
    number: int
    path: str = ""
    previous_url: str = ""
    next_url: str = ""
    start: int = 0

    @property
    def first_place(self) -> int:
        """Where in the whole list the first row of this page stands, from 1."""
        return self.start + 1


def page_number(request: HttpRequest, name: str = "page") -> int:
    """Return the page asked for by `?page=`, from 1. Raises Http404 where it is no such number.

    `name` is what the parameter is called where `page` means something else.
    """
    asked = request.GET.get(name, "1")
    if not _NUMBER.fullmatch(asked):
        raise Http404("There is no such page of this list.")
    return int(asked)


def paged(
    request: HttpRequest, rows: Any, *, per_page: int = PER_PAGE, keep: Sequence[str] = ("q",)
) -> Page:
    """Return the page of `rows` (a queryset or another sliceable) that was asked for.

    `keep` names what in the query says which list it is, and so stays from page to page.

    One row more than fits is loaded, which tells whether there is a next page without a count.
    Raises Http404 behind the last page.
    """
    number = page_number(request)
    start = (number - 1) * per_page
    found = list(rows[start : start + per_page + 1])
    if number > 1 and not found:
        raise Http404("This list has fewer pages.")
    return Page(
        rows=found[:per_page],
        number=number,
        path=_url(request, number, keep),
        previous_url=_url(request, number - 1, keep) if number > 1 else "",
        next_url=_url(request, number + 1, keep) if len(found) > per_page else "",
        start=start,
    )


def _url(request: HttpRequest, number: int, keep: Sequence[str]) -> str:
    query = {name: request.GET[name] for name in keep if request.GET.get(name)}
    if number > 1:
        query["page"] = str(number)
    return f"{request.path}?{urlencode(query)}" if query else request.path
