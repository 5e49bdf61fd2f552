"""Merging three versions of one text.

What is promised, for any three texts, by `woven`: the base, mine and theirs can each be put
together again from the pieces, so nothing is left out; and the text of a piece is what the side
that changed it wrote there. Nothing that a side wrote is missing unless the other side alone
removed it. Two changes are never mixed within a word, nor with nothing but a space between them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from blog.editing.threeway.alignment import Hunk
from blog.editing.threeway.results import Kind, Piece
from blog.editing.threeway.words import Text, differences, is_space

Side = Literal["mine", "theirs"]


@dataclass(frozen=True, slots=True)
class _Edit:
    """What one side did: the base's tokens from `start` to `end` became `new`."""

    start: int
    end: int
    side: Side
    new: tuple[str, ...]

    @property
    def is_insertion(self) -> bool:
        return self.start == self.end


def woven(base: str, mine: str, theirs: str) -> list[Piece]:
    """Return the merge in pieces as small as words, every text with one line end more."""
    root = Text.of(base)
    edits = [*_edits(root, mine, "mine"), *_edits(root, theirs, "theirs")]
    edits.sort(key=lambda edit: (edit.start, edit.end))
    pieces: list[Piece] = []
    at = 0
    for cluster in _clusters(root.tokens, edits):
        start = min(edit.start for edit in cluster)
        end = max(edit.end for edit in cluster)
        pieces += _unchanged(root.tokens[at:start])
        at = end
        pieces += _decided(
            root.tokens[start:end],
            _side_of(root.tokens, cluster, "mine", start, end),
            _side_of(root.tokens, cluster, "theirs", start, end),
        )
    return _coalesced([*pieces, *_unchanged(root.tokens[at:])])


def _edits(base: Text, text: str, side: Side) -> Iterator[_Edit]:
    new = Text.of(text)
    for hunk in differences(base, new):
        yield _edit(hunk, side, new.tokens)


def _edit(hunk: Hunk, side: Side, tokens: list[str]) -> _Edit:
    return _Edit(hunk.start, hunk.end, side, tuple(tokens[hunk.new_start : hunk.new_end]))


def _clusters(base: list[str], edits: list[_Edit]) -> Iterator[list[_Edit]]:
    """Yield the edits in groups that have to be decided together; most groups hold one."""
    cluster: list[_Edit] = []
    for edit in edits:
        # The last one of the other side reaches furthest.
        facing = [other for other in cluster if other.side != edit.side][-1:]
        if cluster and all(_apart(base, other, edit) for other in facing):
            yield cluster
            cluster = []
        cluster.append(edit)
    if cluster:
        yield cluster


def _apart(base: list[str], left: _Edit, right: _Edit) -> bool:
    """Whether two edits of different sides leave each other alone, so that both can be made."""
    if right.start < left.end or (left.is_insertion and right.start == right.end == left.start):
        return False
    between = base[left.end : right.start]
    if between:
        return any(not is_space(token) for token in between)
    return _line_starts(base, left) and not _both_add_lines(base, left, right)


def _line_starts(base: list[str], left: _Edit) -> bool:
    """Whether the place after the edit is where a line begins, before and after it."""
    before = left.end == 0 or base[left.end - 1] == "\n"
    if left.new:
        return before and left.new[-1] == "\n"
    return before and (left.start == 0 or base[left.start - 1] == "\n")


def _both_add_lines(base: list[str], left: _Edit, right: _Edit) -> bool:
    """Whether neighbours both add lines, so that nobody can say which come first."""
    added = (
        edit.new.count("\n") - base[edit.start : edit.end].count("\n") for edit in (left, right)
    )
    return all(count > 0 for count in added)


def _side_of(
    base: list[str], cluster: list[_Edit], side: Side, start: int, end: int
) -> tuple[str, ...]:
    """Return what one side's text says between two places of the base."""
    found: list[str] = []
    at = start
    for edit in cluster:
        if edit.side == side:
            found += [*base[at : edit.start], *edit.new]
            at = edit.end
    return (*found, *base[at:end])


def _decided(base: Sequence[str], mine: Sequence[str], theirs: Sequence[str]) -> Iterator[Piece]:
    """Yield what becomes of a place that at least one side changed."""
    base = tuple(base)
    kind: Kind | None = _clean_kind(base, mine, theirs)
    if kind is not None:
        yield _piece(kind, theirs if kind == "theirs" else mine, base, mine, theirs)
        return
    head, tail = _shared(mine, theirs)
    shared_head, shared_tail = mine[:head], mine[len(mine) - tail :]
    mine, theirs = mine[head : len(mine) - tail], theirs[head : len(theirs) - tail]
    if head:
        yield _piece("both", shared_head, (), shared_head, shared_head)
    yield _core(base, mine, theirs)
    if tail:
        yield _piece("both", shared_tail, (), shared_tail, shared_tail)


def _clean_kind(base: Sequence[str], mine: Sequence[str], theirs: Sequence[str]) -> Kind | None:
    """Return who changed it, None where both did and differ."""
    if mine == theirs:
        return "both"
    if mine == base:
        return "theirs"
    return "mine" if theirs == base else None


def _core(base: Sequence[str], mine: Sequence[str], theirs: Sequence[str]) -> Piece:
    """Return what becomes of the part on which the two sides differ."""
    if not base and not theirs:
        return _piece("mine", mine, base, mine, theirs)
    if not base and not mine:
        return _piece("theirs", theirs, base, mine, theirs)
    if "".join((*base, *mine, *theirs)).isspace():
        # Nobody wants to be asked about empty lines.
        longer = max("".join(mine), "".join(theirs), key=lambda space: (len(space), space))
        return _piece("both", longer, base, mine, theirs)
    return _piece("conflict", (*theirs, *mine), base, mine, theirs)


def _shared(mine: Sequence[str], theirs: Sequence[str]) -> tuple[int, int]:
    """Return how many tokens the two begin, and end, with in common."""
    most = min(len(mine), len(theirs))
    head = next((i for i in range(most) if mine[i] != theirs[i]), most)
    rest = most - head
    tail = next((i for i in range(rest) if mine[-1 - i] != theirs[-1 - i]), rest)
    return head, tail


def _unchanged(tokens: list[str]) -> list[Piece]:
    return [_piece("same", tokens, tokens, tokens, tokens)] if tokens else []


def _piece(
    kind: Kind,
    text: Sequence[str],
    base: Sequence[str],
    mine: Sequence[str],
    theirs: Sequence[str],
) -> Piece:
    return Piece(kind, "".join(text), "".join(base), "".join(mine), "".join(theirs))


def _coalesced(pieces: list[Piece]) -> list[Piece]:
    """Return the pieces, neighbours of one kind as one; conflicts stay apart."""
    joined: list[Piece] = []
    for piece in pieces:
        last = joined[-1] if joined else None
        if last and last.kind == piece.kind != "conflict":
            joined[-1] = Piece(
                piece.kind,
                last.text + piece.text,
                last.base + piece.base,
                last.mine + piece.mine,
                last.theirs + piece.theirs,
            )
        else:
            joined.append(piece)
    return joined
