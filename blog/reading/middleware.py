"""What every answer has in common."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from csp.decorators import csp_update
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from blog.models.languages import speaking
from blog.reading.caching import keep_private
from blog.reading.frame import load_site
from blog.reading.languages import language_at
from blog.reading.metadata import FEED_FORMATS

GetResponse = Callable[[HttpRequest], HttpResponse]
PERMISSIONS_POLICY = (
    "accelerometer=(), camera=(), geolocation=(), microphone=(), payment=(), usb=()"
)
FEEDS = tuple(f"/{file}" for _, file, _ in FEED_FORMATS)
# Added to the content security policy where the site shows other hosts' pictures and videos.
OTHER_HOSTS = {"img-src": ["https:"], "media-src": ["https:"]}


class PermissionsPolicyMiddleware:
    """Says that no page here asks for a sensor, camera or payment."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
        return response


class HeadMiddleware:
    """Takes the body off answers to HEAD (RFC 9110, 9.3.2), else gunicorn warns of each.

    Every header stays, `Content-Length` too: it is that of the answer to GET.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.method == "HEAD" and not response.streaming:
            response.content = b""
        return response


class SiteMiddleware:
    """Loads the site's settings once for a request; keeps its time zone and its language."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path.endswith(FEEDS):
            return self._for_feed(request)
        site = load_site()
        request.site = site  # type: ignore[assignment]
        answer: Any = self.get_response
        if site.remote_images:
            answer = csp_update(OTHER_HOSTS)(answer)
        language = language_at(request)
        request.language = language  # type: ignore[attr-defined]
        with timezone.override(site.zone), speaking(language):
            response: HttpResponse = answer(request)
        if not site.search_engines:
            # robots.txt keeps crawlers out; this keeps out what others' links lead to.
            response.headers.setdefault("X-Robots-Tag", "noindex")
        # The head of each page says who is signed in.
        keep_private(request, response)
        return response

    def _for_feed(self, request: HttpRequest) -> HttpResponse:
        """Let a feed load the settings in the one query that tells whether it changed."""
        request.site = SimpleLazyObject(load_site)  # type: ignore[assignment]
        return self.get_response(request)
