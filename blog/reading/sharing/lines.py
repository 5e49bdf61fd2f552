"""Setting text in lines: which fonts a line is drawn with, how wide it is, where it breaks."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

from PIL import ImageDraw

from blog.reading.sharing.faces import SHAPES, Face, face_of

Faces = tuple[Face, ...]
# East Asian signs that don't begin a line.
_CLOSING = "、。，．：；？！）」』】〉》〕］｝ー・々ぁぃぅぇぉっゃゅょァィゥェォッャュョ…"


@dataclass(frozen=True, slots=True)
class Setting:
    """A text in lines, at a size in pixels."""

    lines: tuple[str, ...]
    size: int


def is_rtl(text: str) -> bool:
    """Whether the text runs from right to left: as its first letter does (UAX 9, P2)."""
    for character in text:
        direction = unicodedata.bidirectional(character)
        if direction in {"L", "R", "AL"}:
            return direction != "L"
    return False


def runs(text: str, faces: Faces) -> list[tuple[Face, str]]:
    """Return the text in parts that each are of one font, spaces between two of them apart."""
    found: list[tuple[Face, str]] = []
    for character in text:
        face = _face(character, faces, found[-1][0] if found else None)
        if found and found[-1][0] == face:
            found[-1] = (face, found[-1][1] + character)
        else:
            if found and found[-1][1].endswith(" ") and found[-1][1] != " ":
                found[-1:] = [(found[-1][0], found[-1][1][:-1]), (found[-1][0], " ")]
            found.append((face, character))
    return found


def _face(character: str, faces: Faces, before: Face | None) -> Face:
    is_letter = unicodedata.category(character)[0] == "L"
    if before and not is_letter and before.has(character):
        return before
    return face_of(character, faces) or faces[0]


def width(text: str, faces: Faces, size: int) -> float:
    """Return how wide the line is, in pixels."""
    return sum(face.at(size).getlength(part) for face, part in runs(text, faces))


def draw(
    canvas: ImageDraw.ImageDraw,
    place: tuple[float, float],
    text: str,
    faces: Faces,
    size: int,
    colour: str,
    *,
    rtl: bool,
) -> None:
    """Draw a line. `place` is where its baseline begins: on the right for one that runs from there,
    as the text does that it is a line of.
    """
    x, baseline = place
    for face, part in runs(text, faces):
        font = face.at(size)
        length = font.getlength(part)
        x -= length if rtl else 0
        towards = ("rtl" if is_rtl(part) else "ltr") if SHAPES else None
        canvas.text((x, baseline), part, fill=colour, font=font, anchor="ls", direction=towards)
        x += 0 if rtl else length


def fit(
    text: str, faces: Faces, sizes: tuple[int, ...], box: tuple[int, int], *, most: int = 4
) -> Setting:
    """Set the text as large as it goes into the box, in at most so many lines of even length.

    `sizes` in pixels, the largest first; `box` is the width and the height. What doesn't go in at
    the smallest ends with an ellipsis.
    """
    whole = width(text, faces, 100)
    for size in sizes:
        room = min(most, int(box[1] // leading(text, size)))
        if whole * size / 100 > room * box[0]:
            continue
        lines = broken(text, lambda line, s=size: width(line, faces, s), box[0])  # type: ignore[misc]
        if len(lines) <= room:
            return Setting(_even(text, faces, size, box[0], lines), size)
    size = sizes[-1]
    room = min(most, int(box[1] // leading(text, size)))
    lines = broken(text, lambda line: width(line, faces, size), box[0])
    return Setting(
        (*lines[: room - 1], cut(" ".join(lines[room - 1 :]), faces, size, box[0])), size
    )


def leading(text: str, size: int) -> float:
    """Return the distance of two baselines: more where letters stand on top of each other."""
    tall = any(0x0590 <= ord(c) < 0x1200 or ord(c) >= 0x2E80 for c in text)
    return size * (1.38 if tall else 1.12 if size > 60 else 1.2)


def cut(text: str, faces: Faces, size: int, most: float) -> str:
    """Return as much of a line as goes into the width, ending with an ellipsis where it is cut."""
    if width(text, faces, size) <= most:
        return text
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        fits = width(f"{text[:middle].rstrip()}…", faces, size) <= most
        low, high = (middle, high) if fits else (low, middle - 1)
    kept = text[:low]
    if text[low] != " " and " " in kept[low // 2 :]:
        kept = kept.rpartition(" ")[0]
    return f"{kept.rstrip(' ,.;:–—-')}…"


def _even(text: str, faces: Faces, size: int, most: int, lines: list[str]) -> tuple[str, ...]:
    """Break the text in as many lines, none much longer than the others."""
    low, high, best = most // 2, most, lines
    while high - low > 8:
        middle = (low + high) // 2
        tried = broken(text, lambda line: width(line, faces, size), middle)
        if len(tried) == len(lines):
            high, best = middle, tried
        else:
            low = middle
    return tuple(best)


def broken(text: str, measure: Callable[[str], float], most: float) -> list[str]:
    """Break the text where words end, between East Asian signs, or where nothing else helps."""
    lines: list[str] = []
    line = ""
    for space, unit in _units(text):
        longer = f"{line}{space}{unit}" if line else unit
        if measure(longer) <= most:
            line = longer
            continue
        if line:
            lines.append(line)
        line = unit
        while measure(line) > most and len(line) > 1:
            head = _head(line, measure, most)
            lines.append(head)
            line = line[len(head) :]
    return [*lines, line] if line else lines


def _head(word: str, measure: Callable[[str], float], most: float) -> str:
    """Return the beginning of a word that is too long for a line, with all marks of its letters."""
    low, high = 1, len(word)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if measure(word[:middle]) <= most else (low, middle - 1)
    end = low
    while end > 1 and end < len(word) and unicodedata.category(word[end])[0] == "M":
        end -= 1
    return word[:end]


def _units(text: str) -> list[tuple[str, str]]:
    """Return what a line may not break inside of, each with the space that stands before it."""
    units: list[tuple[str, str]] = []
    for word in text.split(" "):
        space = " "
        for character in word:
            apart = space or _is_breakable(units[-1][1][-1], character)
            if apart:
                units.append((space, character))
            else:
                units[-1] = (units[-1][0], units[-1][1] + character)
            space = ""
    return units


def _is_breakable(before: str, after: str) -> bool:
    wide = [unicodedata.east_asian_width(c) in "WF" for c in (before, after)]
    return any(wide) and after not in _CLOSING and before not in "「『（【〈《"
