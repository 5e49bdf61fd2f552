"""Every public address, in parts that each cost the same however many posts there are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Exists, Max, OuterRef, Value
from django.urls import reverse
from django.utils import timezone

from blog.models import (
    Author,
    Category,
    Collaborator,
    Image,
    Listing,
    ListKind,
    Page,
    PictureUse,
    Post,
    Series,
    SiteSettings,
    Tag,
)
from blog.reading.languages import list_in

# What a document's address and its last change are read from; the rest is left in the table.
_COLUMNS = ("language", "published_at", "updated_at", "live_revision_id")

INDEXES = ("authors", "collaborators", "tags", "categories", "series_index")


@dataclass(frozen=True, slots=True)
class Place:
    """One address: its path, when what it shows changed in a way readers should know, the
    addresses of its pictures, and its other languages as (code, path), itself among them.
    """

    path: str
    changed: datetime | None = None
    images: tuple[str, ...] = ()
    languages: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Year:
    """A year with public posts, as the site's time zone counts years."""

    number: int
    posts: int
    changed: datetime


def years(site: SiteSettings) -> list[Year]:
    """Return the years in which there are public posts, newest first: reads an index alone."""
    rows = Post.objects.published().order_by("published_at").only("published_at")
    ends = [row.published_at for row in (rows.first(), rows.last()) if row and row.published_at]
    if not ends:
        return []
    first, last = (moment.astimezone(site.zone).year for moment in ends)
    counts = [
        _of_year(site, number)
        .order_by()
        .annotate(year=Value(number))
        .values("year")
        .annotate(posts=Count("*"), newest=Max("published_at"), updated=Max("updated_at"))
        .values_list("year", "posts", "newest", "updated")
        for number in range(first, last + 1)
    ]
    found = counts[0].union(*counts[1:], all=True)
    # A year without posts counts none.
    filled = [Year(year, n, max(filter(None, dates))) for year, n, *dates in found if n]
    return sorted(filled, key=lambda year: year.number, reverse=True)


def _of_year(site: SiteSettings, number: int) -> Any:
    start, end = (datetime(year, 1, 1, tzinfo=site.zone) for year in (number, number + 1))
    return Post.objects.published().filter(published_at__gte=start, published_at__lt=end)


def posts(site: SiteSettings, year: int, start: int, end: int) -> list[Place]:
    """Return a year's posts from the oldest on, in three queries."""
    wanted = _of_year(site, year).order_by("published_at", "pk")
    rows = list(wanted.only("slug", "translation_group", *_COLUMNS)[start:end])
    images, languages = _images(rows), _languages([row.translation_group for row in rows])
    return [_place(row, images, languages.get(row.translation_group, ())) for row in rows]


def pages(start: int, end: int) -> list[Place]:
    """Return the home page and the pages by their paths; both bounds count the home page."""
    rows = list(
        Page.objects.published()
        .order_by("path")
        .only("path", *_COLUMNS)[max(0, start - 1) : end - 1]
    )
    images = _images(rows)
    home = [] if start else [Place(reverse("home"))]
    return [*home, *(_place(row, images) for row in rows)]


def count_of_pages() -> int:
    """Return how many `pages` there are."""
    return Page.objects.published().count() + 1


def _place(
    row: Any, images: dict[int, list[str]], languages: tuple[tuple[str, str], ...] = ()
) -> Place:
    return Place(
        row.get_absolute_url(),
        max(filter(None, (row.published_at, row.updated_at))),
        tuple(images.get(row.live_revision_id, ())),
        languages,
    )


def _images(rows: Iterable[Any]) -> dict[int, list[str]]:
    """Return the addresses of the library's pictures in these texts, by their live revision."""
    shown = PictureUse.objects.filter(revision__in=[row.live_revision_id for row in rows])
    pairs = list(shown.order_by("pk").values_list("revision", "image"))
    images = Image.objects.in_bulk({image for _, image in pairs})
    found: dict[int, list[str]] = defaultdict(list)
    for revision, image in pairs:
        found[revision].append(images[image].url)
    return found


def _languages(groups: list[Any]) -> dict[Any, tuple[tuple[str, str], ...]]:
    """Return the public texts of each group of translations that has more than one."""
    public = Post.objects.published()
    another = public.filter(translation_group=OuterRef("translation_group"))
    rows = public.filter(Exists(another.exclude(pk=OuterRef("pk"))), translation_group__in=groups)
    found: dict[Any, list[tuple[str, str]]] = defaultdict(list)
    for row in rows.order_by("published_at", "pk").only("slug", "language", "translation_group"):
        found[row.translation_group].append((row.language, row.get_absolute_url()))
    return {group: tuple(texts) for group, texts in found.items()}


def lists(site: SiteSettings, start: int, end: int) -> list[Place]:
    """Return the lists that show a public post, and the partners: the fixed ones first."""
    fixed = _fixed_lists(site, years(site))
    rows = _named_lists().order_by("route", "slug")[
        max(0, start - len(fixed)) : max(0, end - len(fixed))
    ]
    return [*fixed[start:end], *(Place(reverse(route, args=[slug])) for slug, route in rows)]


def count_of_lists(site: SiteSettings, archive: list[Year]) -> int:
    """Return how many `lists` there are, of a site with these years."""
    found: int = _named_lists().count()
    return found + len(_fixed_lists(site, archive))


def _fixed_lists(site: SiteSettings, archive: list[Year]) -> list[Place]:
    newest = max((year.changed for year in archive), default=None)
    return [
        Place(reverse("blog"), newest),
        *(Place(reverse(name)) for name in INDEXES),
        *(Place(list_in(code)) for code in site.languages if len(site.languages) > 1),
        *(Place(reverse("year", args=[year.number]), year.changed) for year in archive),
    ]


def _named_lists() -> Any:
    """Return (slug, name of the route) of each list that shows a public post, and each partner."""
    of_row = {"thing": OuterRef("pk"), "part": "", "at__lte": timezone.now()}
    lists: list[tuple[ListKind, Any]] = [
        (ListKind.CATEGORY, Category.objects.all()),
        (ListKind.SERIES, Series.objects.all()),
        (ListKind.TAG, Tag.objects.unmerged()),
        (ListKind.AUTHOR, Author.objects.visible()),
    ]
    found = [
        rows.filter(Exists(Listing.objects.filter(kind=kind, **of_row))) for kind, rows in lists
    ]
    routes = [*(str(kind) for kind, _ in lists), "collaborator"]
    first, *others = (
        rows.order_by().annotate(route=Value(route)).values_list("slug", "route")
        for rows, route in zip([*found, Collaborator.objects.visible()], routes, strict=True)
    )
    return first.union(*others, all=True)
