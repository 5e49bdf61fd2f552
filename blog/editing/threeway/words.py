"""Texts as lines and words, and where two of them differ: by line, then by word in the lines."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import accumulate

from blog.editing.threeway.alignment import Budget, Hunk, hunks

# A line end, other white space, or a word. Where a script puts no spaces between words, a
# sentence's punctuation ends one.
_TOKEN = re.compile(r"\n|[^\S\n]+|[^\s、。，．！？；：]+[、。，．！？；：]*|[、。，．！？；：]+")
_LINE = re.compile(r"[^\n]*\n")
# Lines that share less than this part of their letters were rewritten; comparing them word by
# word would only show what they have in common by chance.
_ALIKE = 0.35


@dataclass(frozen=True, slots=True)
class Text:
    """A text cut up. Every line ends in a line end: one is added to the text, to be taken off."""

    lines: list[str]
    tokens: list[str]
    starts: list[int]

    @classmethod
    def of(cls, text: str) -> Text:
        """Cut up a text whose line ends are LF."""
        lines = _LINE.findall(text + "\n")
        words = [_TOKEN.findall(line) for line in lines]
        starts = [0, *accumulate(len(line) for line in words)]
        return cls(lines, [token for line in words for token in line], starts)


def differences(old: Text, new: Text) -> list[Hunk]:
    """Return where the tokens of the two differ, in order and in bounded time."""
    budget = Budget()
    found: list[Hunk] = []
    for hunk in hunks(old.lines, new.lines, budget):
        place = Hunk(
            old.starts[hunk.start],
            old.starts[hunk.end],
            new.starts[hunk.new_start],
            new.starts[hunk.new_end],
        )
        found += _by_word(old.tokens, new.tokens, place, budget)
    return found


def is_space(word: str) -> bool:
    """Whether the token is white space within a line."""
    return word != "\n" and word.isspace()


def _by_word(old: list[str], new: list[str], place: Hunk, budget: Budget) -> list[Hunk]:
    """Return the differences within some lines that differ."""
    if place.start == place.end or place.new_start == place.new_end:
        return [place]
    # The line end that closes both stays out, so that what follows begins on its own line.
    gone = old[place.start : place.end - 1]
    came = new[place.new_start : place.new_end - 1]
    inner = _joined(gone, hunks(gone, came, budget))
    if not _alike(gone, came, inner):
        inner = [Hunk(0, len(gone), 0, len(came))]
    return [
        Hunk(
            place.start + hunk.start,
            place.start + hunk.end,
            place.new_start + hunk.new_start,
            place.new_start + hunk.new_end,
        )
        for hunk in inner
    ]


def _joined(old: list[str], found: list[Hunk]) -> list[Hunk]:
    """Return the hunks, as one where nothing but a space is between them."""
    joined: list[Hunk] = []
    for hunk in found:
        last = joined[-1] if joined else None
        if last and all(is_space(token) for token in old[last.end : hunk.start]):
            joined[-1] = Hunk(last.start, hunk.end, last.new_start, hunk.new_end)
        else:
            joined.append(hunk)
    return joined


def _alike(old: list[str], new: list[str], found: list[Hunk]) -> bool:
    """Whether enough of the shorter of the two is in the other."""
    shorter = min(_letters(old), _letters(new))
    changed = sum(_letters(old[hunk.start : hunk.end]) for hunk in found)
    return shorter == 0 or _letters(old) - changed >= shorter * _ALIKE


def _letters(tokens: list[str]) -> int:
    return sum(len(token) for token in tokens if not token.isspace())
