"""What is asked for before anything becomes public: each gate says what is missing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError

from blog.editing import sign_off
from blog.editing.checks.gate import passed, refuse_blocked
from blog.models import Approval, Document, Post, SiteSettings, Snapshot

if TYPE_CHECKING:
    from accounts.models import User

# Given the text, what would be published and who publishes: sentences on what is missing.
Gate = Callable[[Document, Snapshot, "User"], list[str]]


def approvals_missing(document: Document, standing: Sequence[Approval] | None = None) -> int:
    """Return how many more approvals the newest version needs; only posts need any.

    `standing` are its `standing_approvals`, where they are known already.
    """
    if not isinstance(document, Post):
        return 0
    needed = SiteSettings.load().approvals_needed
    if needed == 0:
        return 0
    return max(0, needed - len(standing_approvals(document) if standing is None else standing))


def standing_approvals(document: Document) -> list[Approval]:
    """Return the approvals that count: of what is newest, one a person, by none of its writers."""
    found: dict[object, Approval] = {}
    by_others = Approval.objects.standing(document).exclude(by__in=document.writers())
    for approval in by_others.select_related("by"):
        found.setdefault(approval.by_id or f"#{approval.pk}", approval)
    return list(found.values())


def _enough_approvals(document: Document, snapshot: Snapshot, by: User) -> list[str]:
    missing = approvals_missing(document)
    if not missing:
        return []
    people = "One more person" if missing == 1 else f"{missing} more people"
    then = "" if document.is_in_review else " Submit it for review."
    return [f"{people} must approve this version before it is published.{then}"]


def _partners_agree(document: Document, snapshot: Snapshot, by: User) -> list[str]:
    if not document.needs_sign_off:
        return []
    return [
        f"{partner} has not agreed to this version yet. Ask them under “Sign-off”."
        for partner in sign_off.missing(document)
    ]


GATES: tuple[Gate, ...] = (_enough_approvals, _partners_agree)


def pass_gates(document: Document, snapshot: Snapshot, by: User | None) -> dict[str, Any]:
    """Refuse to publish while anything is missing; imports, by None, are asked for nothing.

    Return what the event of publishing should remember: what was warned of and passed over.
    Raises ValidationError with one sentence for each thing missing.
    """
    if by is None:
        return {}
    refused = [sentence for gate in GATES for sentence in gate(document, snapshot, by)]
    try:
        warned = passed(refuse_blocked(document, snapshot, by))
    except ValidationError as blocked:
        problems = {**blocked.message_dict}
        problems[NON_FIELD_ERRORS] = [*refused, *problems.get(NON_FIELD_ERRORS, [])]
        raise ValidationError({name: found for name, found in problems.items() if found}) from None
    if refused:
        raise ValidationError(refused)
    return {"warnings": warned} if warned else {}
