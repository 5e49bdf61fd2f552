"""Does a post stand where readers look for it, and under somebody's name?"""

from __future__ import annotations

from collections.abc import Iterator

from blog.editing.checks.check import Check
from blog.editing.checks.draft import Draft
from blog.editing.checks.finding import Finding
from blog.models import Credit


class CategoryMissing(Check):
    """A post without a category is in no category's list."""

    name = "category-missing"
    title = "No category"
    explanation = "Readers who follow a category never see a post without one."
    for_pages = False

    def find(self, draft: Draft) -> Iterator[Finding]:
        """Ask for a category."""
        if draft.snapshot.category is None:
            yield self.finding("It has no category. Choose one.", "category")


class CreditMissing(Check):
    """Somebody wrote it."""

    name = "credit-missing"
    title = "Nobody credited"
    explanation = "A post names who wrote it, in the byline and in feeds."
    for_pages = False

    def find(self, draft: Draft) -> Iterator[Finding]:
        """Ask who wrote it."""
        if not any(credit.role == Credit.Role.WROTE for credit in draft.snapshot.credits):
            yield self.finding("Nobody is credited with writing it. Add a credit.", "credits")
