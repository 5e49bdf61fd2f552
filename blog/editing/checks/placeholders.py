"""Is anything of a template left to be filled in?"""

from __future__ import annotations

import re
from collections.abc import Iterator

from blog.editing.checks.check import Check
from blog.editing.checks.draft import Draft
from blog.editing.checks.finding import Finding, Weight
from blog.models.snapshot import FEATURED_WORDS

# Ends where the next one begins: without that, many open brackets would take quadratic time.
_PLACEHOLDER = re.compile(r"\[\[((?:(?!\[\[).)+?)\]\]", re.DOTALL)
_FIELDS = (
    "title",
    "subtitle",
    "summary",
    "external_url",
    *FEATURED_WORDS,
)
LONGEST_QUOTE = 60


class PlaceholderLeft(Check):
    """[[Double brackets]] outside code are a question that nobody answered yet."""

    name = "placeholder-left"
    title = "Placeholder not filled in"
    explanation = "Templates mark with [[double brackets]] what is to be written."
    default = Weight.BLOCK

    def find(self, draft: Draft) -> Iterator[Finding]:
        """Look into every field, and into the text outside code."""
        for field in _FIELDS:
            for match in _PLACEHOLDER.finditer(getattr(draft.snapshot, field)):
                yield self._left(match[0], field)
        yield from self._in_text(draft)

    def _in_text(self, draft: Draft) -> Iterator[Finding]:
        for block in draft.body.prose:
            # Brackets after a backslash are meant as they are.
            if "[[" not in block.source:
                continue
            for match in _PLACEHOLDER.finditer(block.text):
                line = block.line + block.text.count("\n", 0, match.start())
                yield self._left(match[0], "body", line)
        shown = [(one.address, one.line) for one in draft.body.links]
        shown += [(one.address, one.line) for one in draft.body.pictures]
        shown += [(one.alt or "", one.line) for one in draft.body.pictures]
        for text, line in shown:
            for match in _PLACEHOLDER.finditer(text):
                yield self._left(match[0], "body", line)

    def _left(self, quote: str, field: str, line: int | None = None) -> Finding:
        words = " ".join(quote.split())
        short = words if len(words) <= LONGEST_QUOTE else f"{words[:LONGEST_QUOTE]}…"
        message = f"“{short}” is still to be written. Replace it, brackets and all."
        return self.finding(message, field, line=line, quote=quote)
