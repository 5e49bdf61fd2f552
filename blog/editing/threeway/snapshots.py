"""Merging three versions of a whole post or page, field by field."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from blog.editing.threeway.folding import conflicts_of, merge_texts
from blog.editing.threeway.lists import merge_lists
from blog.editing.threeway.results import Conflict, Merge, Piece
from blog.editing.threeway.values import same, shown
from blog.models import Snapshot
from blog.models.snapshot import FEATURED_WORDS

LISTS = ("tags", "credits", "acknowledgements")
_PICTURE = ("featured", "featured_url")
_SERIES = ("series", "series_position")
_APART = {"body", "summary", *LISTS, *_PICTURE, *FEATURED_WORDS, *_SERIES}


def merge(base: Snapshot, mine: Snapshot, theirs: Snapshot) -> Merge:
    """Make one version of two that both began at `base`.

    What only one side changed is taken; what both changed alike is taken once. The body is merged
    by line and word, the summary by word where that is clean, lists by element, the rest by field.
    What goes together is decided together: a picture with its text, a series with its part. In a
    conflict the snapshot holds mine, the body both; nothing of theirs is missing in `conflicts`.
    All three are as `storable.tidied` leaves them, or a browser's line ends would count as changes.
    """
    task = _Task(base, mine, theirs)
    task.body()
    task.summary()
    for name in (field.name for field in fields(Snapshot)):
        if name not in _APART:
            task.by_field(name)
    task.picture()
    task.series()
    for name in LISTS:
        task.by_element(name)
    return task.merged()


class _Task:
    """One merge under way; the rules of each field are its methods."""

    def __init__(self, base: Snapshot, mine: Snapshot, theirs: Snapshot) -> None:
        self.base, self.mine, self.theirs = base, mine, theirs
        self.values: dict[str, Any] = {}
        self.conflicts: list[Conflict] = []
        self.came_in: set[str] = set()
        self.pieces: tuple[Piece, ...] = ()

    def merged(self) -> Merge:
        names = [field.name for field in fields(Snapshot)]
        return Merge(
            self.mine.changed(**self.values),
            tuple(sorted(self.conflicts, key=lambda conflict: names.index(conflict.field))),
            tuple(name for name in names if name in self.came_in),
            self.pieces,
        )

    def versions(self, name: str) -> tuple[Any, Any, Any]:
        return tuple(getattr(v, name) for v in (self.base, self.mine, self.theirs))

    def take(self, name: str, value: Any) -> None:
        """Put a value into the merge, noting whether it came from them."""
        self.values[name] = value
        if not same(value, getattr(self.mine, name)):
            self.came_in.add(name)

    def body(self) -> None:
        self.pieces = merge_texts(*self.versions("body"))
        self.values["body"] = "".join(piece.text for piece in self.pieces)
        self.conflicts += conflicts_of(self.pieces)
        if _brings_theirs(self.pieces):
            self.came_in.add("body")

    def summary(self) -> None:
        pieces = merge_texts(*self.versions("summary"))
        if any(piece.kind == "conflict" for piece in pieces):
            self.by_field("summary")
        else:
            self.take("summary", "".join(piece.text for piece in pieces))

    def by_field(self, *names: str, label: str = "") -> bool:
        """Merge fields as one value; return False where both sides changed it differently."""
        base, mine, theirs = zip(*(self.versions(name) for name in names), strict=True)
        if theirs == base or (same(theirs, base) and mine != base):
            chosen = mine
        elif same(mine, base) or same(mine, theirs):
            chosen = theirs
        else:
            self.conflict(names, label or names[0])
            return False
        for name, value in zip(names, chosen, strict=True):
            self.take(name, value)
        return True

    def conflict(self, names: tuple[str, ...], label: str) -> None:
        base, mine, theirs = (
            [getattr(version, name) for name in names]
            for version in (self.base, self.mine, self.theirs)
        )
        chosen = dict(zip(names, theirs, strict=True))
        self.conflicts.append(
            Conflict(
                label, _together(base), _together(mine), _together(theirs), their_fields=chosen
            )
        )

    def picture(self) -> None:
        """A text about a picture goes with the picture it was written for."""
        base, mine, theirs = (
            tuple(getattr(v, name) for name in _PICTURE)
            for v in (self.base, self.mine, self.theirs)
        )
        agreed = self.by_field(
            *_PICTURE, label="featured" if _has_ref(mine, theirs) else "featured_url"
        )
        for name in FEATURED_WORDS:
            if same(mine, theirs):
                self.by_field(name)
            else:
                self._about(name, theirs_replaced=agreed and same(mine, base))

    def _about(self, name: str, *, theirs_replaced: bool) -> None:
        """Take the text of the side whose picture is taken; mark what the other one wrote."""
        base, mine, theirs = self.versions(name)
        chosen, other = (theirs, mine) if theirs_replaced else (mine, theirs)
        self.take(name, chosen)
        if other not in ("", base, chosen):
            self.conflict((name,), name)

    def series(self) -> None:
        """A part's number means something in its own series only."""
        _, mine, theirs = self.versions("series")
        if same(mine, theirs):
            self.by_field("series")
            self.by_field("series_position")
        else:
            self.by_field(*_SERIES)

    def by_element(self, name: str) -> None:
        merged = merge_lists(*self.versions(name))
        self.take(name, merged.items)
        for base, mine, theirs in merged.conflicts:
            kept = theirs if mine is None else mine
            self.conflicts.append(
                Conflict(
                    name,
                    shown(base),
                    shown(mine),
                    shown(theirs),
                    their_element=(kept, mine, theirs),
                )
            )


def _brings_theirs(pieces: tuple[Piece, ...]) -> bool:
    return any(piece.kind == "theirs" for piece in pieces)


def _has_ref(*pictures: tuple[Any, ...]) -> bool:
    return any(picture[0] is not None for picture in pictures)


def _together(values: list[Any]) -> str:
    """Return values that go together, in words."""
    return ", ".join(filter(None, (shown(value) for value in values)))
