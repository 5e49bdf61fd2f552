"""What there is a feed of: the whole site, and each list of posts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from blog.models import Author, Category, Collaborator, ListKind, Post, Series, SiteSettings, Tag
from blog.reading.lists import posts_by, posts_with
from blog.reading.site import site_of


@dataclass(frozen=True, slots=True)
class Channel:
    """A feed: its title, the path of the page it is the feed of, and its public posts,
    newest first.
    """

    site: SiteSettings
    title: str
    description: str
    link: str
    posts: Any


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """The list was merged into another; `link` is that one's path."""

    link: str


def whole_site(request: HttpRequest) -> Channel:
    """Return the feed of all posts."""
    site = site_of(request)
    about = site.description or site.tagline or site.name
    return Channel(site, site.name, about, "/", Post.objects.published().newest_first())


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


def _channel(request: HttpRequest, row: Any, posts: Any) -> Channel | Elsewhere:
    if getattr(row, "merged_into", None):
        return Elsewhere(row.merged_into.get_absolute_url())
    if getattr(row, "is_hidden", False):
        raise Http404("This has no page and no feed.")
    site = site_of(request)
    title = f"{row} · {site.name}"
    about = getattr(row, "description", "") or _("Posts of %(site)s: %(list)s") % {
        "site": site.name,
        "list": row,
    }
    return Channel(site, title, about, row.get_absolute_url(), posts)
