"""Keeping the search index: written when a text is published, emptied when it is taken back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import Any

from django.db import connection, transaction

from blog.models import Document, Page, Post, SearchRow, Status
from blog.models.content import Content, content_of
from blog.models.search import TABLE, row_id
from blog.reading.search.words import stems

CHUNK = 100
# PostgreSQL counts no further; words behind it all stand at this place.
LAST_POSITION = 16_383


def update(document: Document, **kwargs: Any) -> None:
    """Bring the index up to date with a text that changed; receives `post_changed`."""
    rows: Any = type(document)._default_manager.filter(pk=document.pk, status=Status.PUBLISHED)
    if isinstance(document, Post):
        rows = rows.with_relations()
    with transaction.atomic():
        # One at a time: two that both found no row to delete would both insert one.
        type(document)._default_manager.select_for_update().filter(pk=document.pk).first()
        SearchRow.objects.filter(rowid=row_id(document)).delete()
        for row in rows:
            _write(row)


def rebuild() -> int:
    """Write the whole index anew; return the number of texts in it."""
    count = 0
    with transaction.atomic():
        SearchRow.objects.all().delete()
        for count, document in enumerate(_published(), 1):  # noqa: B007
            _write(document)
    return count


def _published() -> Iterator[Document]:
    """Yield what is public or will be: what readers find is asked at query time."""
    posts = Post.objects.filter(status=Status.PUBLISHED).with_relations().order_by("pk")
    pages = Page.objects.filter(status=Status.PUBLISHED).order_by("pk")
    return chain(posts.iterator(CHUNK), pages.iterator(CHUNK))


def _write(document: Document) -> None:
    content = content_of(document)
    columns = [stems(text) for text in _texts(content)]
    keys = (
        row_id(document),
        document.pk if content.kind == "post" else None,
        document.pk if content.kind == "page" else None,
    )
    if connection.vendor == "postgresql":
        values: tuple[Any, ...] = (tsvector(columns),)
        places = "%s::tsvector"
        names = "words"
    else:
        values = tuple(" ".join(column) for column in columns)
        places = "%s, %s, %s, %s"
        names = "title, names, summary, body"
    # Only names of ours are put into the statement; what was written goes in as parameters.
    sql = f"INSERT INTO {TABLE} (rowid, post_id, page_id, {names}) VALUES (%s, %s, %s, {places})"  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(sql, (*keys, *values))


def _texts(content: Content) -> tuple[str, str, str, str]:
    """Return what is indexed with each weight: title, names, summary, body."""
    words = [content.category, content.series, *content.tags]
    names: Iterable[str] = (
        *(credit.name for credit in content.credits),
        *(partner.name for partner in content.acknowledgements),
        *(word.name for word in words if word),
    )
    return (
        f"{content.title} {content.subtitle}",
        " ".join(names),
        content.summary,
        content.text,
    )


def tsvector(columns: Sequence[Sequence[str]]) -> str:
    """Return columns of words, in falling weight, as the text of a PostgreSQL tsvector."""
    places: dict[str, list[str]] = {}
    position = 0
    for weight, column in zip("ABCD", columns, strict=True):
        for word in column:
            position += 1
            places.setdefault(word, []).append(f"{min(position, LAST_POSITION)}{weight}")
        position += 1
    return " ".join(f"'{word}':{','.join(where[:255])}" for word, where in places.items())
