"""How long others may keep a public page (RFC 9110, 13; RFC 9111).

A browser asks each time, and is answered 304 while nothing changed. A shared cache, such as that
of a content delivery network, may answer for a minute without asking, but never beyond the moment
at which the next scheduled text appears. What somebody who is signed in sees is kept by nobody.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_cache_control, patch_vary_headers

from blog.reading.site import site_of

SHARED_SECONDS = 60
KEPT = {200, 301, 302, 410}
# Cookies that put something of their owner's into a page: the bar of the staff, or a message.
PERSONAL = {settings.SESSION_COOKIE_NAME, "messages"}
View = Callable[..., HttpResponseBase]


def cacheable(view: View) -> View:
    """Let browsers and shared caches keep what the view answers, unless it says so itself."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = view(request, *args, **kwargs)
        if not isinstance(response, HttpResponse) or "Cache-Control" in response:
            return response
        if response.status_code not in KEPT or is_personal(request):
            return response
        keep_briefly(request, response)
        if response.status_code != 200:
            return response
        # Weak, because a proxy or we ourselves may compress what goes out.
        response["ETag"] = f'W/"{hashlib.sha256(response.content).hexdigest()[:32]}"'
        return get_conditional_response(request, response["ETag"], None, response) or response

    return answer


def is_personal(request: HttpRequest) -> bool:
    """Say whether the answer may hold something that is for this visitor alone."""
    return not PERSONAL.isdisjoint(request.COOKIES)


def keep_briefly(request: HttpRequest, response: HttpResponseBase) -> None:
    """Let browsers keep the answer to ask whether it still holds, and shared caches for a while.

    Pages differ by cookie: the remembered theme, and who is signed in.
    """
    patch_cache_control(response, public=True, max_age=0, s_maxage=_shared_seconds(request))
    patch_vary_headers(response, ["Cookie"])


def _shared_seconds(request: HttpRequest) -> int:
    return seconds_until(site_of(request).next_moment)


def seconds_until(moment: datetime | None) -> int:
    """Return for how long shared caches may keep what the next scheduled text changes."""
    if moment is None:
        return SHARED_SECONDS
    left = int((moment - timezone.now()).total_seconds())
    return max(0, min(SHARED_SECONDS, left))


def keep_private(request: HttpRequest, response: HttpResponse) -> None:
    """Keep what names who is signed in out of every cache that nothing was said for."""
    if is_personal(request) and "Cache-Control" not in response:
        patch_cache_control(response, private=True, no_store=True)
