"""The search page."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from blog.reading.metadata import Meta, feed_links
from blog.reading.paging import paged
from blog.reading.search.find import find, results
from blog.reading.search.query import LONGEST, parse


def search(request: HttpRequest) -> HttpResponse:
    """Show the posts and pages that hold the words asked for, best first."""
    asked = " ".join(request.GET.get("q", "").replace("\x00", " ").split())[:LONGEST]
    query = parse(asked)
    page = paged(request, find(query))
    title = _("Search: %(asked)s") % {"asked": asked} if asked else _("Search")
    feed = f"/search/index.xml?{urlencode({'q': asked})}"
    context = {
        "asked": asked,
        "query": query,
        "results": results(page.rows, query),
        "page": page,
        "meta": Meta(title=title, feeds=feed_links(title, feed) if asked else (), noindex=True),
    }
    return render(request, "blog/search.html", context)
