"""Running one check over a text made for it."""

from __future__ import annotations

from typing import Any

from accounts.models import User
from blog.editing.checks import Finding, run
from blog.models import Document, Page, Post
from tests.factories import make_snapshot


def found(
    check: str,
    document: Document | None = None,
    *,
    user: User | None = None,
    **fields: Any,
) -> list[Finding]:
    """Return what the check of this name finds in a new post (or `document`) of these fields."""
    findings = run(document or Post(), make_snapshot(**fields), user)
    return [finding for finding in findings if finding.check == check]


def quotes(check: str, body: str, **fields: Any) -> list[str]:
    """Return the words of the text that the check points at."""
    return [finding.place.quote for finding in found(check, body=body, **fields)]


def page() -> Page:
    """Return a page that isn't stored."""
    return Page()
