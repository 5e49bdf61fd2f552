"""The history of a text: its versions in a list, each as a page, and the way back to one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path
from django.views.decorators.http import require_POST, require_safe

from blog.admin import comparing
from blog.admin.screens import screen
from blog.admin.versions import version_page
from blog.admin.who import key_of, user_of
from blog.editing.history import history_of, version_of
from blog.editing.restoring import Restored, restore
from blog.models import Document, Revision

if TYPE_CHECKING:
    from blog.admin.documents import DocumentAdmin


class NoVersion(Http404):
    """The text has no version of this number."""

    sentence = "This text has no such version. Its history lists those it has."


def urls(model_admin: DocumentAdmin) -> list[Any]:
    """Return the addresses of a text's history; the list takes the place of the admin's own."""
    name = f"blog_{model_admin.opts.model_name}"
    view = model_admin.admin_site.admin_view

    @require_safe
    def listed(request: HttpRequest, object_id: str) -> HttpResponse:
        return history_view(model_admin, request, model_admin.document_of(request, object_id))

    @require_safe
    def version(request: HttpRequest, pk: int, number: int) -> HttpResponse:
        document = model_admin.document_of(request, pk)
        return version_page(request, document, _version(document, number))

    @require_POST
    def restored(request: HttpRequest, pk: int, number: int) -> HttpResponse:
        document = model_admin.document_of(request, pk)
        return restore_view(model_admin, request, document, _version(document, number))

    @require_safe
    def compare(request: HttpRequest, pk: int) -> HttpResponse:
        return comparing.compare_view(model_admin, request, model_admin.document_of(request, pk))

    return [
        path("<path:object_id>/history/", view(listed), name=f"{name}_history"),
        path("<int:pk>/history/<int:number>/", view(version), name=f"{name}_version"),
        path("<int:pk>/history/<int:number>/restore/", view(restored), name=f"{name}_restore"),
        path("<int:pk>/compare/", view(compare), name=f"{name}_compare"),
    ]


def history_view(
    model_admin: DocumentAdmin, request: HttpRequest, document: Document
) -> HttpResponse:
    """List the versions, newest first; `?before=` is the number that the page begins below."""
    asked = key_of(request.GET.get("before", ""))
    history = history_of(document, before=asked or None)
    context = {
        **screen(model_admin, request, document, f"History of “{document}”"),
        "history": history,
        "is_first_page": not asked,
        "older": history.pair[0],
        "newer": history.pair[1],
    }
    return TemplateResponse(request, "admin/blog/history.html", context)


def restore_view(
    model_admin: DocumentAdmin, request: HttpRequest, document: Document, version: Revision
) -> HttpResponse:
    """Make the version the newest one and go to the form; or say why that can't be."""
    name = f"admin:blog_{document._meta.model_name}"
    try:
        done = restore(document, version, by=user_of(request))
    except ValidationError as error:
        sentence = f"Version {version.number} was not restored. {' '.join(error.messages)}"
        model_admin.message_user(request, sentence, messages.ERROR)
        return redirect(f"{name}_history", document.pk)
    _tell(model_admin, request, document, version, done)
    return redirect(f"{name}_change", document.pk)


def _tell(
    model_admin: DocumentAdmin,
    request: HttpRequest,
    document: Document,
    version: Revision,
    done: Restored,
) -> None:
    if not done.is_new:
        sentence = f"The newest version says the same as version {version.number} already."
        model_admin.message_user(request, sentence, messages.INFO)
        return
    sentence = f"Version {version.number} is back, as version {done.revision.number}."
    if document.is_public or document.is_scheduled:
        sentence += " Readers see it once you publish it."
    model_admin.log_change(request, document, f"Restored version {version.number}.")
    model_admin.message_user(request, sentence, messages.SUCCESS)
    for lost in done.missing:
        model_admin.message_user(request, lost, messages.WARNING)


def _version(document: Document, number: int) -> Revision:
    found = version_of(document, key_of(str(number)))
    if found is None:
        raise NoVersion("No such version.")
    return found
