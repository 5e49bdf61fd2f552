"""Throwing a draft away, and what was thrown away."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from blog.admin.screens import screen
from blog.admin.who import key_of, user_of
from blog.editing.access import NotEditable
from blog.editing.erasure import PERMISSION
from blog.editing.trash import DAYS, take_back, throw_away, why_not_trash
from blog.models import Document

if TYPE_CHECKING:
    from accounts.models import User
    from blog.admin.documents import DocumentAdmin

PER_PAGE = 50


def urls(model_admin: DocumentAdmin) -> list[Any]:
    """Return the addresses of the trash and of the ways in and out."""
    name = f"blog_{model_admin.opts.model_name}"
    view = model_admin.admin_site.admin_view

    @require_safe
    def listed(request: HttpRequest) -> HttpResponse:
        return trash_view(model_admin, request)

    @require_POST
    def back(request: HttpRequest, pk: int) -> HttpResponse:
        return take_back_view(model_admin, request, pk)

    @require_http_methods(["GET", "HEAD", "POST"])
    def away(request: HttpRequest, pk: int) -> HttpResponse:
        return throw_away_view(model_admin, request, model_admin.document_of(request, pk))

    return [
        path("trash/", view(listed), name=f"{name}_trash"),
        path("trash/<int:pk>/take-back/", view(back), name=f"{name}_take_back"),
        path("<int:pk>/throw-away/", view(away), name=f"{name}_throw_away"),
    ]


def may_go(document: Document, user: User) -> bool:
    """Whether the text can be thrown away by the user now."""
    return not why_not_trash(document) and document.can_be_thrown_away_by(user)


def throw_away_view(
    model_admin: DocumentAdmin, request: HttpRequest, document: Document
) -> HttpResponse:
    """Ask, then throw away; say what to do instead where that can't be.

    Raises PermissionDenied where the text isn't the user's to throw away.
    """
    user = user_of(request)
    if not document.can_be_thrown_away_by(user):
        raise PermissionDenied("This text is not yours to throw away.")
    name = f"admin:blog_{document._meta.model_name}"
    problem = why_not_trash(document)
    if request.method == "POST" and not problem:
        try:
            throw_away(document, by=user)
        except ValidationError as error:
            problem = " ".join(error.messages)
        else:
            model_admin.log_change(request, document, "Thrown away.")
            sentence = f"“{document}” is in the trash. It can be brought back for {DAYS} days."
            model_admin.message_user(request, sentence, messages.SUCCESS)
            return redirect(f"{name}_trash")
    context = {
        **screen(model_admin, request, document, f"Throw away “{document}”?"),
        "problem": problem,
        "days": DAYS,
    }
    return TemplateResponse(request, "admin/blog/throw_away.html", context)


def trash_view(model_admin: DocumentAdmin, request: HttpRequest) -> HttpResponse:
    """List what the user may bring back, what was thrown away last first."""
    if not model_admin.has_change_permission(request):
        kinds = model_admin.opts.verbose_name_plural
        raise PermissionDenied(f"Your role does not let you write {kinds}.")
    found = model_admin.model.objects.recoverable_by(user_of(request)).select_related("trashed_by")
    rows = found.only("title", "trashed_at", "trashed_by__name", "trashed_by__email")
    page = Paginator(rows.order_by("-trashed_at", "-pk"), PER_PAGE).get_page(
        request.GET.get("p", "1")
    )
    for row in page:
        row.leaves_at = row.trashed_at + timedelta(days=DAYS)
    context = {
        **model_admin.admin_site.each_context(request),
        "opts": model_admin.opts,
        "title": f"Trash: {model_admin.opts.verbose_name_plural}",
        "page": page,
        "days": DAYS,
        "may_erase": user_of(request).has_perm(PERMISSION),
    }
    return TemplateResponse(request, "admin/blog/trash.html", context)


def take_back_view(model_admin: DocumentAdmin, request: HttpRequest, pk: int) -> HttpResponse:
    """Make it a draft again, and open it."""
    user = user_of(request)
    rows = model_admin.model.objects.recoverable_by(user)
    document: Document | None = rows.filter(pk=key_of(str(pk))).first()
    if document is None:
        raise NotEditable("Not in the trash.")
    take_back(document, by=user)
    model_admin.log_change(request, document, "Brought back from the trash.")
    model_admin.message_user(request, f"“{document}” is a draft again.", messages.SUCCESS)
    return redirect(f"admin:blog_{document._meta.model_name}_change", document.pk)
