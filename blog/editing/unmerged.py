"""Texts that could not be merged when they were saved: kept beside the newest until decided on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import QuerySet

from blog.editing.ancestors import MERGED, NOT_MERGED, SET_ASIDE
from blog.models import Document, Revision, Snapshot

if TYPE_CHECKING:
    from accounts.models import User

MOST_LISTED = 5


def unmerged(document: Document) -> QuerySet[Revision]:
    """Return the texts of this document that wait for a decision, the newest first."""
    rows: QuerySet[Revision] = Revision.objects.of(document).filter(
        kind=Revision.Kind.SAVE, note=NOT_MERGED
    )
    return rows.exclude(pk=document.newest_revision_id or 0)


def unmerged_by(document: Document, user: User) -> list[Revision]:
    """Return a person's own, without their content, as many as a form can list."""
    return list(unmerged(document).filter(created_by=user.pk).defer("data")[:MOST_LISTED])


def open_text(
    document: Document, snapshot: Snapshot, *, by: User | None, base: Revision | None
) -> Revision | None:
    """Return the unmerged text that says the same, by the same person from the same base."""
    rows = unmerged(document).filter(created_by=by and by.pk, base=base and base.pk)
    return next((row for row in rows[:3] if Snapshot.from_json(row.data) == snapshot), None)


def merged_into(text: Revision, revision: Revision) -> None:
    """Note that a text waits no longer: what it says went into another revision."""
    if text.pk != revision.pk:
        _note(text, f"{MERGED} {revision.number}")


def set_aside(text: Revision) -> None:
    """Note that somebody doesn't want this text merged; it stays in the history."""
    _note(text, SET_ASIDE)


def _note(text: Revision, note: str) -> None:
    text.note = note
    text.save(update_fields=["note"])
