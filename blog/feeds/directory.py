"""Every feed there is, by what it is of, for people and for programs that take many at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import F, Value
from django.utils.translation import gettext as _

from blog.feeds.channels import address
from blog.feeds.scopes import Scope
from blog.models import Author, Category, Collaborator, ListKind, Series, SiteSettings, Tag
from blog.models.languages import name_of
from blog.models.listing import with_counts
from blog.reading.metadata import FEED_FORMATS

# Of tags those used most are shown, of people and partners no more than a page can hold; what
# they are of has an index of its own, and the file for programs has them all.
MOST_TAGS = 30
MOST = 200


@dataclass(frozen=True, slots=True)
class Entry:
    """A list that has feeds: its name, and which posts they are of."""

    name: str
    scope: Scope

    @property
    def page(self) -> str:
        """The whole address of the list's page."""
        return address(self.scope, "")

    @property
    def feeds(self) -> list[tuple[str, str, str]]:
        """Its feeds, each as the format's name, the whole address and the media type."""
        return [(name, address(self.scope, file), kind) for name, file, kind in FEED_FORMATS]


@dataclass(frozen=True, slots=True)
class Group:
    """Lists of one kind. `index` names the route of the page that has all of them."""

    title: str
    entries: list[Entry]
    index: str = ""
    is_whole: bool = True


def whole(site: SiteSettings) -> Entry:
    """Return the feeds of all posts."""
    return Entry(_("All posts"), Scope())


def in_languages(site: SiteSettings) -> list[Entry]:
    """Return the feeds of each language; none where all posts are in one."""
    codes = site.languages if len(site.languages) > 1 else ()
    return [Entry(name_of(code), Scope(language=code)) for code in codes]


def groups(site: SiteSettings) -> list[Group]:
    """Return the groups that have a list with a public post, in two queries."""
    found: dict[str, list[Entry]] = {}
    kinds = [kind for kind in _titles() if kind != ListKind.TAG]
    for row in _named(kinds):
        found.setdefault(row[0], []).append(_entry(*row))
    tags = _rows(ListKind.TAG).order_by("-post_count", "name")[: MOST_TAGS + 1]
    found[ListKind.TAG] = [_entry(*row) for row in tags]
    languages = Group(_("Languages"), in_languages(site))
    named = [_group(kind, title, found.get(kind, [])) for kind, title in _titles().items()]
    return [group for group in (languages, *named) if group.entries]


def _group(kind: ListKind, title: str, entries: list[Entry]) -> Group:
    most = MOST_TAGS if kind == ListKind.TAG else MOST
    return Group(title, entries[:most], _INDEXES[kind], len(entries) <= most)


def every(site: SiteSettings) -> Iterator[tuple[str, Iterator[Entry]]]:
    """Yield each group's title with its entries, read from the database as they are asked for.

    All words are looked up at once, in the language of whoever asks for the first.
    """
    titles = _titles()
    yield _("Languages"), iter(in_languages(site))
    for kind, title in titles.items():
        rows = _rows(kind).order_by("name", "slug").iterator(chunk_size=500)
        yield title, (_entry(*row) for row in rows)


def _titles() -> dict[ListKind, str]:
    return {
        ListKind.CATEGORY: _("Categories"),
        ListKind.SERIES: _("Series"),
        ListKind.TAG: _("Tags"),
        ListKind.AUTHOR: _("People"),
        ListKind.COLLABORATOR: _("Collaborators"),
    }


_INDEXES = {
    ListKind.CATEGORY: "categories",
    ListKind.SERIES: "series_index",
    ListKind.TAG: "tags",
    ListKind.AUTHOR: "authors",
    ListKind.COLLABORATOR: "collaborators",
}


def _named(kinds: Iterable[ListKind]) -> Any:
    first, *others = (_rows(kind).order_by() for kind in kinds)
    return first.union(*others, all=True).order_by("name", "slug")


def _rows(kind: ListKind) -> Any:
    """Return (kind, name, slug) of each list of a kind that shows a public post."""
    rows = {
        ListKind.CATEGORY: Category.objects.all(),
        ListKind.SERIES: Series.objects.annotate(name=F("title")),
        ListKind.TAG: Tag.objects.unmerged(),
        ListKind.AUTHOR: Author.objects.visible(),
        ListKind.COLLABORATOR: Collaborator.objects.visible(),
    }[kind]
    shown = with_counts(rows, kind).filter(post_count__gt=0)
    return shown.annotate(listed_as=Value(kind.value)).values_list("listed_as", "name", "slug")


def _entry(kind: str, name: str, slug: str) -> Entry:
    return Entry(name, Scope(ListKind(kind), slug))
