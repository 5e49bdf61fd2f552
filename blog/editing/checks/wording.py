"""Slips of the keyboard, and paragraphs that nobody finishes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from blog import markup
from blog.editing.checks.check import Check
from blog.editing.checks.draft import Draft
from blog.editing.checks.finding import Finding

LONGEST_PARAGRAPH = 200  # words
_TWICE = re.compile(r"(?<![\w'’-])([^\W\d_]{2,})(\s+)(\1)(?![\w'’-])", re.IGNORECASE)
# Words that rightly follow themselves, by language.
_MEANT = {
    "en": {"had", "that", "is", "do", "her"},
    "de": {"die", "der", "das", "den", "dem", "sie"},
    "fr": {"nous", "vous"},
    "es": {"que"},
    "nl": {"dat", "die"},
}


class WordTwice(Check):
    """The the slip that the eye passes over."""

    name = "word-twice"
    title = "The same word twice"
    explanation = "“the the”: easily typed, hardly seen. Names such as Pago Pago are left alone."

    def find(self, draft: Draft) -> Iterator[Finding]:
        """Look for a word that follows itself, outside code."""
        meant = _MEANT.get(draft.snapshot.language.partition("-")[0], set())
        for block in draft.body.prose:
            for match in _TWICE.finditer(block.text):
                first, gap, second = match.groups()
                is_name = first == second and first[0].isupper()
                if is_name or first.casefold() in meant or gap.count("\n") > 1:
                    continue
                line = block.line + block.text.count("\n", 0, match.start())
                words = f"{first} {second}"
                message = f"“{words}”: the same word twice. Take one out."
                yield self.finding(message, "body", line=line, quote=match[0])


class ParagraphLong(Check):
    """On a phone, a long paragraph is a wall."""

    name = "paragraph-long"
    title = "Very long paragraph"
    explanation = f"More than {LONGEST_PARAGRAPH} words fill a phone’s screen more than once."

    def find(self, draft: Draft) -> Iterator[Finding]:
        """Count the words of each paragraph."""
        for block in draft.body.prose:
            if block.kind != "paragraph" or len(block.text) < LONGEST_PARAGRAPH:
                continue
            words = markup.count_words(block.text)
            if words > LONGEST_PARAGRAPH:
                yield self.finding(
                    f"This paragraph has {words} words. Begin a new one where the thought turns.",
                    "body",
                    line=block.line,
                    quote=block.source.partition("\n")[0][:60],
                )
