"""What publishing asks the checks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError

from blog.editing.checks.finding import Finding
from blog.editing.checks.running import blocking, run, warnings
from blog.models import Document, Snapshot

if TYPE_CHECKING:
    from accounts.models import User

# Rows beside the form have no place for a sentence of their own.
_ROWS = ("credits", "thanks")


def refuse_blocked(
    document: Document, snapshot: Snapshot, user: User | None = None
) -> tuple[Finding, ...]:
    """Refuse to publish what a blocking check finds; return the warnings that are passed over.

    Raises ValidationError with a sentence for each finding, by field.
    """
    found = run(document, snapshot, user)
    problems: dict[str, list[str]] = {}
    for finding in blocking(found):
        field = finding.place.field
        key = NON_FIELD_ERRORS if field in _ROWS else field
        problems.setdefault(key, []).append(finding.message)
    if problems:
        raise ValidationError(problems)
    return tuple(warnings(found))


def passed(findings: tuple[Finding, ...]) -> list[dict[str, str]]:
    """Return the warnings as an event remembers them."""
    return [{"check": finding.check, "message": finding.message} for finding in findings]
