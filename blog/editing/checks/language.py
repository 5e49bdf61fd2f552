"""Is the language that the text is marked with the one it is written in?"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from blog.editing.checks.check import Check
from blog.editing.checks.draft import Draft
from blog.editing.checks.finding import Finding

# Small words that are frequent in one language and rare in the others.
_SMALL_WORDS = {
    "en": ("English", "the and of to is that with was for are this from have which"),
    "de": ("German", "der und das ist nicht mit den von auf ein eine auch wir sich werden"),
    "fr": ("French", "le les des est dans une pour qui sur pas nous avec sont cette aux"),
    "es": ("Spanish", "el los las y del una por con es para como pero está muy hay"),
    "pt": ("Portuguese", "o os da do não uma com um em são para mais também pelo nós"),
    "it": ("Italian", "il di che è per una sono della nel con gli anche questo più dei"),
    "nl": ("Dutch", "het een van en niet dat op zijn voor met wij ook maar deze bij"),
}
_WORD = re.compile(r"[^\W\d_]+")
FEWEST_WORDS = 40
# So many times as many small words of another language as of its own.
CLEARLY_MORE = 3


class LanguageUnset(Check):
    """Screen readers, hyphenation and translators go by the language."""

    name = "language-unset"
    title = "Language not set, or not that of the text"
    explanation = "Screen readers choose a voice by it; a wrong one can’t be understood."

    def find(self, draft: Draft) -> Iterator[Finding]:
        """Compare the language set with the small words of the text."""
        language = draft.snapshot.language.strip()
        if not language:
            yield self.finding("No language is set. Choose the one it is written in.", "language")
            return
        own = language.partition("-")[0].lower()
        likely = _likely(draft)
        if likely and likely != own:
            marked = _SMALL_WORDS[own][0] if own in _SMALL_WORDS else f"“{language}”"
            yield self.finding(
                f"This reads like {_SMALL_WORDS[likely][0]}, but is marked as {marked}. "
                "Choose its language.",
                "language",
            )


def _likely(draft: Draft) -> str:
    """Return the language that the text is clearly written in, or nothing."""
    own = draft.snapshot.language.partition("-")[0].lower()
    counts = Counter(word.lower() for word in _WORD.findall(draft.words))
    if counts.total() < FEWEST_WORDS:
        return ""
    scores = {
        code: sum(counts[word] for word in words.split())
        for code, (_, words) in _SMALL_WORDS.items()
    }
    best = max(scores, key=lambda code: scores[code])
    enough = counts.total() / 20
    return best if scores[best] > max(enough, CLEARLY_MORE * scores.get(own, 0)) else ""
