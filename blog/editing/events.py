"""The record of what was done to texts and to people: every move is one event, never changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from blog.editing.signals import recorded
from blog.models import Document, Event, Revision
from blog.models.attached import owner_of

if TYPE_CHECKING:
    from accounts.models import User

NOTE_MAX = 2000


def record(
    kind: Event.Kind,
    *,
    document: Document | None = None,
    by: User | None,
    by_name: str = "",
    subject: str = "",
    note: str = "",
    revision: Revision | None = None,
    **data: Any,
) -> Event:
    """Store that something was done, and tell who listens within the same transaction.

    `by` None is the program, or somebody without an account, called `by_name`. `subject` is what
    it was about, by default the document's title. `revision` is the version concerned, by default
    the newest. `data` must be JSON. Call it in the transaction of what was done, so that neither
    is stored without the other.
    """
    if document is not None:
        revision = revision or document.newest_revision
    event = Event.objects.create(
        kind=kind,
        subject=subject or str(document or ""),
        by=by,
        by_name=by_name or str(by or ""),
        note=note[:NOTE_MAX],
        revision=revision,
        data=data,
        **(owner_of(document) if document is not None else {}),
    )
    recorded.send(Event, event=event)
    return event
