"""A post's page, and the addresses posts had elsewhere."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from blog.models import Post
from blog.models.content import content_of
from blog.reading.around import around
from blog.reading.documents import refused, show
from blog.reading.languages import speak
from blog.reading.metadata import post_meta
from blog.reading.redirects import post_moved_to, with_query
from blog.reading.site import site_of


def post(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a post; drafts to those who may edit them, what was archived as gone."""
    row = get_object_or_404(Post.objects.as_a_page(), slug=slug)
    if refusal := refused(request, row):
        return refusal
    speak(request, row.language)
    content = content_of(row, with_corrections=True)
    others = around(row)
    context: dict[str, Any] = {
        "content": content,
        "around": others,
        "meta": post_meta(site_of(request), content, others),
    }
    return show(request, row, "blog/post.html", context)


def moved(request: HttpRequest, slug: str, year: int = 0) -> HttpResponse:
    """Lead from an address with a year, or of a source file, to the post: one hop.

    The year isn't checked: generators write it in several time zones.
    """
    target = post_moved_to(slug)
    if target is None:
        raise Http404("No post has this address.")
    return redirect(with_query(target, request), permanent=True)
