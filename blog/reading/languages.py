"""In which language a page speaks: its address says so, never a header or a cookie.

So a page is the same for everybody, and a cache may keep it.
"""

from __future__ import annotations

from django.http import HttpRequest
from django.utils import translation

from blog.models.languages import SOURCE, interface_language, is_spoken
from blog.reading.site import site_of

# The screens of staff are in English alone.
ENGLISH = "/admin/"


def language_at(request: HttpRequest) -> str:
    """Return the language of the page at an address, as far as the address alone tells."""
    return SOURCE if request.path.startswith(ENGLISH) else site_of(request).language


def speak(request: HttpRequest, code: str) -> None:
    """Let the page, its head and its foot included, be in a language, if the interface can.

    Else it stays in the site's. The middleware ends it with the request.
    """
    if code != page_language(request) and is_spoken(code):
        request.language = code  # type: ignore[attr-defined]
        translation.activate(interface_language(code))


def page_language(request: HttpRequest) -> str:
    """Return the language of the page as its `html` element names it."""
    return getattr(request, "language", "") or site_of(request).language
