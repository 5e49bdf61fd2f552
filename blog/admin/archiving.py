"""Taking a public text down for good: why, and where its readers should go."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse

from blog.admin.screens import screen
from blog.admin.who import user_of
from blog.editing.workflow import archive, may_publish
from blog.models import Document

if TYPE_CHECKING:
    from accounts.models import User
    from blog.admin.documents import DocumentAdmin


class ArchiveForm(forms.Form):
    """Both are shown to readers who come to the old address."""

    reason = forms.CharField(
        max_length=500,
        # Asked for by the rule, so that all that is wrong is told at once.
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "required": True}),
        help_text="Readers who come to its address read this.",
    )
    successor = forms.CharField(
        label="What replaces it",
        max_length=500,
        required=False,
        help_text="A path here, such as /blog/new-report/, or a whole https:// address. "
        "Readers get a link to it.",
    )


def archive_view(
    model_admin: DocumentAdmin, request: HttpRequest, document: Document
) -> HttpResponse:
    """Show the screen, or archive and go back to the list.

    Raises PermissionDenied where the role doesn't let the user publish the document.
    """
    user = user_of(request)
    may_publish(document, user)
    form = ArchiveForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and _archived(form, document, user):
        model_admin.log_change(request, document, "Archived.")
        sentence = f"“{document}” is archived. Its address answers that it is gone."
        model_admin.message_user(request, sentence, messages.SUCCESS)
        return redirect(f"admin:blog_{document._meta.model_name}_changelist")
    return TemplateResponse(
        request, "admin/blog/archive.html", _context(model_admin, request, document, form)
    )


def _archived(form: ArchiveForm, document: Document, user: User) -> bool:
    try:
        archive(document, by=user, **form.cleaned_data)
    except ValidationError as error:
        form.add_error(None, error)
        return False
    return True


def _context(
    model_admin: DocumentAdmin, request: HttpRequest, document: Document, form: ArchiveForm
) -> dict[str, Any]:
    return {
        **screen(model_admin, request, document, f"Archive “{document}”"),
        "form": form,
    }
