"""Where the link in a mail leads, and whether the reader of the mail may go there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.urls import reverse

from blog.editing.notifying.recipients import comment_of, document_of
from blog.models import Document, Event

if TYPE_CHECKING:
    from accounts.models import User

E = Event.Kind
# Readers' own page shows best what these did.
SHOWN_TO_READERS = {E.PUBLISHED, E.CHANGES_PUBLISHED, E.CORRECTED}


def place_of(event: Event, user: User) -> str | None:
    """Return the path to what the event is about; None where the user may not open it (now)."""
    if event.kind == E.JOINED:
        may = user.has_perm("accounts.invite_user")
        return reverse("admin:accounts_invitation_changelist") if may else None
    if event.kind == E.LEFT:
        return reverse("admin:blog_post_changelist") if user.has_perm("blog.view_post") else None
    document = document_of(event)
    return None if document is None else _place_in(document, event, user)


def _place_in(document: Document, event: Event, user: User) -> str | None:
    if document.trashed_at:
        return _trash(document, user)
    if event.kind in SHOWN_TO_READERS and document.is_public:
        return document.get_absolute_url()
    if not document.can_be_edited_by(user):
        return None
    form = reverse(f"admin:blog_{document._meta.model_name}_change", args=[document.pk])
    comment = comment_of(event)
    return f"{form}#comment-{comment.thread_id or comment.pk}" if comment else form


def _trash(document: Document, user: User) -> str | None:
    rows: Any = type(document)._default_manager
    if not rows.recoverable_by(user).filter(pk=document.pk).exists():
        return None
    return reverse(f"admin:blog_{document._meta.model_name}_trash")
