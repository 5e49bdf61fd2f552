"""The page that shows people what there is to follow, and the same as a file for their programs."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import escape
from django.utils.translation import gettext as _

from blog.feeds import directory
from blog.feeds.directory import Entry
from blog.models.addresses import absolute
from blog.models.languages import speaking
from blog.reading.caching import keep_briefly
from blog.reading.indexes import index_meta
from blog.reading.legal import legal
from blog.reading.site import site_of


def feeds(request: HttpRequest) -> HttpResponse:
    """Show every feed, what feeds are, and how to follow by e-mail."""
    site = site_of(request)
    context = {
        "title": _("Feeds"),
        "whole": directory.whole(site),
        "groups": directory.groups(site),
        "opml": absolute(reverse("feeds_opml")),
        "meta": index_meta(request, _("Feeds"), crumbs=()),
    }
    return render(request, "blog/feeds.html", context)


def opml(request: HttpRequest) -> StreamingHttpResponse:
    """Send every feed as a subscription list (OPML 2.0, opml.org/spec2.opml), however long it is.

    Its items are in RSS, which is the format that every program takes.
    """
    response = StreamingHttpResponse(_written(request), content_type="text/x-opml; charset=utf-8")
    response["Content-Disposition"] = 'inline; filename="feeds.opml"'
    response["Access-Control-Allow-Origin"] = "*"
    keep_briefly(request, response)
    return response


def _written(request: HttpRequest) -> Iterator[str]:
    site = site_of(request)
    title = _attribute(site.name)
    yield '<?xml version="1.0" encoding="utf-8"?>\n<opml version="2.0">\n<head>'
    yield f"<title>{title}</title><ownerName>{title}</ownerName>"
    yield f"<ownerId>{_attribute(absolute('/'))}</ownerId>"
    yield "<docs>http://opml.org/spec2.opml</docs></head>\n<body>\n"
    # What is streamed is written after the request's own language was put away.
    with speaking(site.language):
        groups = list(directory.every(site))
        yield _outline(directory.whole(site), site.name)
    for name, entries in groups:
        yield from _folder(name, entries)
    yield "</body>\n</opml>\n"


def _folder(name: str, entries: Iterator[Entry]) -> Iterator[str]:
    """Yield the folder of a group; nothing for one that has no list."""
    is_open = False
    for entry in entries:
        if not is_open:
            yield f'<outline text="{_attribute(name)}">\n'
            is_open = True
        yield _outline(entry, entry.name)
    if is_open:
        yield "</outline>\n"


def _outline(entry: Entry, name: str) -> str:
    text = _attribute(name)
    _format, feed, _kind = entry.feeds[0]
    return (
        f'<outline type="rss" version="RSS2" text="{text}" title="{text}"'
        f' xmlUrl="{_attribute(feed)}" htmlUrl="{_attribute(entry.page)}"/>\n'
    )


def _attribute(text: str) -> str:
    return escape(legal(text))
