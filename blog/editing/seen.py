"""Nobody publishes or approves what they have not seen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError

from blog.models import Document, Revision

if TYPE_CHECKING:
    from accounts.models import User


def check_seen(document: Document, seen: int | None, by: User | None) -> None:
    """Refuse where the newest version holds what somebody else saved after `seen`.

    `seen` is the id of the revision that the person's form began with; None asks nothing.
    Raises ValidationError naming who saved what.
    """
    if seen is None or by is None or document.newest_revision_id is None:
        return
    later = Revision.objects.of(document).filter(pk__gt=seen)
    rows = {row.pk: row for row in later.defer("data")}
    at: int | None = document.newest_revision_id
    while at in rows:
        row = rows[at]
        if row.created_by_id != by.pk:
            who = row.created_by_name or "Somebody"
            raise ValidationError(
                f"{who} saved version {row.number} meanwhile. Look at it first, then decide again."
            )
        if row.kind == Revision.Kind.MERGE:
            raise ValidationError(
                f"Version {row.number} holds what you typed and what others saved meanwhile. "
                "Look at it first, then decide again."
            )
        at = row.base_id
