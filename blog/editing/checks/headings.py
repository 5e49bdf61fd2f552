"""Do the headings make an outline that can be followed by ear?"""

from __future__ import annotations

from collections.abc import Iterator

from blog.editing.checks.check import Check
from blog.editing.checks.draft import Draft
from blog.editing.checks.finding import Finding

# The title above the text is the first level.
TITLE_LEVEL = 1


class HeadingSkipped(Check):
    """Levels go down one at a time."""

    name = "heading-skipped"
    title = "Heading level skipped"
    explanation = "Who listens to a page finds their way by levels; a gap sounds like a lost part."

    def find(self, draft: Draft) -> Iterator[Finding]:
        """Compare each heading with the one before it."""
        before = TITLE_LEVEL
        for heading in draft.body.headings:
            if heading.level > before + 1:
                yield self.finding(
                    f"“{heading.text}” is a heading of level {heading.level} after level {before}. "
                    f"Make it level {before + 1}: {'#' * (before + 1)}.",
                    "body",
                    line=heading.line,
                    quote=heading.text,
                )
            before = heading.level


class HeadingIsTitle(Check):
    """The first level is the title's own."""

    name = "heading-title"
    title = "Heading of the first level"
    explanation = "The title above the text is the page’s heading of the first level."

    def find(self, draft: Draft) -> Iterator[Finding]:
        """Look for a single #."""
        for heading in draft.body.headings:
            if heading.level == TITLE_LEVEL:
                yield self.finding(
                    f"“{heading.text}” is a heading of the level of the title. Begin it with ##.",
                    "body",
                    line=heading.line,
                    quote=heading.text,
                )
