"""A standing page."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from blog.models import Page
from blog.models.content import content_of
from blog.reading.documents import refused, show
from blog.reading.languages import speak
from blog.reading.metadata import page_meta
from blog.reading.site import site_of


def page(request: HttpRequest, path: str) -> HttpResponse:
    """Show a page; drafts to those who may edit them, what was archived as gone."""
    row = get_object_or_404(Page.objects.select_related("featured"), path=path)
    if refusal := refused(request, row):
        return refusal
    speak(request, row.language)
    content = content_of(row, with_corrections=True)
    context = {"content": content, "meta": page_meta(site_of(request), content)}
    return show(request, row, "blog/page.html", context)
