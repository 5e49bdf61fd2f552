"""What is asked for before anything becomes public: each gate says what is missing."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError

from blog.editing.checks.gate import passed, refuse_blocked
from blog.models import Approval, Document, Post, SiteSettings, Snapshot

if TYPE_CHECKING:
    from accounts.models import User

# Given the text, what would be published and who publishes: sentences on what is missing.
Gate = Callable[[Document, Snapshot, "User"], list[str]]


def approvals_missing(document: Document) -> int:
    """Return how many more approvals the newest version needs; only posts need any."""
    if not isinstance(document, Post):
        return 0
    needed = SiteSettings.load().approvals_needed
    if needed == 0:
        return 0
    return max(0, needed - len(standing_approvals(document)))


def standing_approvals(document: Document) -> list[Approval]:
    """Return the approvals that count: of what is newest, one a person, by none of its writers."""
    found: dict[object, Approval] = {}
    for approval in Approval.objects.standing(document).select_related("by"):
        if approval.by is None or not document.is_written_by(approval.by):
            found.setdefault(approval.by_id or f"#{approval.pk}", approval)
    return list(found.values())


def _enough_approvals(document: Document, snapshot: Snapshot, by: User) -> list[str]:
    missing = approvals_missing(document)
    if not missing:
        return []
    people = "one person more" if missing == 1 else f"{missing} people more"
    return [f"{people.capitalize()} must approve this version first. Submit it for review."]


GATES: tuple[Gate, ...] = (_enough_approvals,)


def pass_gates(document: Document, snapshot: Snapshot, by: User | None) -> dict[str, Any]:
    """Refuse to publish while anything is missing; imports, by None, are asked for nothing.

    Return what the event of publishing should remember: what was warned of and passed over.
    Raises ValidationError with one sentence for each thing missing.
    """
    if by is None:
        return {}
    missing = [sentence for gate in GATES for sentence in gate(document, snapshot, by)]
    if missing:
        raise ValidationError(missing)
    warned = passed(refuse_blocked(document, snapshot, by))
    return {"warnings": warned} if warned else {}
