"""Answering those who poll: whole, with the news alone, or with nothing new (RFC 9110, RFC 3229).

Every answer passes through `finish`.
"""

from __future__ import annotations

from collections.abc import Sequence
from io import StringIO

from django.conf import settings
from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseNotModified,
    HttpResponsePermanentRedirect,
    HttpResponseRedirect,
)
from django.utils.cache import patch_vary_headers
from django.utils.http import http_date, parse_http_date_safe

from blog.feeds import archives, stored
from blog.feeds.channels import Channel, address, channel_of, check
from blog.feeds.feed import Document, PostsFeed
from blog.feeds.months import Archive
from blog.feeds.scopes import Scope
from blog.feeds.shelf import SHELF
from blog.feeds.state import RELEASE, Key, State, digest, load
from blog.feeds.tags import Tag, news, opaque_tags
from blog.models.languages import speaking
from blog.reading.caching import seconds_until
from blog.reading.compression import ENCODERS, WORTH_IT, accepted

# What scripts of other sites may read and send (fetch.spec.whatwg.org).
EXPOSED = "ETag, Last-Modified, Link, IM"
SENT = "If-None-Match, If-Modified-Since, A-IM"


def answer(
    request: HttpRequest, feed: PostsFeed, scope: Scope, archive: Archive | None = None
) -> HttpResponse:
    """Answer a request for a document. Raises Http404 where there is none."""
    state = load(scope, archive)
    moved = _moved(request, feed, scope, state, archive)
    if moved:
        return finish(moved, state)
    check(scope, state)
    if archive and archives.check(state, archive) != archive:
        there = str(archives.check(state, archive))
        return finish(HttpResponseRedirect(address(scope, feed.file, there)), state)
    tag = _tag(feed, scope, state, archive)
    asked = request.headers.get("If-None-Match")
    response = _not_modified(request, state, tag, asked)
    if response is None and asked and archive is None and _wants_news(request):
        response = _news(request, feed, scope, state, asked)
        if response is not None:
            response["ETag"] = tag.written()
    return finish(response or _whole(request, feed, scope, state, tag, archive), state, tag)


def _moved(
    request: HttpRequest, feed: PostsFeed, scope: Scope, state: State, archive: Archive | None
) -> HttpResponse | None:
    """Lead to the feed of what the list was merged into, or of the language alone."""
    beneath = str(archive or "")
    if state.thing and state.thing.get("merged"):
        there = Scope(scope.kind, state.thing["merged"], scope.language)
        return HttpResponsePermanentRedirect(_path(address(there, feed.file, beneath)))
    if scope.path.startswith("/language/") and not request.path.startswith("/language/"):
        check(scope, state)
        return HttpResponsePermanentRedirect(_path(address(scope, feed.file, beneath)))
    return None


def _path(whole: str) -> str:
    return whole.removeprefix(settings.SITE_URL)


def _tag(feed: PostsFeed, scope: Scope, state: State, archive: Archive | None) -> Tag:
    known = (feed.name, scope.path, scope.query, str(archive or ""), RELEASE, settings.SITE_URL)
    around = archives.around(state, archive)
    head = digest(known, state.facts, around, [(key.pk, key.said) for key in state.items])
    return Tag(head) if archive else Tag(head, state.items)


def _not_modified(
    request: HttpRequest, state: State, tag: Tag, asked: str | None
) -> HttpResponse | None:
    if asked is not None:
        same = tag.matching(asked)
    else:
        since = parse_http_date_safe(request.headers.get("If-Modified-Since", ""))
        is_same = since is not None and int(state.modified.timestamp()) <= since
        same = tag.written() if is_same else None
    if same is None:
        return None
    response = HttpResponseNotModified()
    response["ETag"] = same
    return response


def _wants_news(request: HttpRequest) -> bool:
    """Whether the reader takes a feed's news alone (RFC 3229, section 10.5.3)."""
    names = (item.split(";")[0].strip() for item in request.headers.get("A-IM", "").split(","))
    return "feed" in [name.lower() for name in names]


def _news(
    request: HttpRequest, feed: PostsFeed, scope: Scope, state: State, asked: str
) -> HttpResponse | None:
    is_full = len(state.items) >= state.feed_items
    for opaque in opaque_tags(asked):
        keys = news(state.items, opaque, is_full=is_full)
        if keys is not None:
            text, kind = _written(request, feed, scope, state, keys)
            response = HttpResponse(text, content_type=kind, status=226, reason="IM Used")
            response["IM"] = "feed"
            # A cache that knows nothing of this takes it for the whole.
            response["Cache-Control"] = "no-store, im"
            patch_vary_headers(response, ["A-IM", "If-None-Match"])
            return response
    return None


def _whole(
    request: HttpRequest,
    feed: PostsFeed,
    scope: Scope,
    state: State,
    tag: Tag,
    archive: Archive | None,
) -> HttpResponse:
    wanted = accepted(request.headers.get("Accept-Encoding", ""))
    name = f"{feed.file} {wanted} {tag.written()}"
    kept = SHELF.get(name)
    if kept is None:
        text, _ = _written(request, feed, scope, state, state.items, archive)
        kept = _coded(text.encode(), wanted)
        SHELF.put(name, *kept)
    content, coding = kept
    response = HttpResponse(content, content_type=feed.feed_type.content_type)
    response["ETag"] = tag.written(coding)
    hubs = [f'<{hub}>; rel="hub"' for hub in state.site.hub_addresses]
    if hubs:
        # Followers may look for the hub here without reading the document (WebSub, section 4).
        own = address(scope, feed.file, str(archive or ""))
        response["Link"] = ", ".join((*hubs, f'<{own}>; rel="self"'))
    if coding:
        response["Content-Encoding"] = coding
    return response


def _coded(content: bytes, wanted: str) -> tuple[bytes, str]:
    """Return the content in the coding, and the coding; as it is where that isn't worth it."""
    if not wanted or len(content) < WORTH_IT:
        return content, ""
    return ENCODERS[wanted](content), wanted


def _written(
    request: HttpRequest,
    feed: PostsFeed,
    scope: Scope,
    state: State,
    keys: Sequence[Key],
    archive: Archive | None = None,
) -> tuple[str, str]:
    """Return the text of a document with these items, and its media type."""
    with speaking(scope.language, state.site.language):
        channel = channel_of(scope, state)
        links = _links(feed, channel, state, archive)
        items = stored.fragments(feed.name, keys, state.site)
        document = Document(channel, items, state.changed, links, str(archive or ""))
        generator = feed.get_feed(document, request)
    out = StringIO()
    generator.write(out, "utf-8")
    return out.getvalue(), generator.content_type


def _links(
    feed: PostsFeed, channel: Channel, state: State, archive: Archive | None
) -> list[tuple[str, str]]:
    """Return what the document leads to, by relation."""
    around = archives.neighbours(channel.scope, state, archive)
    links = [("hub", hub) for hub in channel.hubs]
    if archive:
        links.append(("current", channel.address(feed.file)))
    for relation, other in (("prev-archive", around.previous), ("next-archive", around.next)):
        if other:
            links.append((relation, channel.address(feed.file, str(other))))
    return links


def finish(response: HttpResponse, state: State, tag: Tag | None = None) -> HttpResponse:
    """Say to caches, and to scripts of other sites, what they may do with the answer."""
    if tag:
        response["Last-Modified"] = http_date(state.modified.timestamp())
    if "Cache-Control" not in response:
        shared = seconds_until(state.next)
        response["Cache-Control"] = f"public, max-age=0, s-maxage={shared}"
    patch_vary_headers(response, ["Accept-Encoding"])
    if not state.may_be_indexed:
        response["X-Robots-Tag"] = "noindex"
    response["Access-Control-Allow-Origin"] = "*"
    response["Access-Control-Expose-Headers"] = EXPOSED
    return response


def preflight() -> HttpResponse:
    """Tell a browser what scripts of other sites may send with their request."""
    response = HttpResponse(status=204)
    response["Allow"] = response["Access-Control-Allow-Methods"] = "GET, HEAD, OPTIONS"
    response["Access-Control-Allow-Origin"] = "*"
    response["Access-Control-Allow-Headers"] = SENT
    response["Access-Control-Max-Age"] = "86400"
    return response
