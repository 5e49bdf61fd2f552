"""Where the feeds are: in three formats beneath the site and every list, and all on a page."""

from __future__ import annotations

from collections.abc import Iterator

from django.contrib.auth.decorators import login_not_required
from django.urls import URLPattern, path
from django.views.decorators.http import require_http_methods

from blog.feeds import channels, pages
from blog.feeds.channels import ScopeOf
from blog.feeds.feed import FEEDS
from blog.feeds.views import answering
from blog.models import ListKind
from blog.reading.urls import public


def feeds(route: str, scope_of: ScopeOf, name: str) -> Iterator[URLPattern]:
    """Yield the routes to a list's feeds and their archives; nobody needs to sign in for them."""
    for feed in FEEDS:
        polled = require_http_methods(["GET", "HEAD", "OPTIONS"])(answering(feed, scope_of))
        view = login_not_required(polled)
        yield path(f"{route}{feed.file}", view, name=f"{name}_{feed.name}")
        archive = f"{route}archive/<slug:archive>/{feed.file}"
        yield path(archive, view, name=f"{name}_{feed.name}_archive")


def of_lists() -> Iterator[URLPattern]:
    """Yield the routes to the feeds of lists, each beneath its list."""
    for kind in (ListKind.TAG, ListKind.CATEGORY, ListKind.SERIES, ListKind.AUTHOR):
        yield from feeds(f"{kind.value}/<slug:slug>/", channels.in_list(kind), f"{kind.value}_feed")
    partners = channels.in_list(ListKind.COLLABORATOR)
    yield from feeds("collaborators/<slug:slug>/", partners, "collaborator_feed")


urlpatterns = [
    *feeds("", channels.whole_site, "feed"),
    *feeds("blog/", channels.whole_site, "blog_feed"),
    *of_lists(),
    *feeds("language/<slug:code>/", channels.in_language, "language_feed"),
    *feeds("search/", channels.found, "search_feed"),
    public("feeds/", pages.feeds, "feeds"),
    public("feeds/feeds.opml", pages.opml, "feeds_opml"),
]
