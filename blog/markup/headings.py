"""Heading ids: stable, unique, readable, accents folded; and levels without gaps."""

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


class Outline:
    """The levels of one document's headings, beneath the title of the page, which is the `h1`.

    Who reads by headings takes a level left out for something missed (WCAG 2.2, 1.3.1), so each
    heading stands one level below the one it belongs to, whatever numbers were typed.
    """

    def __init__(self) -> None:
        self._above: list[tuple[int, int]] = []

    def level(self, typed: int) -> int:
        """The level, 2 to 6, of the next heading, which was typed as 1 to 6."""
        while self._above and self._above[-1][0] >= typed:
            self._above.pop()
        shown = min(self._above[-1][1] + 1, 6) if self._above else 2
        self._above.append((typed, shown))
        return shown


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
