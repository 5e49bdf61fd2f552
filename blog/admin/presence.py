"""The heartbeat of an open editor: who else is there, and whether something newer was saved."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import path
from django.views.decorators.http import require_POST

from blog.admin.who import user_of
from blog.editing.presences import Other, beat, is_tab, leave
from blog.models import Document

if TYPE_CHECKING:
    from accounts.models import User
    from blog.admin.documents import DocumentAdmin


def urls(model_admin: DocumentAdmin) -> list[Any]:
    """Return the address of the heartbeat."""
    name = f"blog_{model_admin.opts.model_name}_presence"

    @require_POST
    def view(request: HttpRequest, pk: int) -> HttpResponse:
        return presence_view(request, model_admin.document_of(request, pk))

    return [path("<int:pk>/presence/", model_admin.admin_site.admin_view(view), name=name)]


def presence_view(request: HttpRequest, document: Document) -> HttpResponse:
    """Note who is here, or with `leave` that they go; answer with the others and the newest."""
    user, tab = user_of(request), request.POST.get("tab", "")
    if not is_tab(tab):
        error = "The page did not say which tab it is. Reload it; what you typed is kept."
        return JsonResponse({"error": error}, status=400)
    if request.POST.get("leave"):
        leave(user, tab)
        return HttpResponse(status=204)
    others = beat(document, user, tab, request.POST.get("place", ""))
    found = {"others": [_other(one) for one in others], "newest": newest_of(document, user)}
    return JsonResponse(found)


def _other(other: Other) -> dict[str, Any]:
    return {
        "name": "You" if other.is_self else other.name,
        "self": other.is_self,
        "place": other.place,
        "since": other.since.isoformat(),
    }


def newest_of(document: Document, user: User) -> dict[str, Any] | None:
    """Return what a page tells of the newest revision, to compare with what it goes on from."""
    newest = document.newest_revision
    if newest is None:
        return None
    return {
        "pk": newest.pk,
        "number": newest.number,
        "by": "You" if newest.created_by_id == user.pk else newest.created_by_name or "Somebody",
        "at": newest.created_at.isoformat(),
    }
