"""The views of the feeds."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers

from blog.feeds.answers import answer, preflight
from blog.feeds.channels import ScopeOf
from blog.feeds.feed import PostsFeed
from blog.feeds.months import Archive
from blog.feeds.statistics import count

View = Callable[..., HttpResponse]
# What browsers draw; what calls itself a feed they show as bare text, or download.
DRAWN = {"rss": "application/xml", "atom": "application/xml", "json": "application/json"}


def answering(feed: PostsFeed, scope_of: ScopeOf) -> View:
    """Return the view of a feed's documents in one format."""

    def view(request: HttpRequest, archive: str = "", **kwargs: Any) -> HttpResponse:
        if request.method == "OPTIONS":
            return preflight()
        asked = Archive.read(archive) if archive else None
        if archive and asked is None:
            raise Http404("No archive has this name.")
        scope = scope_of(request, **kwargs)
        response = _for_eyes(request, answer(request, feed, scope, asked), feed.name)
        if asked is None:
            count(request, response, scope, feed.name)
        return response

    return view


def _for_eyes(request: HttpRequest, response: HttpResponse, name: str) -> HttpResponse:
    """Let a browser draw the document where somebody opens it (W3C Fetch Metadata, section 2.1).

    The text is the same for all; programs are told the media type of its format.
    """
    patch_vary_headers(response, ["Sec-Fetch-Dest"])
    is_opened = request.headers.get("Sec-Fetch-Dest") == "document"
    if is_opened and response.status_code == 200:
        response["Content-Type"] = f"{DRAWN[name]}; charset=utf-8"
    return response
