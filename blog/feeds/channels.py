"""What there is a feed of: the whole site, each list of posts, each language, any search."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from blog.models import Author, Category, Collaborator, ListKind, Post, Series, SiteSettings, Tag
from blog.models.addresses import absolute
from blog.models.languages import name_of
from blog.reading.languages import asked_language, list_in, speak
from blog.reading.lists import posts_by, posts_with
from blog.reading.search.find import find
from blog.reading.search.naming import resolved
from blog.reading.search.query import clean, parse
from blog.reading.site import site_of


@dataclass(frozen=True, slots=True)
class Channel:
    """A feed: its title, the path of the page it is the feed of, and its public posts,
    newest first. They are all in `language`, where one is given.

    `query` is what of the page's address comes after the question mark. `hubs` are the addresses
    of those who tell readers of news (WebSub).
    """

    site: SiteSettings
    title: str
    description: str
    path: str
    posts: Any
    query: dict[str, str] = field(default_factory=dict)
    language: str = ""
    hubs: Sequence[str] = ()

    @property
    def page(self) -> str:
        """The whole address of the list's page."""
        return absolute(self.path + self._query)

    def address(self, file: str, archive: str = "") -> str:
        """Return the whole address of the feed in a file's format, or of one of its archives."""
        beneath = f"archive/{archive}/" if archive else ""
        return absolute(f"{self.path}{beneath}{file}{self._query}")

    @property
    def _query(self) -> str:
        return f"?{urlencode(self.query)}" if self.query else ""


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """The list was merged into another; `path` is that one's."""

    path: str


def limited(request: HttpRequest, channel: Channel) -> Channel | Elsewhere:
    """Return the channel in the language of `?language=`. Raises Http404 where no post is in it."""
    code = asked_language(request)
    if not code or channel.language:
        return channel
    if channel.path == "/":
        return Elsewhere(list_in(code))
    title = f"{channel.title} ({name_of(code)})"
    posts = channel.posts.in_language(code)
    query = {**channel.query, "language": code}
    return replace(channel, title=title, posts=posts, query=query, language=code)


def of_language(request: HttpRequest, code: str) -> Channel | Elsewhere:
    """Return the feed of all posts in a language. Raises Http404 where there are none."""
    site = site_of(request)
    if code not in site.languages:
        raise Http404("No post is in this language.")
    speak(request, code)
    posts = Post.objects.in_list(ListKind.LANGUAGE, part=code)
    title = f"{site.name} ({name_of(code)})"
    return Channel(site, title, _about(site), list_in(code), posts, language=code)


def _about(site: SiteSettings) -> str:
    return site.description or site.tagline or site.name


def whole_site(request: HttpRequest) -> Channel:
    """Return the feed of all posts."""
    site = site_of(request)
    return Channel(site, site.name, _about(site), "/", Post.objects.published().newest_first())


def of_tag(request: HttpRequest, slug: str) -> Channel | Elsewhere:
    """Return a tag's feed. Raises Http404 where there is no such tag."""
    row = get_object_or_404(Tag.objects.select_related("merged_into"), slug=slug)
    return _channel(request, row, Post.objects.in_list(ListKind.TAG, row.pk))


def of_category(request: HttpRequest, slug: str) -> Channel | Elsewhere:
    """Return a category's feed. Raises Http404 where there is no such category."""
    row = get_object_or_404(Category, slug=slug)
    return _channel(request, row, Post.objects.in_list(ListKind.CATEGORY, row.pk))


def of_series(request: HttpRequest, slug: str) -> Channel | Elsewhere:
    """Return a series' feed. Raises Http404 where there is no such series."""
    row = get_object_or_404(Series, slug=slug)
    return _channel(request, row, Post.objects.in_list(ListKind.SERIES, row.pk))


def of_author(request: HttpRequest, slug: str) -> Channel | Elsewhere:
    """Return an author's feed. Raises Http404 where there is no such author, or a hidden one."""
    row = get_object_or_404(Author.objects.select_related("merged_into"), slug=slug)
    return _channel(request, row, posts_by(row))


def of_collaborator(request: HttpRequest, slug: str) -> Channel | Elsewhere:
    """Return a partner's feed. Raises Http404 where there is no such partner, or a hidden one."""
    row = get_object_or_404(Collaborator.objects.select_related("merged_into"), slug=slug)
    return _channel(request, row, posts_with(row))


def of_search(request: HttpRequest) -> Channel:
    """Return the feed of the newest posts that a search finds, the newest first."""
    site = site_of(request)
    asked = clean(request.GET.get("q", ""))
    found = find(resolved(parse(asked)))
    keys = [hit.post for hit in found.hits if hit.post]
    posts = Post.objects.published().filter(pk__in=keys).newest_first()
    title = _("Search: %(asked)s") % {"asked": asked}
    about = _posts_of(site, title)
    return Channel(site, f"{title} · {site.name}", about, "/search/", posts, query={"q": asked})


def _channel(request: HttpRequest, row: Any, posts: Any) -> Channel | Elsewhere:
    if getattr(row, "merged_into", None):
        return Elsewhere(row.merged_into.get_absolute_url())
    if getattr(row, "is_hidden", False):
        raise Http404("This has no page and no feed.")
    site = site_of(request)
    about = getattr(row, "description", "") or _posts_of(site, str(row))
    return Channel(site, f"{row} · {site.name}", about, row.get_absolute_url(), posts)


def _posts_of(site: SiteSettings, what: str) -> str:
    return _("Posts of %(site)s: %(list)s") % {"site": site.name, "list": what}
