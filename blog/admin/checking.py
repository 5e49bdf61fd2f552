"""The checks beside the text: asked for while somebody writes, and read without scripts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.response import TemplateResponse
from django.urls import path
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from blog.admin.autosaving import typed_in
from blog.admin.desk import Desk
from blog.admin.who import user_of
from blog.editing.checks import Finding, blocking, run, warnings
from blog.editing.limits import Limit
from blog.editing.views import too_often
from blog.models import Document
from blog.reading.site import site_of

if TYPE_CHECKING:
    from blog.admin.documents import DocumentAdmin

# A page asks once in each pause of a second.
CHECKS = Limit("checks", most=120, seconds=60)


def urls(model_admin: DocumentAdmin) -> list[Any]:
    """Return the addresses that answer what the checks find, for new and for stored texts."""
    name = f"blog_{model_admin.opts.model_name}_checks"
    protect = model_admin.admin_site.admin_view

    @never_cache
    @require_POST
    def of_new(request: HttpRequest) -> HttpResponse:
        return _of_typed(request, model_admin.document_of(request, None))

    @never_cache
    @require_http_methods(["GET", "HEAD", "POST"])
    def of_stored(request: HttpRequest, pk: int) -> HttpResponse:
        document = model_admin.document_of(request, pk)
        if request.method == "POST":
            return _of_typed(request, document)
        return _page(model_admin, request, document)

    return [
        path("add/checks/", protect(of_new), name=f"{name}_new"),
        path("<int:pk>/checks/", protect(of_stored), name=name),
    ]


def _of_typed(request: HttpRequest, document: Document) -> HttpResponse:
    """Answer with what is found in the form as it is now; nothing is stored."""
    user = user_of(request)
    if not CHECKS.allows(user.pk):
        return too_often(CHECKS)
    desk = Desk.open(document, user, site_of(request), request.POST)
    found = run(document, typed_in(desk), user)
    return JsonResponse({"findings": [finding.to_json() for finding in found]})


def _page(model_admin: DocumentAdmin, request: HttpRequest, document: Document) -> HttpResponse:
    found = run(document, document.newest_snapshot(), user_of(request))
    context = {
        **model_admin.admin_site.each_context(request),
        "opts": model_admin.opts,
        "title": f"Checks of {document}",
        "document": document,
        "groups": [
            ("To put right before publishing", _by_line(blocking(found))),
            ("Worth a look", _by_line(warnings(found))),
        ],
    }
    return TemplateResponse(request, "admin/blog/checks.html", context)


def _by_line(findings: list[Finding]) -> list[tuple[str, int | None]]:
    """Return each sentence with its line, from 1 as people count, where it is in the text."""
    return [
        (one.message, None if one.place.line is None else one.place.line + 1) for one in findings
    ]
