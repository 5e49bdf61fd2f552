"""Cutting text into the words of the index: without accents, case and common endings.

It is done here and not in the databases, so that both find the same, whatever their locale.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

LONGEST = 60
# Scripts that put no spaces between words: each character is a word.
_UNSPACED = "\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3\uf900-\ufaff"
_WORD = re.compile(rf"[{_UNSPACED}]|[^\W_{_UNSPACED}]+")
_NO_WORD = re.compile(r"[\W_]+")
# Letters with a stroke or two letters in one, which Unicode doesn't take apart.
_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h"}
)


class Word(NamedTuple):
    """A word of a text: where it stands, and what it is in the index."""

    start: int
    end: int
    stem: str


def normal(text: str) -> str:
    """Return the text with composed accents, the form in which `words` counts its positions."""
    return unicodedata.normalize("NFC", text)


def words(text: str) -> Iterator[Word]:
    """Yield the words of a text in its `normal` form."""
    for match in _WORD.finditer(text):
        if found := _stem_of(match.group()):
            yield Word(match.start(), match.end(), found)


def stems(text: str) -> list[str]:
    """Return the words of any text as they are in the index."""
    return [word.stem for word in words(normal(text))]


# A language has few words that come often; taking each apart once makes indexing ten times faster.
@lru_cache(maxsize=30_000)
def _stem_of(word: str) -> str:
    return stem(fold(word))


def fold(word: str) -> str:
    """Return a word without accents and case: `Façade` is `facade`."""
    apart = unicodedata.normalize("NFKD", word.casefold().translate(_LETTERS))
    bare = "".join(letter for letter in apart if not unicodedata.combining(letter))
    return _NO_WORD.sub("", unicodedata.normalize("NFC", bare))[:LONGEST]


def stem(word: str) -> str:
    """Return a folded word without an ending of English or a plural's s.

    It is light on purpose: what it makes alike are `funds`, `funded` and `funding`, in a text of
    any language, and hardly anything that isn't.
    """
    if len(word) < 4 or not word.isascii() or not word.isalpha():
        return word
    word = _without_plural(word)
    for ending in ("ing", "ed"):
        base = word.removesuffix(ending)
        if base != word and len(base) >= 3 and re.search("[aeiouy]", base) and base[-1:] != "e":
            word = base[:-1] if base[-1] == base[-2] and base[-1] not in "lsz" else base
            break
    return word.removesuffix("e") if len(word) > 3 else word


def _without_plural(word: str) -> str:
    for ending, instead in (("ies", "y"), ("ied", "y"), ("sses", "ss")):
        if word.endswith(ending) and len(word) > 4:
            return word.removesuffix(ending) + instead
    if re.search("(?:x|ch|sh)es$", word):
        return word[:-2]
    return word[:-1] if re.search("[^siu]s$", word) else word
