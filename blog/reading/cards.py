"""Posts as lists show them: without their bodies, in a fixed number of queries."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch

from blog.models import Acknowledgement, Credit, Document, Post, Tagging
from blog.models.content import Content, content_of

# What a list never shows, and what makes most of a row's size.
LEFT_OUT = {"body": "", "html": "", "feed_html": "", "text": "", "toc": (), "links": ()}


def listed(posts: Any) -> Any:
    """Return the posts in the order of lists, loaded with what a card shows: two queries."""
    return (
        posts.newest_first()
        .defer(*LEFT_OUT)
        .select_related("category", "series", "featured")
        .prefetch_related(
            Prefetch(
                "credits", Credit.objects.select_related("author__merged_into", "author__photo")
            ),
            Prefetch("taggings", Tagging.objects.none()),
            Prefetch("acknowledgements", Acknowledgement.objects.none()),
        )
    )


@dataclass(frozen=True, slots=True)
class Slices:
    """Ordered posts, of which one page at a time is loaded with what cards show: two queries.

    Which posts are on it is asked by their keys alone: to count up to the 4,000th page of a list
    no row of a post is read.
    """

    posts: Any
    order: tuple[Any, ...] = ()

    def __getitem__(self, part: slice) -> Any:
        found = listed(Post.objects.filter(pk__in=self.posts.values("pk")[part]))
        return found.order_by(*self.order) if self.order else found


def cards(posts: Iterable[Post]) -> list[Content]:
    """Return loaded posts (by `listed`) as templates draw them."""
    return [card(post) for post in posts]


def card(document: Document) -> Content:
    """Return a post or page loaded without `LEFT_OUT` as templates draw it, with empty text."""
    for name in LEFT_OUT.keys() & document.get_deferred_fields():
        setattr(document, name, LEFT_OUT[name])
    return content_of(document)
