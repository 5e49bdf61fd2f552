"""What showing a post and showing a page have in common."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from blog.models import Document, Page, Post, Status
from blog.reading.languages import speak
from blog.reading.metadata import Meta

# What a text that isn't public is, by `Document.state`, within a sentence on it.
STATES = {
    "draft": pgettext_lazy("state of a text", "draft"),
    "in review": pgettext_lazy("state of a text", "in review"),
    "scheduled": pgettext_lazy("state of a text", "scheduled"),
    "in the trash": pgettext_lazy("state of a text", "in the trash"),
    "archived": pgettext_lazy("state of a text", "archived"),
    "published": pgettext_lazy("state of a text", "published"),
}


def show(
    request: HttpRequest, document: Document, template: str, context: dict[str, Any]
) -> HttpResponse:
    """Answer with a document's page.

    Who may edit it gets a link to the editor; what isn't public says so and is kept out of
    caches and search engines.
    """
    may_edit = request.user.is_authenticated and document.can_be_edited_by(request.user)
    if may_edit:
        context |= _for_staff(document)
    if not document.is_public:
        context["notice"] = _not_public(document)
    response = render(request, template, context)
    if not document.is_public:
        response["X-Robots-Tag"] = "noindex"
        patch_cache_control(response, private=True, no_store=True)
    return response


def _for_staff(document: Document) -> dict[str, Any]:
    """Return what the bar of who may edit the text says; see templates/_masthead.html."""
    return {
        "edit_url": edit_url(document),
        "history_url": _admin_url(document, "history"),
        "state": STATES.get(document.state, document.state),
        "is_ahead": document.status == Status.PUBLISHED and document.has_newer_draft,
        "compare_url": _admin_url(document, "compare"),
    }


def _not_public(document: Document) -> str:
    if isinstance(document, Post):
        sentence = _("This post is %(state)s: only those who may edit it see it.")
    else:
        sentence = _("This page is %(state)s: only those who may edit it see it.")
    return sentence % {"state": STATES.get(document.state, document.state)}


def refused(request: HttpRequest, document: Post | Page) -> HttpResponse | None:
    """Return nothing where the visitor may read the text, and 410 for one that was archived.

    Raises Http404 for what was never, or is no longer, for this visitor.
    """
    rows: Any = type(document)._default_manager
    if document.is_public or rows.visible_to(request.user).filter(pk=document.pk).exists():
        return None
    if document.status != Status.ARCHIVED or not document.was_public:
        raise Http404("No text has this address.")
    return gone(request, document)


def gone(request: HttpRequest, document: Document) -> HttpResponse:
    """Answer 410 with the reason and the pointer that were given when it was archived.

    Of what was erased nothing is said but that it is gone.
    """
    speak(request, document.language)
    may_edit = (
        not document.erased_at
        and request.user.is_authenticated
        and document.can_be_edited_by(request.user)
    )
    context = {
        "title": "" if document.erased_at else document.title,
        "reason": document.archive_reason,
        "successor": document.successor,
        "edit_url": edit_url(document) if may_edit else "",
        "meta": Meta(title=_("No longer here"), noindex=True),
    }
    return render(request, "blog/gone.html", context, status=410)


def edit_url(document: Document) -> str:
    """Return the path at which the document is edited."""
    return _admin_url(document, "change")


def _admin_url(document: Document, screen: str) -> str:
    return reverse(f"admin:blog_{document._meta.model_name}_{screen}", args=[document.pk])
