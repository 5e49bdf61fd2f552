"""Finding what a text on this site can link to, by its name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.formats import date_format
from django.utils.timezone import localtime

from blog.models import Author, Collaborator, Page, Post

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from accounts.models import User

MOST_OF_A_KIND = 8
MOST_WORDS = 8

# The long columns, which nothing here shows.
_LONG = ("body", "html", "feed_html", "text", "links", "toc")


@dataclass(frozen=True, slots=True)
class Place:
    """Somewhere on this site: its kind in a word, its name, its path, and what sets it apart."""

    kind: str
    name: str
    path: str
    note: str


def places(words: str, user: User) -> list[Place]:
    """Return posts, pages, authors and partners whose names contain all the words.

    Only what the user may see, at most eight of a kind; who has no page isn't offered. What begins
    with the words comes first. Without words: the newest posts and the first of each other kind.
    Four queries.
    """
    found = [*_posts(words, user), *_pages(words, user), *_authors(words), *_partners(words)]
    beginning = words.strip().lower()
    return sorted(found, key=lambda place: not place.name.lower().startswith(beginning))


def _posts(words: str, user: User) -> list[Place]:
    found = Post.objects.visible_to(user).newest_first().defer(*_LONG)
    return [
        Place("post", post.title, post.get_absolute_url(), _standing(post))
        for post in _named(found, "title", words)
    ]


def _pages(words: str, user: User) -> list[Place]:
    found = Page.objects.visible_to(user).order_by("title", "pk")
    return [
        Place("page", page.title, path, path if page.is_public else page.state)
        for page in _named(found.defer(*_LONG), "title", words)
        for path in (page.get_absolute_url(),)
    ]


def _authors(words: str) -> list[Place]:
    found = Author.objects.visible().only("name", "slug", "affiliation").order_by("name", "pk")
    return [
        Place("author", author.name, author.get_absolute_url(), author.affiliation)
        for author in _named(found, "name", words)
    ]


def _partners(words: str) -> list[Place]:
    found = Collaborator.objects.visible().only("name", "slug", "kind").order_by("name", "pk")
    return [
        Place("partner", partner.name, partner.get_absolute_url(), partner.get_kind_display())
        for partner in _named(found, "name", words)
    ]


def _named(rows: QuerySet[Any], column: str, words: str) -> QuerySet[Any]:
    for word in words.split()[:MOST_WORDS]:
        rows = rows.filter(**{f"{column}__icontains": word})
    return rows[:MOST_OF_A_KIND]


def _standing(post: Post) -> str:
    """Say when a public post appeared; of any other, that readers don't see it."""
    if post.is_public and post.published_at:
        return date_format(localtime(post.published_at), "j M Y")
    return post.state
