"""All posts, and the archives by year and month, with how many posts each of them has."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from blog.models import ListCount, ListKind, Post
from blog.models.document import EARLIEST_DATE
from blog.models.languages import name_of
from blog.models.listing import months_in_language
from blog.reading.languages import asked_language, list_in, speak
from blog.reading.lists import list_context, post_list
from blog.reading.metadata import ALL_POSTS, Crumb
from blog.reading.site import site_of

LAST_YEAR = 9000


@dataclass(frozen=True, slots=True)
class Period:
    """A year or a month in which there are posts."""

    label: str
    path: str
    posts: int


def blog(request: HttpRequest) -> HttpResponse:
    """Show all posts, and the years in which there are any."""
    if code := asked_language(request):
        return redirect(list_in(code), permanent=True)
    posts = Post.objects.published().newest_first()
    context = list_context(request, posts, title=_("All posts"), feed="/blog/index.xml")
    context["periods"] = _years(request)
    return render(request, "blog/list.html", context)


def in_language(request: HttpRequest, code: str) -> HttpResponse:
    """Show all posts in a language, in that language if the interface can speak it."""
    if code not in site_of(request).languages:
        raise Http404("No post is in this language.")
    if other := asked_language(request):
        return redirect(list_in(other), permanent=True)
    speak(request, code)
    return post_list(
        request,
        Post.objects.in_list(ListKind.LANGUAGE, part=code),
        title=name_of(code),
        kicker=_("Language"),
        feed=f"{list_in(code)}index.xml",
        crumbs=(ALL_POSTS,),
        language=code,
    )


def _years(request: HttpRequest) -> list[Period]:
    found: Counter[int] = Counter()
    for (year_, _month), posts in ListCount.objects.months(site_of(request).zone).items():
        found[year_] += posts
    return [Period(f"{year_}", reverse("year", args=[year_]), n) for year_, n in found.items()]


def year(request: HttpRequest, year: int) -> HttpResponse:
    """Show a year's posts, as the site's time zone counts years, and its months."""
    span = _moment(request, year), _moment(request, year + 1)
    context = list_context(
        request,
        _between(*span),
        title=f"{year}",
        kicker=_("Archive"),
        crumbs=(ALL_POSTS,),
        or_404=True,
    )
    language = asked_language(request)
    query = f"?{urlencode({'language': language})}" if language else ""
    context["periods"] = [
        Period(_month_name(year, month), reverse("month", args=[year, month]) + query, posts)
        for month, posts in _months(request, year, span, language).items()
    ]
    return render(request, "blog/list.html", context)


def _months(
    request: HttpRequest, year: int, span: tuple[datetime, datetime], language: str
) -> dict[int, int]:
    zone = site_of(request).zone
    if language:
        return months_in_language(language, span, zone)
    months = sorted(ListCount.objects.months(zone).items())
    return {month: posts for (of_year, month), posts in months if of_year == year}


def _month_name(year: int, month: int) -> str:
    return capfirst(date_format(date(year, month, 1), "F"))


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
    posts = Post.objects.published().filter(published_at__gte=start, published_at__lt=end)
    return posts.newest_first()
