"""A compared text in rows, so that a page can set the old beside the new."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from blog.editing.differences import Change

# Unchanged lines left standing on either side of a change; longer stretches fold.
CONTEXT = 2
SHORTEST_FOLD = 3
_BLANKS = str.maketrans({"\n": "↵\n", "\t": "⇥\t", " ": "·"})


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of words: `kind` is same, gone or new. Changed white space is made visible."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Row:
    """Lines of the old text beside those of the new that stand at the same place."""

    pieces: tuple[Piece, ...]

    @property
    def is_changed(self) -> bool:
        """Whether the two sides differ."""
        return any(piece.kind != "same" for piece in self.pieces)

    @property
    def old(self) -> tuple[Piece, ...]:
        """What the earlier version says."""
        return tuple(piece for piece in self.pieces if piece.kind != "new")

    @property
    def new(self) -> tuple[Piece, ...]:
        """What the later version says."""
        return tuple(piece for piece in self.pieces if piece.kind != "gone")


@dataclass(frozen=True, slots=True)
class Stretch:
    """Rows that follow each other; `is_folded` where there is nothing to see in them."""

    rows: tuple[Row, ...]
    is_folded: bool = False


def stretches(changes: Iterable[Change]) -> list[Stretch]:
    """Return a compared text as rows, its long unchanged stretches folded."""
    grouped = [(key, list(rows)) for key, rows in groupby(_rows(changes), lambda r: r.is_changed)]
    found: list[Stretch] = []
    for number, (is_changed, rows) in enumerate(grouped):
        if is_changed:
            found.append(Stretch(tuple(rows)))
            continue
        head = 0 if number == 0 else CONTEXT
        tail = len(rows) - (0 if number == len(grouped) - 1 else CONTEXT)
        if tail - head < SHORTEST_FOLD:
            found.append(Stretch(tuple(rows)))
            continue
        parts = (rows[:head], False), (rows[head:tail], True), (rows[tail:], False)
        found += [Stretch(tuple(part), folded) for part, folded in parts if part]
    return found


def _rows(changes: Iterable[Change]) -> Iterator[Row]:
    """Yield a row for each line that ends in both texts at once."""
    pieces: list[Piece] = []
    for change in changes:
        if change.kind != "same":
            pieces.append(_visible(change))
            continue
        for line in _lines(change.text):
            pieces.append(Piece("same", line))
            if line.endswith("\n"):
                yield Row(tuple(pieces))
                pieces = []
    if pieces:
        yield Row(tuple(pieces))


def _lines(text: str) -> list[str]:
    """Return the lines with their ends; only LF ends one."""
    return [line for line in text.replace("\n", "\n\0").split("\0") if line]


def _visible(change: Change) -> Piece:
    text = change.text
    return Piece(change.kind, text if text.strip() else text.translate(_BLANKS))
