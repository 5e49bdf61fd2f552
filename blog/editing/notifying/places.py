"""Where the link in a mail leads, and whether the reader of the mail may go there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.urls import reverse

from blog.editing.notifying.recipients import comment_of, document_of
from blog.models import Document, Event, Post

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
    editable = document.can_be_edited_by(user)
    if not editable or event.kind in SHOWN_TO_READERS:
        if document.is_public or _may_read(document, user):
            return document.get_absolute_url()
        if not editable:
            return None
    return reverse(f"admin:blog_{document._meta.model_name}_change", args=[document.pk]) + _part(
        event
    )


def _part(event: Event) -> str:
    comment = comment_of(event)
    return f"#comment-{comment.thread_id or comment.pk}" if comment else ""


def _trash(document: Document, user: User) -> str | None:
    own = Post.objects.owned_by(user).filter(pk=document.pk)
    if not isinstance(document, Post) or not (
        user.has_perm("blog.edit_all_posts") or (user.has_perm("blog.change_post") and own.exists())
    ):
        return None
    return reverse("admin:blog_post_changelist") + "trash/"


def _may_read(document: Document, user: User) -> bool:
    readable: Any = type(document)._default_manager
    return bool(readable.visible_to(user).filter(pk=document.pk).exists())
