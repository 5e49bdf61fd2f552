"""What happened to one text, the newest first: a screen, and its beginning beside the form."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import path, reverse

from blog.models import Document, Event

if TYPE_CHECKING:
    from blog.admin.documents import DocumentAdmin

IN_PANEL = 5


def urls(model_admin: DocumentAdmin) -> list[Any]:
    """Return the address of the screen."""
    name = f"blog_{model_admin.opts.model_name}_timeline"

    def view(request: HttpRequest, pk: int) -> HttpResponse:
        return timeline_view(model_admin, request, model_admin.document_of(request, pk))

    return [path("<int:pk>/timeline/", model_admin.admin_site.admin_view(view), name=name)]


def panel(request: HttpRequest, document: Document) -> dict[str, Any]:
    """Return the last things that happened."""
    return {"lately": Event.objects.of(document).select_related("by")[:IN_PANEL]}


def timeline_view(
    model_admin: DocumentAdmin, request: HttpRequest, document: Document
) -> HttpResponse:
    """Show everything that happened to the text."""
    context = {
        **model_admin.admin_site.each_context(request),
        "opts": document._meta,
        "title": f"Timeline of “{document}”",
        "document": document,
        "moments": Event.objects.of(document).select_related("by")[:50],
        "back_url": reverse(f"admin:blog_{document._meta.model_name}_change", args=[document.pk]),
    }
    return TemplateResponse(request, "admin/blog/timeline.html", context)
