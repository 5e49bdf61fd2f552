"""Finding: from what was typed to what is shown."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from blog.models import Page, Post
from blog.models.content import Content
from blog.models.search import last_row
from blog.reading.cards import LEFT_OUT, card, listed
from blog.reading.search.database import Hit, newest
from blog.reading.search.highlight import Part, extract, marked
from blog.reading.search.query import Query

# Of more hits than this, the newest are ranked and counted.
MOST = 1_000


@dataclass(frozen=True, slots=True)
class Result:
    """A post or page that was found, with its title and an extract in marked parts."""

    content: Content
    title: list[Part]
    extract: list[Part]


@dataclass(frozen=True, slots=True)
class Found:
    """Hits, the best first; `has_more` says that there are older ones beyond them."""

    hits: tuple[Hit, ...] = ()
    has_more: bool = False


def find(query: Query) -> Found:
    """Return what readers may see and the query, its filters resolved, asks for.

    Readers see what is public now; whatever else the index holds, `results` leaves out.
    """
    if not query or query.unknown:
        return Found()
    hits, has_more = newest(query, last_row(timezone.now()), MOST)
    # Hits of one rank stay in the order they come in: the newest first.
    hits.sort(key=lambda hit: hit.rank, reverse=True)
    return Found(tuple(hits), has_more)


def results(hits: Iterable[Hit], query: Query) -> list[Result]:
    """Return hits as templates draw them, in their order."""
    hits = list(hits)
    posts = _loaded(Post, {hit.post for hit in hits if hit.post})
    pages = _loaded(Page, {hit.page for hit in hits if hit.page})
    found = [posts.pop(hit.post, None) if hit.post else pages.pop(hit.page, None) for hit in hits]
    return [_result(row, query) for row in found if row]


def _loaded(model: type[Post] | type[Page], keys: set[int]) -> dict[int | None, Any]:
    if not keys:
        return {}
    rows: Any = model._default_manager.published().filter(pk__in=keys)
    if model is Post:
        rows = listed(rows)
    # An extract is cut from the text.
    rows = rows.select_related("featured").defer(None).defer(*LEFT_OUT.keys() - {"text"})
    return {row.pk: row for row in rows}


def _result(row: Any, query: Query) -> Result:
    content = card(row)
    summary = marked(content.excerpt, query)
    where = summary if any(part.hit for part in summary) else extract(content.text, query)
    return Result(content, marked(content.title, query), where or summary)
