"""Where the feeds are: /index.xml beneath the site and beneath every list."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.urls import URLPattern, path
from django.views.decorators.http import require_safe

from blog.feeds import channels
from blog.feeds.views import ChannelOf, rss


def feed(route: str, channel_of: ChannelOf, name: str) -> URLPattern:
    """Return the route to a feed that nobody needs to sign in for."""
    return path(route, login_not_required(require_safe(rss(channel_of))), name=name)


urlpatterns = [
    feed("index.xml", channels.whole_site, "feed"),
    feed("blog/index.xml", channels.whole_site, "blog_feed"),
    feed("language/<slug:code>/index.xml", channels.of_language, "language_feed"),
    feed("tag/<slug:slug>/index.xml", channels.of_tag, "tag_feed"),
    feed("category/<slug:slug>/index.xml", channels.of_category, "category_feed"),
    feed("series/<slug:slug>/index.xml", channels.of_series, "series_feed"),
    feed("author/<slug:slug>/index.xml", channels.of_author, "author_feed"),
    feed("collaborators/<slug:slug>/index.xml", channels.of_collaborator, "collaborator_feed"),
]
