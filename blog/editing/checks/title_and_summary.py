"""Is there a title, a text and a summary, and do they fit where they are shown?"""

from __future__ import annotations

from collections.abc import Iterator

from blog.editing.checks.check import Check
from blog.editing.checks.draft import Draft
from blog.editing.checks.finding import Finding, Weight

TITLE_MAX = 70
SUMMARY_MAX = 160


class TitleMissing(Check):
    """Nothing is published without a title."""

    name = "title-missing"
    title = "No title"
    explanation = "A text without a title can’t be found in any list."
    default = Weight.BLOCK

    def find(self, draft: Draft) -> Iterator[Finding]:
        """Ask for a title."""
        if not draft.snapshot.title.strip():
            yield self.finding("There is no title. Give it one.", "title")


class TitleLong(Check):
    """Search engines and cards cut long titles."""

    name = "title-long"
    title = "Title too long"
    explanation = f"Search engines and cards cut a title after about {TITLE_MAX} characters."

    def find(self, draft: Draft) -> Iterator[Finding]:
        """Count the title's characters."""
        length = len(draft.snapshot.title.strip())
        if length > TITLE_MAX:
            yield self.finding(
                f"The title has {length} characters. Shorten it to {TITLE_MAX}, or search engines "
                "cut it.",
                "title",
            )


class TextMissing(Check):
    """Nothing is published without a text, except a link post."""

    name = "text-missing"
    title = "No text"
    explanation = "Only a post that points at a text elsewhere needs none of its own."
    default = Weight.BLOCK

    def find(self, draft: Draft) -> Iterator[Finding]:
        """Ask for a text, or say why the one there can't be shown."""
        if draft.refusal:
            yield self.finding(draft.refusal, "body")
        elif not draft.snapshot.body.strip() and not draft.is_link_post:
            yield self.finding("There is no text yet. Write some.", "body")


class SummaryMissing(Check):
    """A summary is what makes somebody open a post."""

    name = "summary-missing"
    title = "No summary"
    explanation = "Lists, feeds and search engines show the text’s first words instead."

    def find(self, draft: Draft) -> Iterator[Finding]:
        """Ask for a summary."""
        if not draft.snapshot.summary.strip():
            yield self.finding(
                "There is no summary. Say in a sentence what it is about.", "summary"
            )


class SummaryLong(Check):
    """Search engines and cards cut long summaries."""

    name = "summary-long"
    title = "Summary too long"
    explanation = f"Search engines and cards cut a summary after about {SUMMARY_MAX} characters."

    def find(self, draft: Draft) -> Iterator[Finding]:
        """Count the summary's characters."""
        length = len(" ".join(draft.snapshot.summary.split()))
        if length > SUMMARY_MAX:
            yield self.finding(
                f"The summary has {length} characters. Shorten it to {SUMMARY_MAX}, or search "
                "engines cut it.",
                "summary",
            )
