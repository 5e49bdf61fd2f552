"""Addresses that were ours once: where each leads now, in one hop."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.urls import Resolver404, resolve, reverse

from blog.models import Author, Collaborator, Document, Post, Redirect, Status, Tag
from blog.models.languages import speaking
from blog.models.redirect import OBJECTS, normal_path
from blog.reading.caching import keep_briefly
from blog.reading.documents import gone
from blog.reading.errors import not_found
from blog.reading.languages import page_language

GetResponse = Callable[[HttpRequest], HttpResponse]
# A feed's path: that of its list, and what stands beneath it.
_FEED = re.compile(r"(.*/)((?:archive/[^/]+/)?(?:index\.xml|feed\.atom|feed\.json))")
LONGEST = 500
MERGEABLE: dict[str, Any] = {"author": Author, "collaborator": Collaborator, "tag": Tag}
BY_YEAR = {"post_by_year", "post_by_year_alone"}
_RELATED = (*OBJECTS, "author__merged_into", "collaborator__merged_into", "tag__merged_into")


def moved_permanently(thing: Any, request: HttpRequest) -> HttpResponse:
    """Lead to where the thing is now (301), with the query of the request."""
    return HttpResponsePermanentRedirect(with_query(thing.get_absolute_url(), request))


def with_query(target: str, request: HttpRequest) -> str:
    """Return a path of this site with the query that was asked with it.

    Another site's address stays as it was given: what our readers' links say is not its own.
    """
    query = request.META.get("QUERY_STRING", "")
    return f"{target}?{query}" if query and target.startswith("/") else target


def moved_to(path: str) -> str | None:
    """Return the path or address that an old path leads to now, or None.

    What isn't public any more leads nowhere; what was archived leads to its notice.
    """
    found = _redirect(path)
    return found.target if found and not _is_erased(found.thing) else None


def _is_erased(thing: Any) -> bool:
    return isinstance(thing, Document) and thing.erased_at is not None


def post_moved_to(slug: str) -> str | None:
    """Return where the post is that has this slug, or had it; None where readers find none."""
    row = Post.objects.filter(slug=slug).only("slug", "status", "published_at").first()
    if row:
        return row.get_absolute_url() if _is_reachable(row) else None
    return moved_to(reverse("post", args=[slug]))


def _redirect(path: str) -> Redirect | None:
    # PostgreSQL stores no NUL, and refuses to compare with one.
    if len(path) > LONGEST or "\x00" in path:
        return None
    found = Redirect.objects.select_related(*_RELATED).filter(path=normal_path(path)).first()
    return found if found and _is_reachable(found.thing) else None


def _is_reachable(thing: Any) -> bool:
    if isinstance(thing, Document):
        return thing.is_public or thing.status == Status.ARCHIVED
    return not getattr(thing, "is_hidden", False)


def _feed_moved_to(path: str) -> str | None:
    """Return where the feed of a list that moved is now; posts and pages have none."""
    parts = _FEED.fullmatch(path)
    found = _redirect(parts[1]) if parts else None
    if parts is None or found is None or found.thing is None or isinstance(found.thing, Document):
        return None
    return f"{found.target}{parts[2]}"


def _leads_on_with_slash(path: str) -> str | None:
    """Return where an address without its slash leads that would lead on with it as well.

    None for what is there with its slash.
    """
    try:
        match = resolve(f"{path}/")
    except Resolver404:
        return None
    name, parts = match.url_name or "", match.kwargs
    if name in MERGEABLE:
        merged = MERGEABLE[name].objects.filter(slug=parts["slug"], merged_into__isnull=False)
        row = merged.select_related("merged_into").first()
        return row.resolved().get_absolute_url() if row else None
    if name in BY_YEAR:
        return post_moved_to(parts["slug"])
    return reverse(parts["index"]) if "index" in parts else None


class RedirectMiddleware:
    """Looks an address up among the old ones, when nothing else answers to it.

    It stands outside of CommonMiddleware, so that an old address without its slash is one hop too.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.method not in {"GET", "HEAD"} or not _leads_nowhere(request, response):
            return response
        found = _redirect(request.path)
        if found and _is_erased(found.thing):
            # Its present address may say what it was about, so nobody is sent there.
            with speaking(page_language(request)):
                return gone(request, found.thing)
        target = found.target if found else None
        if target is None:
            target = _feed_moved_to(request.path)
        if target is None and response.status_code == 301:
            target = _leads_on_with_slash(request.path)
        if target:
            moved = HttpResponsePermanentRedirect(with_query(target, request))
            # An old address may become its text's own again, or a new text's.
            keep_briefly(request, moved)
            return moved
        # With DEBUG, Django's answer lists every address. Who tries Masthead out sees the site's.
        return not_found(request) if settings.DEBUG and response.status_code == 404 else response


def _leads_nowhere(request: HttpRequest, response: HttpResponse) -> bool:
    adds_slash = response.status_code == 301 and response["Location"].split("?")[0] == (
        f"{request.get_full_path().split('?')[0]}/"
    )
    return response.status_code == 404 or adds_slash
