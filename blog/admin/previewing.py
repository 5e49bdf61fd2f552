"""The full preview: the real page, drawn from a form or from the newest version."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.clickjacking import xframe_options_sameorigin

from blog.admin.desk import Desk
from blog.editing.preview import content_of_snapshot
from blog.models import Post, Snapshot
from blog.models.content import Content
from blog.reading.around import Around, around
from blog.reading.languages import speak
from blog.reading.metadata import page_meta, post_meta
from blog.reading.site import site_of


@never_cache
@xframe_options_sameorigin
def preview_view(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Answer with the page as it would be; nothing is stored."""
    try:
        content = _typed(desk) if request.method == "POST" else _content(desk, desk.snapshot)
    except ValidationError as refusal:
        context = {"sentences": refusal.messages, "title": "No preview"}
        return render(request, "admin/blog/no_preview.html", context, status=422)
    return _drawn(request, desk, content)


def _typed(desk: Desk) -> Content:
    desk.is_valid()
    with transaction.atomic():
        content = _content(desk, desk.to_snapshot())
        # Tags typed for the first time are made for the drawing only.
        transaction.set_rollback(True)
    return content


def _content(desk: Desk, snapshot: Snapshot) -> Content:
    if snapshot.published_at is None:
        snapshot = snapshot.changed(published_at=timezone.now())
    return content_of_snapshot(desk.document, snapshot)


def _drawn(request: HttpRequest, desk: Desk, content: Content) -> HttpResponse:
    site = site_of(request)
    # What readers will see, in their language and not in the admin's.
    speak(request, content.language)
    context: dict[str, Any] = {
        "content": content,
        "notice": _("This is a preview: only you see it, and nothing is stored by looking at it."),
    }
    document = desk.document
    if isinstance(document, Post):
        others = around(document) if document.pk else Around()
        context |= {"around": others, "meta": post_meta(site, content, others)}
    else:
        context["meta"] = page_meta(site, content)
    response = render(request, f"blog/{content.kind}.html", context)
    response["X-Robots-Tag"] = "noindex"
    return response
