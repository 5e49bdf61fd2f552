"""Heading ids: stable, unique, readable, accents folded."""

import unicodedata
from collections.abc import Iterable

_FOLDED = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "þ": "th", "ı": "i"}
)


def slugify_heading(text: str) -> str:
    """The id for a heading's text, as GitHub and most site generators make it, with accents folded.

    Lower case; spaces become hyphens, one each; letters, digits, `_` and `-` stay, all else goes.
    Letters of any script are kept. Nothing left: `section`.
    """
    folded = unicodedata.normalize("NFKD", text.strip().lower()).translate(_FOLDED)
    kept = "".join(_kept(character) for character in folded)
    return unicodedata.normalize("NFC", kept) or "section"


def _kept(character: str) -> str:
    if character.isspace():
        return "-"
    if "\u0300" <= character <= "\u036f":
        return ""
    if character in "-_" or unicodedata.category(character)[0] in "LNM":
        return character
    return ""


class Names:
    """The ids of one document."""

    def __init__(self, taken: Iterable[str]) -> None:
        self._taken = set(taken)
        self._numbers: dict[str, int] = {}

    def unique(self, slug: str) -> str:
        """The slug, or the first free one of `slug-1`, `slug-2` …; it is taken from then on."""
        result = slug
        while result in self._taken:
            self._numbers[slug] = self._numbers.get(slug, 0) + 1
            result = f"{slug}-{self._numbers[slug]}"
        self._taken.add(result)
        return result
