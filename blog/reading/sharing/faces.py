"""Which font has which character.

Those in fonts/ come with Masthead. What they lack is looked for among the fonts that the machine
has, so that a site in Chinese needs no more than its operator's `apt-get install fonts-noto-cjk`.
"""

from __future__ import annotations

import struct
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from PIL import ImageFont, features

FOLDER = Path(__file__).parent / "fonts"
OF_THE_MACHINE = (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"))
# Reading the characters of a font costs a few milliseconds; a designer's machine has thousands.
MOST_FONTS = 300
# Without it, letters of Arabic would stand apart and Hebrew would run backwards.
SHAPES = features.check("raqm")
# On one letter; more of them would climb out of their line.
MOST_MARKS = 3
_OTHERS = (
    "noto-serif",
    "noto-serif-hebrew",
    "noto-naskh-arabic",
    "noto-serif-devanagari",
    "noto-serif-thai",
)
# What a drawn line had better not be set in, and what it had best be set in.
_UNFIT = ("emoji", "color", "italic", "oblique", "mono", "condensed", "symbol", "math", "light")
_FIT = ("serif", "bold", "semibold", "medium")


@dataclass(frozen=True, slots=True)
class Face:
    """One font file."""

    path: str

    def has(self, character: str) -> bool:
        """Whether the font has a glyph for it."""
        return ord(character) in _characters(self.path)

    def at(self, size: int) -> ImageFont.FreeTypeFont:
        """Return the font at a size in pixels."""
        return _font(self.path, size)


@lru_cache(maxsize=64)
def _font(path: str, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(path, size)


def _own(name: str) -> Face:
    return Face(str(FOLDER / f"{name}.ttf"))


HEADLINE = tuple(_own(name) for name in ("newsreader-display", *_OTHERS))
TEXT = tuple(_own(name) for name in ("newsreader-text", *_OTHERS))


def face_of(character: str, faces: tuple[Face, ...]) -> Face | None:
    """Return the first font that has the character: of these, or else of the machine's."""
    own = (face for face in faces if face.has(character))
    return next(own, None) or _of_the_machine(character)


@lru_cache(maxsize=4096)
def _of_the_machine(character: str) -> Face | None:
    return next((face for face in _machines_faces() if face.has(character)), None)


@cache
def _machines_faces() -> tuple[Face, ...]:
    found = [
        path
        for folder in OF_THE_MACHINE
        for path in sorted(folder.rglob("*"))
        if path.suffix.lower() in {".ttf", ".otf", ".ttc"}
        and not any(word in path.name.lower() for word in _UNFIT)
    ]
    found.sort(key=lambda path: -sum(word in path.name.lower() for word in _FIT))
    return tuple(Face(str(path)) for path in found[:MOST_FONTS])


def drawable(text: str) -> str:
    """Return the text as it can be drawn, or nothing where a letter of it can't.

    Signs that no font has, such as emoji, are left out: what is said stays the same. So are
    characters that aren't seen, which could turn a line around.
    """
    kept: list[str] = []
    for character in unicodedata.normalize("NFC", " ".join(text.split())):
        kind = unicodedata.category(character)
        if _is_unseen(character, kind, kept):
            continue
        if face_of(character, HEADLINE) and (SHAPES or _stands_alone(character)):
            kept.append(character)
        elif kind[0] in "LNM":
            return ""
    return " ".join("".join(kept).split())


def _is_unseen(character: str, kind: str, before: list[str]) -> bool:
    after_letter = bool(before) and unicodedata.category(before[-1])[0] in "LM"
    if character in "\u200c\u200d":
        return not after_letter
    if kind == "Me" or character in "\ufe0e\ufe0f" or (kind == "Mn" and not after_letter):
        return True
    if kind == "Mn" and all(unicodedata.category(c) == "Mn" for c in before[-MOST_MARKS:]):
        return True
    return kind[0] == "C"


def _stands_alone(character: str) -> bool:
    """Whether it looks the same whatever stands beside it, and runs from left to right."""
    return unicodedata.bidirectional(character) in {"L", "EN", "ES", "CS", "ON", "WS", "ET"} and (
        ord(character) < 0x0900 or ord(character) >= 0x1E00
    )


@lru_cache(maxsize=MOST_FONTS)
def _characters(path: str) -> frozenset[int]:
    """Return the characters that a font file has (OpenType, `cmap`); none where it is damaged."""
    try:
        return frozenset(_mapped(Path(path).read_bytes()))
    except (OSError, struct.error, ValueError, IndexError):
        return frozenset()


def _mapped(data: bytes) -> Iterator[int]:
    # The first font of a collection.
    start = struct.unpack_from(">I", data, 12)[0] if data[:4] == b"ttcf" else 0
    for number in range(struct.unpack_from(">H", data, start + 4)[0]):
        tag, _, offset, _ = struct.unpack_from(">4sIII", data, start + 12 + 16 * number)
        if tag == b"cmap":
            yield from _of_cmap(data, offset)


def _of_cmap(data: bytes, cmap: int) -> Iterator[int]:
    tables = {}
    for number in range(struct.unpack_from(">H", data, cmap + 2)[0]):
        platform, encoding, offset = struct.unpack_from(">HHI", data, cmap + 4 + 8 * number)
        if platform == 0 or (platform == 3 and encoding in {1, 10}):
            tables[struct.unpack_from(">H", data, cmap + offset)[0]] = cmap + offset
    if 12 in tables:
        yield from _of_groups(data, tables[12])
    elif 4 in tables:
        yield from _of_segments(data, tables[4])


def _of_groups(data: bytes, table: int) -> Iterator[int]:
    for number in range(struct.unpack_from(">I", data, table + 12)[0]):
        first, last, glyph = struct.unpack_from(">III", data, table + 16 + 12 * number)
        yield from range(first if glyph else first + 1, min(last, 0x10FFFF) + 1)


def _of_segments(data: bytes, table: int) -> Iterator[int]:
    count = struct.unpack_from(">H", data, table + 6)[0] // 2
    ends, starts, deltas, offsets = (
        struct.unpack_from(f">{count}H", data, table + 14 + 2 * count * n + (2 if n else 0))
        for n in range(4)
    )
    places = table + 16 + 6 * count
    for n in range(count):
        for code in range(starts[n], ends[n] + 1):
            if offsets[n] == 0:
                glyph = (code + deltas[n]) & 0xFFFF
            else:
                place = places + 2 * n + offsets[n] + 2 * (code - starts[n])
                glyph = struct.unpack_from(">H", data, place)[0] if place + 2 <= len(data) else 0
            if glyph and code != 0xFFFF:
                yield code
