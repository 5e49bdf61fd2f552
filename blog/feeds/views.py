"""The views of the feeds."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from blog.feeds.answers import answer, preflight
from blog.feeds.channels import ScopeOf
from blog.feeds.feed import PostsFeed
from blog.feeds.months import Archive

View = Callable[..., HttpResponse]


def answering(feed: PostsFeed, scope_of: ScopeOf) -> View:
    """Return the view of a feed's documents in one format."""

    def view(request: HttpRequest, archive: str = "", **kwargs: Any) -> HttpResponse:
        if request.method == "OPTIONS":
            return preflight()
        asked = Archive.read(archive) if archive else None
        if archive and asked is None:
            raise Http404("No archive has this name.")
        return answer(request, feed, scope_of(request, **kwargs), asked)

    return view
