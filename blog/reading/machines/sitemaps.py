"""The sitemap: an index, and beneath it the posts of each year, the pages and the lists.

As sitemaps.org 0.9 says, with Google's image extension, and the other languages of a text as
`xhtml:link`. What one file costs is bounded by `MOST`, however many posts there are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import NamedTuple

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.html import escape
from django.utils.http import http_date

from blog.models.addresses import absolute
from blog.models.document import EARLIEST_DATE
from blog.reading.alternates import default_of
from blog.reading.archive import LAST_YEAR
from blog.reading.machines import places
from blog.reading.machines.places import Place
from blog.reading.site import site_of

# Addresses in one file. The protocol allows 50,000; this is what one answer may cost.
MOST = 5_000
# The protocol allows no more pictures at one address.
MOST_IMAGES = 1_000
_HEAD = '<?xml version="1.0" encoding="utf-8"?>\n'
_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
_IMAGE = "http://www.google.com/schemas/sitemap-image/1.1"
_XHTML = "http://www.w3.org/1999/xhtml"


class File(NamedTuple):
    """One file of the index: its path, and the newest date in it, if known."""

    path: str
    changed: datetime | None = None


def sitemap(request: HttpRequest) -> HttpResponse:
    """Answer with the index of the files."""
    files = list(_files(request))
    rows = [
        f"<sitemap><loc>{_url(file.path)}</loc>{_lastmod(file.changed)}</sitemap>\n"
        for file in files
    ]
    text = f'<sitemapindex xmlns="{_NAMESPACE}">\n{"".join(rows)}</sitemapindex>\n'
    return _answer(text, (file.changed for file in files))


def _files(request: HttpRequest) -> Iterator[File]:
    years = places.years(site_of(request))
    for number in _parts(places.count_of_pages()):
        yield File(_path("sitemap_pages", number))
    for number in _parts(places.count_of_lists(site_of(request), years)):
        yield File(_path("sitemap_lists", number))
    for year in years:
        for number in _parts(year.posts):
            yield File(_path("sitemap_posts", number, year=year.number), year.changed)


def _parts(count: int) -> range:
    return range(1, (count - 1) // MOST + 2)


def _path(route: str, number: int, **part: int) -> str:
    if number == 1:
        return reverse(route, kwargs=part)
    return reverse(f"{route}_part", kwargs={**part, "number": number})


def posts(request: HttpRequest, year: int, number: int = 1) -> HttpResponse:
    """Answer with a year's posts, 5,000 in a file counted from 1."""
    if not EARLIEST_DATE.year <= year <= LAST_YEAR:
        raise Http404("No post is that old or that new.")
    return _urlset(request, places.posts(site_of(request), year, *_bounds(number)))


def pages(request: HttpRequest, number: int = 1) -> HttpResponse:
    """Answer with the home page and the pages."""
    return _urlset(request, places.pages(*_bounds(number)))


def lists(request: HttpRequest, number: int = 1) -> HttpResponse:
    """Answer with the lists that show a public post."""
    return _urlset(request, places.lists(site_of(request), *_bounds(number)))


def _bounds(number: int) -> tuple[int, int]:
    # Behind the last row that a database can count to, there is surely none.
    if not 1 <= number <= 1_000_000:
        raise Http404("There is no such sitemap.")
    return (number - 1) * MOST, number * MOST


def _urlset(request: HttpRequest, found: list[Place]) -> HttpResponse:
    if not found:
        raise Http404("There is no such sitemap.")
    default = site_of(request).language
    rows = "".join(_row(place, default) for place in found)
    names = f'xmlns="{_NAMESPACE}" xmlns:image="{_IMAGE}" xmlns:xhtml="{_XHTML}"'
    text = f"<urlset {names}>\n{rows}</urlset>\n"
    return _answer(text, (place.changed for place in found))


def _row(place: Place, default: str) -> str:
    images = "".join(
        f"<image:image><image:loc>{_url(image)}</image:loc></image:image>"
        for image in place.images[:MOST_IMAGES]
    )
    languages = list(place.languages)
    if languages:
        languages.append(("x-default", default_of(languages, default)))
    links = "".join(
        f'<xhtml:link rel="alternate" hreflang="{escape(code)}" href="{_url(path)}"/>'
        for code, path in languages
    )
    return f"<url><loc>{_url(place.path)}</loc>{_lastmod(place.changed)}{images}{links}</url>\n"


def _url(path: str) -> str:
    return escape(absolute(path))


def _lastmod(moment: datetime | None) -> str:
    return f"<lastmod>{moment.astimezone(UTC).isoformat()}</lastmod>" if moment else ""


def _answer(text: str, dates: Iterable[datetime | None]) -> HttpResponse:
    """Answer with the file. Its date is told, but nobody is answered 304 because of it alone:
    it doesn't move when a post is taken down.
    """
    response = HttpResponse(f"{_HEAD}{text}", content_type="application/xml; charset=utf-8")
    if newest := max(filter(None, dates), default=None):
        response["Last-Modified"] = http_date(newest.timestamp())
    return response
