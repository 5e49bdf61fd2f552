"""The buttons under a text: what each is called now, who has it, and what it does."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied, ValidationError

from blog.editing.workflow import may_publish, publish, schedule, unpublish
from blog.models import Document, Post, Status

if TYPE_CHECKING:
    from accounts.models import User


@dataclass(frozen=True, slots=True)
class Button:
    """One button: what it sends as `action`, what it says, whether it is the main one."""

    action: str
    label: str
    is_main: bool = False


def may_publish_here(document: Document, user: User) -> bool:
    """Whether the user may publish it; a new post is its writer's own."""
    if document.pk is None and isinstance(document, Post):
        return user.has_perm("blog.publish_own_posts")
    return document.can_be_published_by(user)


def buttons(document: Document, user: User) -> list[Button]:
    """Return the buttons for this text and this user; saving is always the first."""
    if not may_publish_here(document, user):
        return [Button("save", "Save draft", is_main=True)]
    if document.is_public:
        return [
            Button("save", "Save without publishing"),
            Button("unpublish", "Unpublish"),
            Button("archive", "Archive…"),
            Button("publish", "Publish changes", is_main=True),
        ]
    if document.is_scheduled:
        return [
            Button("save", "Save without scheduling"),
            Button("unpublish", "Back to draft"),
            Button("schedule", "Change schedule"),
            Button("publish", "Publish now", is_main=True),
        ]
    archived = document.status == Status.ARCHIVED
    back = [Button("unpublish", "Back to draft")] if archived else []
    archive = [Button("archive", "Archive…")] if document.was_public and not archived else []
    return [
        Button("save", "Save draft"),
        *back,
        *archive,
        Button("schedule", "Schedule"),
        Button("publish", "Publish again" if document.was_public else "Publish now", is_main=True),
    ]


def perform(action: str, document: Document, user: User, *, material: bool = False) -> str:
    """Do what a button says, after the text was saved; return a sentence on what was done.

    Raises ValidationError where a rule forbids it, PermissionDenied where the role does.
    """
    if action == "publish":
        publish(document, by=user, material=material)
        return "Published. Readers see it now."
    if action == "schedule":
        date = document.newest_snapshot().published_at
        if date is None:
            raise ValidationError({"published_at": "Choose when it should appear."})
        schedule(document, by=user, at=date)
        return "Scheduled. It appears by itself."
    if action == "unpublish":
        unpublish(document, by=user)
        return "Back to draft. Its address stays reserved."
    if action == "archive":
        may_publish(document, user)
        if not document.was_public:
            raise ValidationError("Readers never saw this. Take it back to draft instead.")
        return "Saved. Now say why it is archived."
    if action != "save":
        raise PermissionDenied("There is no such button.")
    if document.is_public or document.is_scheduled:
        return "Saved as a newer draft. Readers don't see the changes yet."
    return "Saved."
