"""Finding: from what was typed to what is shown."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import Q

from blog.models import Page, Post, SearchRow
from blog.models.content import Content
from blog.models.search import Matches, Rank
from blog.reading.cards import LEFT_OUT, card, listed
from blog.reading.search.highlight import Part, extract, marked
from blog.reading.search.query import Query


@dataclass(frozen=True, slots=True)
class Result:
    """A post or page that was found, with its title and an extract in marked parts."""

    content: Content
    title: list[Part]
    extract: list[Part]


def find(query: Query) -> Any:
    """Return the rows of what readers may see and the query asks for, best first.

    They can be sliced and are (post's key, page's key), one of the two None; `results` loads them.
    """
    if not query:
        return SearchRow.objects.none()
    asked = query.tsquery() if connection.vendor == "postgresql" else query.fts5()
    public = Q(post__in=Post.objects.published().values("pk"))
    public |= Q(page__in=Page.objects.published().values("pk"))
    return (
        SearchRow.objects.filter(Matches(asked))
        .filter(public)
        .annotate(rank=Rank(asked))
        .order_by("rank", "-rowid")
        .values_list("post_id", "page_id")
    )


def results(rows: Iterable[tuple[int | None, int | None]], query: Query) -> list[Result]:
    """Return found rows as templates draw them, in their order."""
    rows = list(rows)
    posts = {row.pk: row for row in _loaded(Post, {post for post, _ in rows if post})}
    pages = {row.pk: row for row in _loaded(Page, {page for _, page in rows if page})}
    found = [posts.get(post) if post else pages.get(page) for post, page in rows]
    return [_result(row, query) for row in found if row]


def _loaded(model: type[Post] | type[Page], keys: set[int]) -> Any:
    if not keys:
        return []
    rows: Any = model._default_manager.filter(pk__in=keys)
    if model is Post:
        rows = listed(rows)
    # An extract is cut from the text.
    return rows.select_related("featured").defer(None).defer(*LEFT_OUT.keys() - {"text"})


def _result(row: Any, query: Query) -> Result:
    content = card(row)
    summary = marked(content.excerpt, query)
    where = summary if any(part.hit for part in summary) else extract(content.text, query)
    return Result(content, marked(content.title, query), where or summary)
