"""Answering those who poll."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import UTC, datetime
from io import StringIO
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponsePermanentRedirect
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import http_date

from blog.feeds.channels import Channel, Elsewhere, limited
from blog.feeds.feed import Document, PostsFeed
from blog.feeds.item import item_of
from blog.reading.redirects import with_query

ChannelOf = Callable[..., Channel | Elsewhere]
View = Callable[..., HttpResponseBase]


def answering(feed: PostsFeed, channel_of: ChannelOf) -> View:
    """Return the view of a channel's feed: whole, or 304 to those who have it (RFC 9110, 13)."""

    def view(request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        channel = channel_of(request, **kwargs)
        if isinstance(channel, Channel):
            channel = limited(request, channel)
        if isinstance(channel, Elsewhere):
            return HttpResponsePermanentRedirect(with_query(f"{channel.path}{feed.file}", request))
        return _answer(request, feed, channel)

    return view


def _answer(request: HttpRequest, feed: PostsFeed, channel: Channel) -> HttpResponseBase:
    posts = channel.posts.as_a_page()[: channel.site.feed_items]
    items = [item_of(post, channel.site) for post in posts]
    today = timezone.now().astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    changed: datetime = max((item.changed for item in items), default=today)
    fragments = [feed.feed_type.fragment(item) for item in items]
    generator = feed.get_feed(Document(channel, fragments, changed), request)
    out = StringIO()
    generator.write(out, "utf-8")
    response = HttpResponse(out.getvalue(), content_type=generator.content_type)
    response["ETag"] = f'"{hashlib.sha256(response.content).hexdigest()[:32]}"'
    response["Last-Modified"] = http_date(changed.timestamp())
    response["Cache-Control"] = "public, no-cache"
    modified = int(changed.timestamp())
    return get_conditional_response(request, response["ETag"], modified, response) or response
