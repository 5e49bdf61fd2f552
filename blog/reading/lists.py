"""Home, and lists of posts by tag, category and series."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from django.db.models import F
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from blog.models import Category, Collaborator, ListKind, Post, Series, Tag
from blog.models.content import Content, unique
from blog.models.languages import name_of
from blog.models.listing import last_listed, with_counts
from blog.models.pictured import logo_of
from blog.reading.cards import Slices, cards, listed
from blog.reading.languages import asked_language, choices, list_in
from blog.reading.metadata import ALL_POSTS, Crumb, Meta, home_meta, list_meta
from blog.reading.paging import Page, paged
from blog.reading.redirects import moved_permanently
from blog.reading.site import site_of

ON_HOME = 13
PARTNERS_ON_HOME = 12
MOST_CATEGORIES = 50


def home(request: HttpRequest) -> HttpResponse:
    """Show the newest posts, the categories they are in, and who the site works with."""
    if code := asked_language(request):
        return redirect(list_in(code), permanent=True)
    posts = cards(listed(Post.objects.published())[:ON_HOME])
    categories = with_counts(Category.objects.all(), ListKind.CATEGORY)
    context = {
        "lead": posts[0] if posts else None,
        "posts": posts[1:],
        "people": unique(author for post in posts for author in post.authors),
        "has_more": len(posts) == ON_HOME,
        "categories": categories.filter(post_count__gt=0)[:MOST_CATEGORIES],
        "partners": partners_on_home(),
        "feed": "/index.xml",
        "meta": home_meta(site_of(request)),
    }
    return render(request, "blog/home.html", context)


def partners_on_home() -> list[tuple[Collaborator, Any]]:
    """Return a few partners, each with its logo: funders and members first, those thanked last."""
    rows = Collaborator.objects.visible().with_logo().select_related("logo")
    rows = rows.defer("blurb", "blurb_html")
    thanked = rows.annotate(thanked=last_listed(ListKind.COLLABORATOR))
    newest = F("thanked").desc(nulls_last=True)
    first = thanked.order_by(Collaborator.closeness(), newest, "name", "pk")
    return [(row, logo_of(row)) for row in first[:PARTNERS_ON_HOME]]


def category(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a category's posts."""
    row = get_object_or_404(Category, slug=slug)
    above = (ALL_POSTS, Crumb(_("Categories"), reverse("categories")))
    posts = Post.objects.in_list(ListKind.CATEGORY, row.pk)
    return _of_term(request, row, posts, crumbs=above)


def tag(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a tag's posts; a merged tag leads to the one it became."""
    row = get_object_or_404(Tag.objects.select_related("merged_into"), slug=slug)
    if row.merged_into:
        return moved_permanently(row.merged_into, request)
    above = (ALL_POSTS, Crumb(_("Tags"), reverse("tags")))
    posts = Post.objects.in_list(ListKind.TAG, row.pk)
    return _of_term(request, row, posts, crumbs=above)


def series(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a series' posts, newest first or, with `?order=reading`, from the first part on.

    Raises Http404 for another order.
    """
    row = get_object_or_404(Series, slug=slug)
    order = request.GET.get("order", "")
    if order not in {"", "reading"}:
        raise Http404("A series has no such order.")
    parts = Post.objects.published().filter(series=row).in_reading_order()
    newest = Post.objects.in_list(ListKind.SERIES, row.pk)
    above = (ALL_POSTS, Crumb(_("Series"), reverse("series_index")))
    context = list_context(
        request,
        parts if order else newest,
        title=row.title,
        of=row,
        intro=row.description,
        order=tuple(parts.query.order_by) if order else (),
        keep=("order",),
        crumbs=above,
        feed=f"{row.get_absolute_url()}index.xml",
    )
    context["reading_order"] = bool(order)
    context["first"] = parts.only("title", "slug", "language").first() if not order else None
    return render(request, "blog/series.html", context)


def _of_term(request: HttpRequest, row: Any, posts: Any, **about: Any) -> HttpResponse:
    feed = f"{row.get_absolute_url()}index.xml"
    return post_list(
        request, posts, title=str(row), of=row, intro=row.description, feed=feed, **about
    )


def post_list(request: HttpRequest, posts: Any, **about: Any) -> HttpResponse:
    """Answer with one page of a list of posts; `about` as in `list_context`."""
    return render(request, "blog/list.html", list_context(request, posts, **about))


@dataclass(frozen=True, slots=True)
class About:
    """What a list is of.

    `kicker` says which kind of list it is, `feed` is the path of its feed, `crumbs` are the lists
    above it, `of` is the tag, author … whose list it is. `language` is the one that all its posts
    are in, where it is a list of those; any other is limited by `?language=`.
    """

    title: str
    kicker: str = ""
    intro: str = ""
    feed: str = ""
    crumbs: tuple[Crumb, ...] = ()
    language: str = ""
    of: Any = None


def list_context(
    request: HttpRequest,
    posts: Any,
    *,
    order: tuple[Any, ...] = (),
    keep: tuple[str, ...] = (),
    or_404: bool = False,
    **said: Any,
) -> dict[str, Any]:
    """Return what a template draws one page of a list of posts from.

    `posts` are ordered; `order` names that order where it isn't newest first. `keep` names what of
    the query chooses the posts, `or_404` refuses a list without posts in any language. The rest is
    what `About` says. Raises Http404 behind the last page.
    """
    about, unlimited = About(**said), posts
    if asked := asked_language(request):
        code = about.language or asked
        posts, keep = posts.in_language(code), (*keep, "language")
        about = replace(about, language=code, feed=about.feed and f"{about.feed}?language={code}")
    page = paged(request, Slices(posts, order), keep=keep)
    if or_404 and not page.rows and not (asked and unlimited.exists()):
        raise Http404("There are no such posts.")
    shown = cards(page.rows)
    return {
        "title": about.title,
        "kicker": about.kicker,
        "intro": about.intro,
        "feed": about.feed,
        "posts": shown,
        "page": page,
        "crumbs": about.crumbs,
        "meta": _meta(request, about, page, shown),
        "languages": choices(request, about.language, keep),
        "limited_to": asked,
    }


def _meta(request: HttpRequest, about: About, page: Page, shown: list[Content]) -> Meta:
    limited = f"{about.title} ({name_of(about.language)})"
    meta = list_meta(
        site_of(request),
        title=limited if asked_language(request) else about.title,
        path=page.path,
        description=about.intro,
        crumbs=about.crumbs,
        feed=about.feed,
        shown=[card.url for card in shown],
        language=about.language,
        of=about.of,
    )
    # A list that is empty in one language alone is no find.
    return meta if page.rows else replace(meta, noindex=True)
