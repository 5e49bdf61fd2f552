"""Merging ordered lists by element: tags, credits, acknowledgements."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, field, fields, replace
from typing import Any

from blog.editing.threeway.values import essence, same
from blog.models.snapshot import CreditRef, Ref, ThanksRef

Key = Hashable
Elements = dict[Key, Any]
Describe = Callable[[Any], Any]


@dataclass(slots=True)
class ListMerge:
    """The merged list, and the elements (base, mine, theirs) that both changed differently."""

    items: tuple[Any, ...]
    conflicts: list[tuple[Any, Any, Any]] = field(default_factory=list)


def keyed(*versions: Sequence[Any]) -> list[Elements]:
    """Return each version by key: whom an element is about.

    Somebody who occurs twice in one version is told apart by what else the element says.
    """
    often = {
        who
        for version in versions
        for who, count in Counter(_who(item) for item in version).items()
        if count > 1
    }
    return [_by_key(version, often) for version in versions]


def merge_lists(base: Sequence[Any], mine: Sequence[Any], theirs: Sequence[Any]) -> ListMerge:
    """Merge lists of tags, credits or acknowledgements.

    Additions of both sides are kept, removals honoured where the other side left the element as
    it was. Where both changed an element differently, mine is in the list and a conflict says so.
    Where both moved elements, mine is the order.
    """
    if tuple(mine) == tuple(base) or tuple(mine) == tuple(theirs):
        return ListMerge(tuple(theirs))
    if tuple(theirs) == tuple(base):
        return ListMerge(tuple(mine))
    old, ours, others = keyed(base, mine, theirs)
    merged = ListMerge(())
    kept: Elements = {}
    for key in dict.fromkeys([*ours, *others]):
        value = _element(old.get(key), ours.get(key), others.get(key), merged)
        if value is not None:
            kept[key] = value
    merged.items = tuple(kept[key] for key in _order(old, ours, others, kept))
    return merged


def _who(item: Any) -> Key:
    match item:
        case CreditRef():
            return item.author.id
        case ThanksRef():
            return item.collaborator.id
        case Ref():
            return item.id
    return essence(item)  # type: ignore[no-any-return]


def _by_key(items: Iterable[Any], often: set[Key]) -> Elements:
    found: Elements = {}
    for item in items:
        who = _who(item)
        key: Key = (who, *_what(item)) if who in often else (who,)
        copy = 0
        while (key, copy) in found:
            copy += 1
        found[key, copy] = item
    return found


def _what(item: Any) -> tuple[Any, ...]:
    match item:
        case CreditRef():
            return (item.role,)
        case ThanksRef():
            return (item.role, item.grant and item.grant.id)
    return ()


def _element(base: Any, mine: Any, theirs: Any, merged: ListMerge) -> Any:
    """Return what becomes of one element; None is no element."""
    if theirs == base or same(mine, theirs) or same(theirs, base):
        return mine
    if same(mine, base):
        return theirs
    if base is not None and mine is not None and theirs is not None:
        parts = _parts(base, mine, theirs)
        if parts is not None:
            return parts
    merged.conflicts.append((base, mine, theirs))
    return theirs if mine is None else mine


def _parts(base: Any, mine: Any, theirs: Any) -> Any:
    """Return the element with what each side changed in it; None where both changed one part."""
    taken: dict[str, Any] = {}
    for part in (part.name for part in fields(mine)):
        old, ours, others = (getattr(version, part) for version in (base, mine, theirs))
        if same(ours, old) and not same(others, old):
            taken[part] = others
        elif not (same(others, old) or same(ours, others)):
            return None
    merged = replace(mine, **taken)
    # A grant goes with the role of a funder; a mixture may not be one.
    mixed = isinstance(merged, ThanksRef) and merged.grant and merged.role != "funder"
    return None if mixed else merged


def _order(old: Elements, ours: Elements, others: Elements, kept: Elements) -> list[Key]:
    """Return the keys that are kept, in the order of the side that moved some."""
    moved_mine, moved_theirs = _moved(old, ours), _moved(old, others)
    if moved_theirs and not moved_mine:
        ours, others = others, ours
    order = [key for key in ours if key in kept]
    placed = set(order)
    before: Key | None = None
    for key in others:
        if key not in kept:
            continue
        if key not in placed:
            order.insert(order.index(before) + 1 if before is not None else 0, key)
            placed.add(key)
        before = key
    return order


def _moved(old: Elements, new: Elements) -> bool:
    return [key for key in old if key in new] != [key for key in new if key in old]
