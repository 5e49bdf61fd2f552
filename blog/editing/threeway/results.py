"""What a merge comes to."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field as attribute
from typing import Any, Literal

from blog.models import Snapshot

Kind = Literal["same", "mine", "theirs", "both", "conflict"]


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a merged text. `text` is what the merge holds there.

    "same": nobody changed it. "mine", "theirs": that side did. "both": both did, and agree.
    "conflict": both did, and don't; `text` holds theirs, then mine. `base`, `mine` and `theirs` are
    what the three versions say there; in a conflict, whole lines, each with what the other side
    changed elsewhere on them.
    """

    kind: Kind
    text: str
    base: str = ""
    mine: str = ""
    theirs: str = ""


@dataclass(frozen=True, slots=True)
class Conflict:
    """A place that somebody has to decide.

    `field` is the name of a field of Snapshot; `base`, `mine` and `theirs` say, for people, what
    the three versions hold there, empty for nothing. `line` counts from 1 in the merged body.
    """

    field: str
    base: str
    mine: str
    theirs: str
    line: int | None = None
    # What `decided` puts into the snapshot: whole fields of theirs, or of a list the element that
    # the merge holds, mine and theirs.
    their_fields: dict[str, Any] = attribute(default_factory=dict, compare=False, repr=False)
    their_element: tuple[Any, Any, Any] | None = attribute(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Merge:
    """One version made of two that began at the same one.

    `came_in` names the fields that took over something of theirs. `pieces` are the body.
    """

    snapshot: Snapshot
    conflicts: tuple[Conflict, ...] = ()
    came_in: tuple[str, ...] = ()
    pieces: tuple[Piece, ...] = ()

    @property
    def is_clean(self) -> bool:
        """Whether nobody needs to decide anything."""
        return not self.conflicts
