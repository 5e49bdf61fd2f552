"""In which language a page speaks: its address says so, never a header or a cookie.

So a page is the same for everybody, and a cache may keep it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils import translation

from blog.models.languages import SOURCE, interface_language, is_spoken, name_of
from blog.reading.site import site_of

# The screens of staff are in English alone.
ENGLISH = "/admin/"


@dataclass(frozen=True, slots=True)
class Choice:
    """One language that a list can be limited to, by its own name; the empty code is all."""

    code: str
    name: str
    path: str
    is_chosen: bool


def language_at(request: HttpRequest) -> str:
    """Return the language of the page at an address, as far as the address alone tells."""
    if request.path.startswith(ENGLISH):
        return SOURCE
    site, asked = site_of(request), request.GET.get("language", "")
    return asked if asked in site.languages and is_spoken(asked) else site.language


def asked_language(request: HttpRequest) -> str:
    """Return the language that `?language=` limits a list or feed to; empty: all.

    Raises Http404 where no public post is in it.
    """
    asked = request.GET.get("language", "")
    if asked and asked not in site_of(request).languages:
        raise Http404("No post is in this language.")
    return asked


def list_in(code: str) -> str:
    """Return the path of the list of all posts in a language."""
    return reverse("language", args=[code])


def limited_path(request: HttpRequest, code: str, keep: Iterable[str] = ()) -> str:
    """Return the path of the list that is asked for, limited to a language (empty: to none).

    `keep` names what else in the query chooses the posts. All posts in a language have a list of
    their own.
    """
    if request.resolver_match and request.resolver_match.view_name == "language":
        return list_in(code) if code else reverse("blog")
    if request.path == reverse("blog") and code:
        return list_in(code)
    query = {name: request.GET[name] for name in keep if request.GET.get(name)}
    query |= {"language": code} if code else {}
    return f"{request.path}?{urlencode(query)}" if query else request.path


def choices(request: HttpRequest, chosen: str, keep: Iterable[str] = ()) -> list[Choice]:
    """Return the languages that a list can be limited to, all first; none where there is one."""
    keep = [name for name in keep if name != "language"]
    codes = site_of(request).languages
    if len(codes) < 2:
        return []
    return [
        Choice(
            code, name_of(code) if code else "", limited_path(request, code, keep), code == chosen
        )
        for code in ("", *codes)
    ]


def speak(request: HttpRequest, code: str) -> None:
    """Let the page, its head and its foot included, be in a language, if the interface can.

    Else it stays in the site's. The middleware ends it with the request.
    """
    language = code if is_spoken(code) else site_of(request).language
    if language != page_language(request):
        request.language = language  # type: ignore[attr-defined]
        translation.activate(interface_language(language))


def page_language(request: HttpRequest) -> str:
    """Return the language of the page as its `html` element names it."""
    return getattr(request, "language", "") or site_of(request).language
