"""What happened to one text, the newest first: a screen, and its beginning beside the form."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import path
from django.views.decorators.http import require_safe

from blog.admin.screens import screen
from blog.admin.told import details
from blog.models import Document, Event
from blog.reading.paging import paged

if TYPE_CHECKING:
    from blog.admin.documents import DocumentAdmin

IN_PANEL = 5
PER_PAGE = 50


def urls(model_admin: DocumentAdmin) -> list[Any]:
    """Return the address of the screen."""
    name = f"blog_{model_admin.opts.model_name}_timeline"

    @require_safe
    def view(request: HttpRequest, pk: int) -> HttpResponse:
        return timeline_view(model_admin, request, model_admin.document_of(request, pk))

    return [path("<int:pk>/timeline/", model_admin.admin_site.admin_view(view), name=name)]


def panel(request: HttpRequest, document: Document) -> dict[str, Any]:
    """Return the last things that happened."""
    return {"lately": _told(_events(document)[:IN_PANEL])}


def timeline_view(
    model_admin: DocumentAdmin, request: HttpRequest, document: Document
) -> HttpResponse:
    """Show all moves, comments, approvals and sign-offs of the text, a page at a time."""
    page = paged(request, _events(document), per_page=PER_PAGE)
    context = {
        **screen(model_admin, request, document, f"Timeline of “{document}”"),
        "page": page,
        "moments": _told(page.rows),
    }
    return TemplateResponse(request, "admin/blog/timeline.html", context)


def _events(document: Document) -> Any:
    # A revision holds the whole text; only its number is shown.
    return Event.objects.of(document).select_related("revision").defer("revision__data")


def _told(events: Any) -> list[tuple[Event, list[str]]]:
    return [(event, details(event)) for event in events]
