"""Home, the list of all posts, archives by time, and lists by tag, category and series."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from blog.models import (
    Acknowledgement,
    Author,
    Category,
    Collaborator,
    Credit,
    Post,
    Series,
    Tag,
)
from blog.models.content import unique
from blog.models.document import EARLIEST_DATE
from blog.reading.cards import cards, listed
from blog.reading.metadata import ALL_POSTS, Crumb, home_meta, list_meta
from blog.reading.paging import paged
from blog.reading.redirects import moved_permanently
from blog.reading.site import site_of

ON_HOME = 13
LAST_YEAR = 9000


def home(request: HttpRequest) -> HttpResponse:
    """Show the newest posts and the categories they are in."""
    posts = cards(listed(Post.objects.published())[:ON_HOME])
    public = Post.objects.published().filter(category=OuterRef("pk"))
    context = {
        "lead": posts[0] if posts else None,
        "posts": posts[1:],
        "people": unique(author for post in posts for author in post.authors),
        "has_more": len(posts) == ON_HOME,
        "categories": Category.objects.filter(Exists(public)),
        "feed": "/index.xml",
        "meta": home_meta(site_of(request)),
    }
    return render(request, "blog/home.html", context)


def blog(request: HttpRequest) -> HttpResponse:
    """Show all posts, and the years in which there are any."""
    posts = Post.objects.published()
    context = list_context(request, posts, title=_("All posts"), feed="/blog/index.xml")
    context["periods"] = [
        Crumb(f"{moment.year}", reverse("year", args=[moment.year]))
        for moment in posts.datetimes("published_at", "year", order="DESC")
    ]
    return render(request, "blog/list.html", context)


def year(request: HttpRequest, year: int) -> HttpResponse:
    """Show a year's posts, as the site's time zone counts years, and its months."""
    posts = _between(_moment(request, year), _moment(request, year + 1))
    context = list_context(
        request, posts, title=f"{year}", kicker=_("Archive"), crumbs=(ALL_POSTS,), or_404=True
    )
    context["periods"] = [
        Crumb(
            capfirst(date_format(moment, "F")), reverse("month", args=[moment.year, moment.month])
        )
        for moment in posts.datetimes("published_at", "month")
    ]
    return render(request, "blog/list.html", context)


def month(request: HttpRequest, year: int, month: int) -> HttpResponse:
    """Show a month's posts, as the site's time zone counts months."""
    start = _moment(request, year, month)
    end = _moment(request, year + month // 12, month % 12 + 1)
    above = (ALL_POSTS, Crumb(f"{year}", reverse("year", args=[year])))
    title = capfirst(date_format(start, "YEAR_MONTH_FORMAT"))
    return post_list(
        request, _between(start, end), title=title, kicker=_("Archive"), crumbs=above, or_404=True
    )


def _moment(request: HttpRequest, year: int, month: int = 1) -> datetime:
    if not EARLIEST_DATE.year <= year <= LAST_YEAR:
        raise Http404("No post is that old or that new.")
    return datetime(year, month, 1, tzinfo=site_of(request).zone)


def _between(start: datetime, end: datetime) -> Any:
    return Post.objects.published().filter(published_at__gte=start, published_at__lt=end)


def category(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a category's posts."""
    row = get_object_or_404(Category, slug=slug)
    return _of_term(request, row, Post.objects.published().filter(category=row), _("Category"))


def tag(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a tag's posts; a merged tag leads to the one it became."""
    row = get_object_or_404(Tag.objects.select_related("merged_into"), slug=slug)
    if row.merged_into:
        return moved_permanently(row.merged_into)
    return _of_term(request, row, Post.objects.published().filter(tags=row), _("Tag"))


def series(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a series' posts, newest first, each with its place."""
    row = get_object_or_404(Series, slug=slug)
    return _of_term(request, row, Post.objects.published().filter(series=row), _("Series"))


def _of_term(request: HttpRequest, row: Any, posts: Any, kicker: str) -> HttpResponse:
    return post_list(
        request,
        posts,
        title=str(row),
        kicker=kicker,
        intro=row.description,
        feed=f"{row.get_absolute_url()}index.xml",
        crumbs=(ALL_POSTS,),
    )


def posts_by(author: Author) -> Any:
    """Return the public posts that the author is credited in, whatever the role."""
    own = Credit.objects.filter(Q(author=author) | Q(author__merged_into=author))
    return Post.objects.published().filter(pk__in=own.values("post"))


def posts_with(partner: Collaborator) -> Any:
    """Return the public posts that acknowledge the partner."""
    of_partner = Q(collaborator=partner) | Q(collaborator__merged_into=partner)
    own = Acknowledgement.objects.filter(of_partner)
    return Post.objects.published().filter(pk__in=own.values("post"))


def post_list(request: HttpRequest, posts: Any, **about: Any) -> HttpResponse:
    """Answer with one page of a list of posts; `about` as in `list_context`."""
    return render(request, "blog/list.html", list_context(request, posts, **about))


def list_context(
    request: HttpRequest,
    posts: Any,
    *,
    title: str,
    kicker: str = "",
    intro: str = "",
    feed: str = "",
    crumbs: tuple[Crumb, ...] = (),
    or_404: bool = False,
) -> dict[str, Any]:
    """Return what a template draws one page of a list of posts from.

    `kicker` says what kind of list it is, `feed` is the path of its feed, `crumbs` are the lists
    above it, `or_404` refuses a list without posts. Raises Http404 behind the last page.
    """
    page = paged(request, listed(posts))
    if or_404 and not page.rows:
        raise Http404("There are no such posts.")
    shown = cards(page.rows)
    path = request.path if page.number == 1 else f"{request.path}?page={page.number}"
    meta = list_meta(
        site_of(request), title=title, path=path, description=intro, crumbs=crumbs, feed=feed
    )
    return {
        "title": title,
        "kicker": kicker,
        "intro": intro,
        "feed": feed,
        "posts": shown,
        "page": page,
        "crumbs": crumbs,
        "meta": meta,
    }
