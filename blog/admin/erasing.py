"""Erasing a text for legal reasons: what goes, the reason, and a word typed on purpose."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from blog.admin.screens import screen_url
from blog.admin.who import key_of, user_of
from blog.editing.access import NotEditable
from blog.editing.erasure import consequences, erase, may_erase
from blog.models import Document

if TYPE_CHECKING:
    from blog.admin.documents import DocumentAdmin

WORD = "erase"


class EraseForm(forms.Form):
    """Why, and that it is meant."""

    reason = forms.CharField(
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="It stays in the log, so leave out what must not be kept.",
        error_messages={"required": "Say why it is erased. The record keeps it."},
    )
    word = forms.CharField(
        label=f"Type the word “{WORD}”",
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": f"Type the word “{WORD}” to say that you mean it."},
    )

    def clean_word(self) -> str:
        """Ask for exactly the word, in whatever case."""
        word = str(self.cleaned_data["word"]).strip().lower()
        if word != WORD:
            raise forms.ValidationError(f"Type the word “{WORD}” to say that you mean it.")
        return word


def urls(model_admin: DocumentAdmin) -> list[Any]:
    """Return the address of the screen."""
    name = f"blog_{model_admin.opts.model_name}_erase"

    @never_cache
    @require_http_methods(["GET", "HEAD", "POST"])
    def view(request: HttpRequest, pk: int) -> HttpResponse:
        may_erase(user_of(request))
        rows = model_admin.model.objects.filter(erased_at=None)
        document: Document | None = rows.filter(pk=key_of(str(pk))).first()
        if document is None:
            raise NotEditable("No such text, or erased already.")
        return erase_view(model_admin, request, document)

    return [path("<int:pk>/erase/", model_admin.admin_site.admin_view(view), name=name)]


def erase_view(
    model_admin: DocumentAdmin, request: HttpRequest, document: Document
) -> HttpResponse:
    """Show what goes and ask, or erase and go back to the list."""
    name = f"admin:blog_{document._meta.model_name}"
    form = EraseForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        done = erase(document, by=user_of(request), reason=form.cleaned_data["reason"])
        kept = " Its address answers that it is gone." if done.keeps_address else ""
        sentence = f"The {document._meta.verbose_name} is erased.{kept}"
        model_admin.message_user(request, sentence, messages.SUCCESS)
        return redirect(f"{name}_changelist")
    context = {
        **model_admin.admin_site.each_context(request),
        "opts": document._meta,
        "title": f"Erase “{document}” for good",
        "document": document,
        "form": form,
        "going": consequences(document),
        "back_url": _back_url(document, name),
    }
    return TemplateResponse(request, "admin/blog/erase.html", context)


def _back_url(document: Document, name: str) -> str:
    if document.trashed_at:
        return reverse(f"{name}_trash")
    return screen_url(document, "change")
