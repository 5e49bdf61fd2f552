"""Is anything written for another program, which readers would see as it is?"""

from __future__ import annotations

import re
from collections.abc import Iterator

from blog.editing.checks.check import Check
from blog.editing.checks.draft import Draft
from blog.editing.checks.finding import Finding

_VALUE = r"(?:\"[^\"\n]*\"|'[^'\n]*'|[^\s\]\"']+)"
_SHORTCODE = re.compile(
    r"\{\{[<%]?.{1,300}?[>%]?\}\}"
    r"|\{%.{1,300}?%\}"
    r"|^[ \t]*:{3,}[ \t]*[A-Za-z{][^\n]*"
    rf"|\[[a-z][\w-]*(?:\s+[\w-]+={_VALUE})+\s*/?\](?!\()"
    r"|\[/[a-z][\w-]*\](?!\()"
    r"|\[(?:toc|TOC|gallery)\](?!\()",
    re.MULTILINE | re.DOTALL,
)


class ShortcodeUnknown(Check):
    """Shortcodes of other programs mean nothing here."""

    name = "shortcode-unknown"
    title = "Unknown shortcode"
    explanation = "Such as {{< youtube … >}} or [gallery ids=1]: readers see it as it is typed."

    def find(self, draft: Draft) -> Iterator[Finding]:
        """Look for the usual forms, outside code."""
        for block in draft.body.prose:
            if not any(mark in block.text for mark in ("{", "[", ":::")):
                continue
            for match in _SHORTCODE.finditer(block.text):
                line = block.line + block.text.count("\n", 0, match.start())
                words = " ".join(match[0].split())[:60]
                yield self.finding(
                    f"“{words}” means nothing here: readers would see it as it is. Replace it, "
                    "or put it in backticks if it is meant as code.",
                    "body",
                    line=line,
                    quote=match[0],
                )
