"""Which posts a feed is of, as part of the one query that tells whether it changed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import F, Subquery

from blog.feeds.asking import moment, text
from blog.models import Author, Category, Collaborator, Listing, ListKind, Post, Series, Tag
from blog.models.json_list import json_rows

# What each kind of list is of, and what its feed says of that.
_MODELS: dict[ListKind, tuple[type[Any], dict[str, str]]] = {
    ListKind.TAG: (Tag, {"name": "name", "about": "description", "merged": "merged_into__slug"}),
    ListKind.CATEGORY: (Category, {"name": "name", "about": "description"}),
    ListKind.SERIES: (Series, {"name": "title", "about": "description"}),
    ListKind.AUTHOR: (
        Author,
        {"name": "name", "hidden": "is_hidden", "merged": "merged_into__slug"},
    ),
    ListKind.COLLABORATOR: (
        Collaborator,
        {"name": "name", "hidden": "is_hidden", "merged": "merged_into__slug"},
    ),
}


@dataclass(frozen=True, slots=True)
class Scope:
    """What was asked for: a list, a language, a search, or none of them for the whole site.

    `keys` are the ids of the posts that a search found.
    """

    kind: ListKind | None = None
    slug: str = ""
    language: str = ""
    asked: str = ""
    keys: tuple[int, ...] | None = field(default=None, repr=False)

    @property
    def path(self) -> str:
        """The path of the page that this is the feed of."""
        if self.keys is not None:
            return "/search/"
        if self.kind is None:
            return f"/language/{self.language}/" if self.language else "/"
        first = "collaborators" if self.kind == ListKind.COLLABORATOR else self.kind.value
        return f"/{first}/{self.slug}/"

    @property
    def query(self) -> dict[str, str]:
        """What comes after the question mark of that page's address."""
        search = {"q": self.asked} if self.keys is not None else {}
        limit = {"language": self.language} if self.language else {}
        return search | limit if self.kind or search else {}

    def posts(self, until: str = "now", since: str = "") -> Any:
        """Return its posts with a date until, and since, the moments of these names.

        The newest first. There is one bound on each side: of two, SQLite would use the wrong one.
        """
        last, first = moment(until), moment(since) if since else None
        if self.kind is not None:
            row = Subquery(self._rows().values("pk")[:1])
            found = Post.objects.in_list(self.kind, row, at=last, since=first)
            return found.filter(language=text("language")) if self.language else found
        if self.language and self.keys is None:
            return Post.objects.in_list(
                ListKind.LANGUAGE, 0, text("language"), at=last, since=first
            )
        found = Post.objects.published(last).newest_first()
        found = found.filter(published_at__gte=first) if first else found
        if self.keys is not None:
            found = found.filter(pk__in=self.keys)
        return found.filter(language=text("language")) if self.language else found

    def dates(self, until: str, since: str = "") -> Any:
        """Return its posts as `posts` does, for their number and their `date`: from an index alone.

        A month may hold thousands, of which a feed must know how many they are.
        """
        if self.keys is not None or not (self.kind or self.language):
            return self.posts(until, since).annotate(date=F("published_at"))
        found = Listing.objects.filter(at__lte=moment(until))
        found = found.filter(at__gte=moment(since)) if since else found
        if self.kind is None:
            found = found.filter(kind=ListKind.LANGUAGE, thing=0, part=text("language"))
        else:
            row = Subquery(self._rows().values("pk")[:1])
            found = found.filter(kind=self.kind, thing=row, part="")
            found = found.filter(language=text("language")) if self.language else found
        return found.order_by("-at", "-post_id").annotate(date=F("at"))

    def thing(self) -> Any:
        """Return what the list is of, for an annotation; nothing for the rest."""
        if self.kind is None:
            return None
        _, names = _MODELS[self.kind]
        return json_rows(self._rows(), **names)

    def _rows(self) -> Any:
        model, _ = _MODELS[self.kind]  # type: ignore[index]
        return model._default_manager.filter(slug=text("slug"))


ScopeOf = Callable[..., Scope]
