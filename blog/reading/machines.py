"""What search engines ask for: robots.txt and sitemaps (sitemaps.org, 0.9)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import Exists, OuterRef, Value
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.urls import reverse

from blog.models import Author, Category, Collaborator, Credit, Page, Post, Series, Tag, Tagging
from blog.models.addresses import absolute

# More addresses than this one sitemap may not hold.
MOST = 50_000


@dataclass(frozen=True, slots=True)
class Entry:
    """One address in a sitemap, absolute, and when what it shows changed last, if known."""

    url: str
    changed: datetime | None = None


class Place(NamedTuple):
    """What has an address: its route's name, what stands in the address, its last change."""

    route: str
    name: str = ""
    changed: datetime | None = None


def robots(request: HttpRequest) -> HttpResponse:
    """Ask robots to leave out what isn't for readers, and show them the sitemap (RFC 9309)."""
    lines = [
        "User-agent: *",
        *(f"Disallow: {path}" for path in ("/admin/", "/accounts/", reverse("search"))),
        "",
        f"Sitemap: {absolute(reverse('sitemap'))}",
        "",
    ]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


def favicon(request: HttpRequest) -> HttpResponse:
    """Lead to the icon from the address that browsers try by themselves."""
    return redirect(static("images/favicon.svg"))


def sitemap(request: HttpRequest) -> HttpResponse:
    """Answer with the sitemap, or with an index where one could not hold every address."""
    found = places()
    if len(found) <= MOST:
        return _xml(request, "blog/sitemap.xml", {"entries": map(_entry, found)})
    numbers = range(1, (len(found) - 1) // MOST + 2)
    parts = [Entry(absolute(reverse("sitemap_part", args=[number]))) for number in numbers]
    return _xml(request, "blog/sitemap_index.xml", {"entries": parts})


def sitemap_part(request: HttpRequest, number: int) -> HttpResponse:
    """Answer with one of the sitemaps of the index, counted from 1."""
    found = places()[(number - 1) * MOST : number * MOST] if number else []
    if not found:
        raise Http404("There is no such sitemap.")
    return _xml(request, "blog/sitemap.xml", {"entries": map(_entry, found)})


def _xml(request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    return render(request, template, context, content_type="application/xml; charset=utf-8")


def places() -> list[Place]:
    """Return every public address, in three queries."""
    columns = ("published_at", "updated_at")
    posts = [
        Place("post", slug, max(filter(None, dates)))
        for slug, *dates in Post.objects.published().newest_first().values_list("slug", *columns)
    ]
    pages = [
        Place("page", path, max(filter(None, dates)))
        for path, *dates in Page.objects.published().order_by("path").values_list("path", *columns)
    ]
    newest = max((place.changed for place in posts if place.changed), default=None)
    fixed = [Place("home", changed=newest), Place("blog", changed=newest), Place("collaborators")]
    return [*fixed, *posts, *pages, *(Place(*named) for named in _lists())]


def _entry(place: Place) -> Entry:
    path = reverse(place.route, args=[place.name] if place.name else [])
    return Entry(absolute(path), place.changed)


def _lists() -> Any:
    """Return (name of the route, slug) of each list that shows a public post, and each partner."""
    published = Post.objects.published()
    tagged = Tagging.objects.filter(tag=OuterRef("pk"), post__in=published.values("pk"))
    credited = Credit.objects.filter(author=OuterRef("pk"), post__in=published.values("pk"))
    lists: list[tuple[str, Any]] = [
        ("category", Category.objects.filter(Exists(published.filter(category=OuterRef("pk"))))),
        ("series", Series.objects.filter(Exists(published.filter(series=OuterRef("pk"))))),
        ("tag", Tag.objects.unmerged().filter(Exists(tagged))),
        ("author", Author.objects.visible().filter(Exists(credited))),
        ("collaborator", Collaborator.objects.visible()),
    ]
    first, *others = (
        rows.order_by().annotate(route=Value(name)).values_list("route", "slug")
        for name, rows in lists
    )
    return first.union(*others, all=True).order_by("route", "slug")
