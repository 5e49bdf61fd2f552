"""What the screens around one post or page have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpRequest
from django.urls import reverse

from blog.models import Document

if TYPE_CHECKING:
    from blog.admin.documents import DocumentAdmin


def screen(
    model_admin: DocumentAdmin, request: HttpRequest, document: Document, title: str
) -> dict[str, Any]:
    """Return what every such screen is drawn from: its title, the text, and the way back to it."""
    return {
        **model_admin.admin_site.each_context(request),
        "opts": document._meta,
        "title": title,
        "document": document,
        "back_url": screen_url(document, "change"),
    }


def screen_url(document: Document, name: str) -> str:
    """Return the path of a stored text's screen, by the end of its address's name."""
    return reverse(f"admin:blog_{document._meta.model_name}_{name}", args=[document.pk])
