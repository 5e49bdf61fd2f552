"""What there is a feed of: the whole site, each list of posts, each language, any search."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _

from blog.feeds.scopes import Scope
from blog.feeds.state import State
from blog.models import ListKind, SiteSettings
from blog.models.addresses import absolute
from blog.models.languages import name_of
from blog.reading.search.find import find
from blog.reading.search.naming import resolved
from blog.reading.search.query import clean, parse

_LANGUAGE = re.compile(r"[A-Za-z0-9-]{1,20}")
ScopeOf = Callable[..., Scope]


@dataclass(frozen=True, slots=True)
class Channel:
    """A feed: its title, and the scope whose posts it brings. They are all in `language`, where
    one is given.
    """

    site: SiteSettings
    scope: Scope
    title: str
    description: str

    @property
    def language(self) -> str:
        """The language of its posts, or the site's where they may be in several."""
        return self.scope.language or self.site.language

    @property
    def hubs(self) -> list[str]:
        """The addresses of those who tell followers of news (WebSub)."""
        return self.site.hub_addresses

    @property
    def page(self) -> str:
        """The whole address of the list's page."""
        return address(self.scope, "")

    def address(self, file: str, archive: str = "") -> str:
        """Return the whole address of the feed in a file's format, or of one of its archives."""
        return address(self.scope, file, archive)


def address(scope: Scope, file: str, archive: str = "") -> str:
    """Return the whole address of a scope's feed in a file's format, or of one of its archives."""
    beneath = f"archive/{archive}/" if archive else ""
    query = f"?{urlencode(scope.query)}" if scope.query else ""
    return absolute(f"{scope.path}{beneath}{file}{query}")


def whole_site(request: HttpRequest) -> Scope:
    """Return all posts, or those in the language asked for."""
    return Scope(language=_language(request))


def in_list(kind: ListKind) -> ScopeOf:
    """Return what finds the scope of a list of this kind by its slug."""

    def scope_of(request: HttpRequest, slug: str) -> Scope:
        return Scope(kind, slug, _language(request))

    return scope_of


def in_language(request: HttpRequest, code: str) -> Scope:
    """Return all posts in a language."""
    return Scope(language=code)


def found(request: HttpRequest) -> Scope:
    """Return the newest of the posts that a search finds."""
    asked = clean(request.GET.get("q", ""))
    hits = find(resolved(parse(asked))).hits
    keys = tuple(hit.post for hit in hits if hit.post)
    return Scope(language=_language(request), asked=asked, keys=keys)


def _language(request: HttpRequest) -> str:
    code = request.GET.get("language", "")
    if code and not _LANGUAGE.fullmatch(code):
        raise Http404("This is no language.")
    return code


def check(scope: Scope, state: State) -> None:
    """Raise Http404 where there is no such list, a hidden one, or no post in the language."""
    if scope.kind and (state.thing is None or state.thing.get("hidden")):
        raise Http404("This has no page and no feed.")
    if scope.language and not state.is_spoken:
        raise Http404("No post is in this language.")


def channel_of(scope: Scope, state: State) -> Channel:
    """Return the channel as the state describes it."""
    site = state.site
    what = _what(scope, state)
    title = f"{what} · {site.name}" if what else site.name
    if scope.language:
        title = f"{title} ({name_of(scope.language)})"
    about = site.description or site.tagline or site.name
    if what:
        about = (state.thing or {}).get("about") or _("Posts of %(site)s: %(list)s") % {
            "site": site.name,
            "list": what,
        }
    return Channel(site, scope, title, about)


def _what(scope: Scope, state: State) -> str:
    if scope.keys is not None:
        return _("Search: %(asked)s") % {"asked": scope.asked}
    return str(state.thing["name"]) if state.thing else ""
