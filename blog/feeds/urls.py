"""Where the feeds are: in three formats beneath the site and beneath every list."""

from __future__ import annotations

from collections.abc import Iterator

from django.contrib.auth.decorators import login_not_required
from django.urls import URLPattern, path
from django.views.decorators.http import require_safe

from blog.feeds import channels
from blog.feeds.feed import FEEDS
from blog.feeds.views import ChannelOf, answering


def feeds(route: str, channel_of: ChannelOf, name: str) -> Iterator[URLPattern]:
    """Yield the routes to a list's feeds, which nobody needs to sign in for."""
    for feed in FEEDS:
        view = login_not_required(require_safe(answering(feed, channel_of)))
        yield path(f"{route}{feed.file}", view, name=f"{name}_{feed.file.partition('.')[2]}")


urlpatterns = [
    *feeds("", channels.whole_site, "feed"),
    *feeds("blog/", channels.whole_site, "blog_feed"),
    *feeds("tag/<slug:slug>/", channels.of_tag, "tag_feed"),
    *feeds("category/<slug:slug>/", channels.of_category, "category_feed"),
    *feeds("series/<slug:slug>/", channels.of_series, "series_feed"),
    *feeds("author/<slug:slug>/", channels.of_author, "author_feed"),
    *feeds("collaborators/<slug:slug>/", channels.of_collaborator, "collaborator_feed"),
    *feeds("language/<slug:code>/", channels.of_language, "language_feed"),
    *feeds("search/", channels.of_search, "search_feed"),
]
