"""The search page."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from blog.reading.metadata import Meta, feed_links
from blog.reading.paging import paged
from blog.reading.search.choices import address, chosen, groups
from blog.reading.search.find import Found, find, results
from blog.reading.search.naming import resolved
from blog.reading.search.query import clean, parse
from blog.reading.search.suggest import suggestion

# Few enough to be shown while somebody types.
PER_PAGE = 10


def search(request: HttpRequest) -> HttpResponse:
    """Show the posts and pages that hold the words asked for, best first."""
    asked = clean(request.GET.get("q", ""))
    query = resolved(parse(asked))
    found = find(query)
    page = paged(request, found.hits, per_page=PER_PAGE)
    meant = suggestion(query) if query and not found.hits else ""
    title = _("Search: %(asked)s") % {"asked": asked} if asked else _("Search")
    feed = f"/search/index.xml?{urlencode({'q': asked})}"
    context = {
        "asked": asked,
        "query": query,
        "count": _count(found),
        "found": found,
        "results": results(page.rows, query),
        "page": page,
        "chosen": chosen(query),
        "groups": groups(query, found),
        "meant": meant,
        "meant_url": address(meant),
        "meta": Meta(title=title, feeds=feed_links(title, feed) if asked else (), noindex=True),
    }
    return render(request, "blog/search.html", context)


def _count(found: Found) -> str:
    """Return how many hits there are, for people; of very many, that there are more."""
    count = number_format(len(found.hits), use_l10n=True, force_grouping=True)
    return f"{count}+" if found.has_more else count
