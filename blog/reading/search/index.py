"""Keeping the search index: written when a text is published, emptied when it is taken back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import Exists, OuterRef

from blog.models import Document, Page, Post, SearchRow, SearchWord
from blog.models.content import Content
from blog.models.search import forget, row_number, written
from blog.reading.cards import LEFT_OUT, card
from blog.reading.frame import load_site
from blog.reading.search.database import ADDRESS, Entry, store
from blog.reading.search.facets import facets_of
from blog.reading.search.words import fold, stems

CHUNK = 400


def update(document: Document, **kwargs: Any) -> None:
    """Bring the index up to date with a text that changed; receives `post_changed`."""
    with transaction.atomic():
        _write(type(document), [document.pk])


def rebuild(tell: Callable[[int], object] = bool) -> int:
    """Write the whole index anew, some texts at a time; return the number of texts in it.

    What can be found stays so meanwhile. `tell` is called with how many are done.
    """
    SearchWord.objects.all().delete()
    known: set[str] = set()
    count = 0
    for model in (Post, Page):
        _drop_others(model)
        for keys in _in_chunks(model):
            with transaction.atomic():
                count += _write(model, keys, known)
            tell(count)
    return count


def is_incomplete() -> bool:
    """Whether the index lacks a text that is public or will be: after an upgrade that emptied it,
    or where writing it anew was cut short.
    """
    for name, model in (("post", Post), ("page", Page)):
        held = SearchRow.objects.filter(**{name: OuterRef("pk")})
        if _released(model).filter(~Exists(held)).exists():
            return True
    return False


def _released(model: type[Document]) -> Any:
    manager: Any = model._default_manager
    return manager.released()


def _drop_others(model: type[Document]) -> None:
    """Take out what is not public and won't be, and rows whose text is gone."""
    name = str(model._meta.model_name)
    public = _released(model).filter(pk=OuterRef(name))
    forget(SearchRow.objects.filter(~Exists(public), **{f"{name}__isnull": False}))


def _in_chunks(model: type[Document]) -> Iterator[list[int]]:
    """Yield the keys of what is public or will be: what readers find is asked at query time."""
    rows = _released(model).order_by("pk")
    last = 0
    while keys := list(rows.filter(pk__gt=last).values_list("pk", flat=True)[:CHUNK]):
        yield keys
        last = keys[-1]


def _write(model: type[Document], keys: list[int], known: set[str] | None = None) -> int:
    """Write the rows of these texts anew; return how many there are now.

    Words in `known` are stored already, and those that are stored now are added to it.
    """
    rows: Any = model._default_manager.filter(pk__in=keys)
    # One at a time: two that both found no row to delete would both insert one.
    list(rows.order_by("pk").select_for_update().values_list("pk"))
    forget(SearchRow.objects.filter(**{f"{model._meta.model_name}__in": keys}))
    rows = rows.released().select_related("featured")
    if model is Post:
        rows = rows.with_relations()
    zone = load_site().zone
    texts = [
        (document, content := card(document), _texts(content))
        for document in rows.defer(*LEFT_OUT.keys() - {"text"})
    ]
    store(_entry(*text, zone) for text in texts)
    words = set().union(*(written(" ".join(columns)) for *_, columns in texts))
    _remember(words - known if known else words)
    if known is not None:
        known |= words
    return len(texts)


def _entry(document: Document, content: Content, texts: Sequence[str], zone: ZoneInfo) -> Entry:
    at = document.published_at
    if at is None:
        raise ValueError("Only what has a date is in the index.")
    slug = document.slug if isinstance(document, Post) else content.url
    return Entry(
        rowid=row_number(document, at),
        post=document.pk if content.kind == "post" else None,
        page=document.pk if content.kind == "page" else None,
        facets=" ".join(facets_of(document, zone)),
        columns=[stems(text) for text in texts],
        address=[ADDRESS + word for word in dict.fromkeys(stems(slug))],
    )


def _texts(content: Content) -> tuple[str, str, str, str]:
    """Return what is indexed with each weight: title, summary, names, body."""
    words = [content.category, content.series, *content.tags]
    names: Iterable[str] = (
        *(credit.name for credit in content.credits),
        *(partner.name for partner in content.acknowledgements),
        *(word.name for word in words if word),
    )
    return (
        f"{content.title} {content.subtitle}",
        content.summary,
        " ".join(names),
        content.text,
    )


def _remember(words: set[str]) -> None:
    """Store words that a mistyped one may stand for."""
    rows = [
        SearchWord(word=word, folded=folded, backwards=folded[::-1])
        for word in sorted(words)
        if (folded := fold(word))
    ]
    SearchWord.objects.bulk_create(rows, ignore_conflicts=True)
