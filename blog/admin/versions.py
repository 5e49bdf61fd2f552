"""One stored version of a text, drawn as the page it would be."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.views.decorators.cache import never_cache

from blog.editing.preview import content_of_snapshot
from blog.models import Document, Post, Revision, Snapshot
from blog.reading.around import around
from blog.reading.documents import edit_url
from blog.reading.metadata import page_meta, post_meta
from blog.reading.site import site_of


@never_cache
def version_page(request: HttpRequest, document: Document, version: Revision) -> HttpResponse:
    """Answer with the version in the real templates; 422 where its text can't be drawn."""
    try:
        content = content_of_snapshot(document, _dated(version))
    except ValidationError as refusal:
        context: dict[str, Any] = {"sentences": refusal.messages, "title": "No preview"}
        return render(request, "admin/blog/no_preview.html", context, status=422)
    site = site_of(request)
    context = {"content": content, "notice": notice_of(document, version)}
    context["edit_url"] = edit_url(document)
    if isinstance(document, Post):
        others = around(document)
        context |= {"around": others, "meta": post_meta(site, content, others)}
    else:
        context["meta"] = page_meta(site, content)
    response = render(request, f"blog/{content.kind}.html", context)
    response["X-Robots-Tag"] = "noindex"
    return response


def notice_of(document: Document, version: Revision) -> str:
    """Return what stands above the page: which version it is, and who sees it."""
    when = date_format(localtime(version.created_at), "j F Y, H:i")
    who = f" by {version.created_by_name}" if version.created_by_name else ""
    told = f"This is version {version.number}, stored{who} on {when}."
    if version.pk == document.live_revision_id and document.is_public:
        return f"{told} It is what readers see."
    return f"{told} Only those who may edit this {document._meta.verbose_name} see it."


def _dated(version: Revision) -> Snapshot:
    snapshot = Snapshot.from_json(version.data)
    return snapshot.changed(published_at=snapshot.published_at or version.created_at)
