"""What becomes of a merge when somebody has decided its conflicts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal

from blog.editing.threeway.results import Conflict, Merge, Piece
from blog.models import Snapshot

Choice = Literal["mine", "theirs", "both"]


def decided(merge: Merge, choices: Sequence[Choice]) -> Snapshot:
    """Return the merged content with each conflict decided, in the order of `merge.conflicts`.

    "both" is for the body; elsewhere it leaves what the merge holds, which is mine. Raises
    ValueError unless there is one choice for each conflict.
    """
    snapshot = merge.snapshot
    for_body: list[Choice] = []
    for conflict, choice in zip(merge.conflicts, choices, strict=True):
        if conflict.field == "body":
            for_body.append(choice)
        elif conflict.their_element is not None:
            snapshot = _with_element(snapshot, conflict, choice)
        elif choice == "theirs":
            snapshot = snapshot.changed(**conflict.their_fields)
    if for_body:
        snapshot = snapshot.changed(body=_body(merge.pieces, for_body))
    return snapshot


def _body(pieces: Sequence[Piece], choices: Sequence[Choice]) -> str:
    left = iter(choices)
    texts = []
    for piece in pieces:
        choice = next(left) if piece.kind == "conflict" else "both"
        texts.append(piece.text if choice == "both" else getattr(piece, choice))
    return "".join(texts)


def _with_element(snapshot: Snapshot, conflict: Conflict, choice: Choice) -> Snapshot:
    """Put their element, or mine, in the place of the one that the merge kept."""
    if conflict.their_element is None or choice == "both":
        return snapshot
    kept, mine, theirs = conflict.their_element
    wanted = theirs if choice == "theirs" else mine
    items: list[Any] = []
    for item in getattr(snapshot, conflict.field):
        if item is not kept:
            items.append(item)
        elif wanted is not None:
            items.append(wanted)
    return snapshot.changed(**{conflict.field: tuple(items)})
