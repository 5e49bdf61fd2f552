"""From words to lines: a conflict is shown, and stored, as whole lines of both sides."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from blog.editing.threeway.results import Conflict, Piece
from blog.editing.threeway.texts import woven

_STREAMS = ("text", "base", "mine", "theirs")
_FENCE = re.compile(r"^ {0,3}(?:```|~~~)", re.MULTILINE)
# What begins a line that stands by itself or belongs to the line before it.
_NOT_PROSE = re.compile(r"\s|[-*+>|#]|\d+[.)]|$")
_FENCE_AT = re.compile(r" {0,3}(?:```|~~~)")


def merge_texts(base: str, mine: str, theirs: str) -> tuple[Piece, ...]:
    """Merge a text three ways, by line and then by word; line ends are LF.

    Joined, the pieces' texts are the merge: exactly one side's text where only that side changed
    it. Every word new to the text is in it as often as in the side that has it most often.
    """
    pieces: list[Piece] = []
    before = ""
    fenced = False
    for group in _groups(woven(base, mine, theirs)):
        undecided = any(piece.kind == "conflict" for piece in group)
        lines = [_folded(group, in_code=fenced)] if undecided else group
        pieces += lines
        before += "".join(piece.text for piece in lines)
        whole, _, before = before.rpartition("\n")
        fenced ^= len(_FENCE.findall(whole)) % 2 == 1
    return _without_added_line_end(pieces)


def conflicts_of(pieces: tuple[Piece, ...]) -> Iterator[Conflict]:
    """Yield the body's conflicts, each with the line it begins at."""
    line = 1
    for piece in pieces:
        if piece.kind == "conflict":
            base, mine, theirs = (
                side.rstrip("\n") for side in (piece.base, piece.mine, piece.theirs)
            )
            yield Conflict("body", base, mine, theirs, line=line)
        line += piece.text.count("\n")


def _groups(pieces: list[Piece]) -> Iterator[list[Piece]]:
    """Yield the pieces in groups that begin and end with a line in all versions."""
    group: list[Piece] = []
    at_line_start = dict.fromkeys(_STREAMS, True)
    for piece in (part for whole in pieces for part in _cut(whole)):
        group.append(piece)
        for name in _STREAMS:
            value: str = getattr(piece, name)
            at_line_start[name] = value.endswith("\n") if value else at_line_start[name]
        if all(at_line_start.values()):
            yield group
            group = []
    if group:
        yield group


def _cut(piece: Piece) -> Iterator[Piece]:
    """Yield an unchanged piece as the rest of a line, whole lines, and the beginning of one."""
    if piece.kind != "same":
        yield piece
        return
    first = piece.text.find("\n") + 1
    last = max(piece.text.rfind("\n") + 1, first)
    for text in (piece.text[:first], piece.text[first:last], piece.text[last:]):
        if text:
            yield Piece("same", text, text, text, text)


def _folded(group: list[Piece], *, in_code: bool) -> Piece:
    """Return one conflict for lines with at least one; theirs come first."""
    base = "".join(piece.base for piece in group)
    merged_lines = _mostly_kept(group)
    mine, theirs = (
        "".join(
            piece.text if merged_lines and piece.kind != "conflict" else getattr(piece, side)
            for piece in group
        )
        for side in ("mine", "theirs")
    )
    return Piece("conflict", _one_after_the_other(theirs, mine, in_code), base, mine, theirs)


def _mostly_kept(group: list[Piece]) -> bool:
    """Whether most of the lines is as it was, so that the other side's clean changes fit in.

    What both sides rewrote is better read as each wrote it.
    """
    kept = sum(_letters(piece.base) for piece in group if piece.kind == "same")
    return 2 * kept >= sum(_letters(piece.base) for piece in group)


def _letters(text: str) -> int:
    return sum(not character.isspace() for character in text)


def _one_after_the_other(theirs: str, mine: str, in_code: bool) -> str:
    """Return both, as paragraphs of their own where they are prose."""
    if not theirs.strip() or not mine.strip():
        return mine if mine.strip() else theirs
    first = theirs if theirs.endswith("\n") else theirs + "\n"
    fenced = in_code or _FENCE_AT.match(mine) is not None
    lines = (first.rstrip("\n").rpartition("\n")[2], mine.lstrip("\n").partition("\n")[0])
    prose = not fenced and not any(_NOT_PROSE.match(line) for line in lines)
    return f"{first}\n{mine}" if prose and not first.endswith("\n\n") else first + mine


def _without_added_line_end(pieces: list[Piece]) -> tuple[Piece, ...]:
    """Take off the line end that `Text.of` added to each version."""
    for name in _STREAMS:
        for number in range(len(pieces) - 1, -1, -1):
            value: str = getattr(pieces[number], name)
            if value:
                taken: dict[str, Any] = {name: value.removesuffix("\n")}
                pieces[number] = replace(pieces[number], **taken)
                break
    return tuple(piece for piece in pieces if any(getattr(piece, name) for name in _STREAMS))
