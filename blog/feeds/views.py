"""Answering those who poll."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponseBase, HttpResponsePermanentRedirect
from django.utils.cache import get_conditional_response
from django.utils.http import parse_http_date_safe

from blog.feeds.channels import Channel, Elsewhere, limited
from blog.feeds.rss import FILE_NAME, PostsFeed
from blog.reading.redirects import with_query

ChannelOf = Callable[..., Channel | Elsewhere]
View = Callable[..., HttpResponseBase]


def rss(channel_of: ChannelOf) -> View:
    """Return the view of a channel's feed: whole, or 304 to those who have it (RFC 9110, 13)."""
    feed = PostsFeed()

    def view(request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        channel = channel_of(request, **kwargs)
        if isinstance(channel, Channel):
            channel = limited(request, channel)
        if isinstance(channel, Elsewhere):
            return HttpResponsePermanentRedirect(with_query(f"{channel.link}{FILE_NAME}", request))
        response = feed(request, channel=channel)
        response["ETag"] = f'"{hashlib.sha256(response.content).hexdigest()[:32]}"'
        response["Cache-Control"] = "public, no-cache"
        modified = parse_http_date_safe(response["Last-Modified"])
        return get_conditional_response(request, response["ETag"], modified, response) or response

    return view
