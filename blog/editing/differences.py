"""Comparing two versions: what is gone, what is new, for people to look at."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from typing import Any, Literal

from blog.editing.threeway.alignment import Hunk, ascending
from blog.editing.threeway.lists import keyed
from blog.editing.threeway.values import same, shown
from blog.editing.threeway.words import Text, differences
from blog.models import Snapshot
from blog.models.snapshot import FEATURED_WORDS

FIELD_LABELS = {
    "title": "Title",
    "subtitle": "Subtitle",
    "address": "Address",
    "summary": "Summary",
    "body": "Text",
    "language": "Language",
    "external_url": "Link",
    "doi": "DOI",
    "published_at": "Publication date",
    "featured": "Picture",
    "featured_url": "Picture’s address elsewhere",
    "featured_alt": "Picture’s alternative text",
    "featured_caption": "Picture’s caption",
    "featured_credit": "Picture’s credit",
    "featured_licence": "Picture’s licence",
    "category": "Category",
    "series": "Series",
    "series_position": "Part of the series",
    "translation_of": "Translation of",
    "tags": "Tags",
    "credits": "Credits",
    "acknowledgements": "Acknowledgements",
}
PICTURES_LABEL = "Pictures in the text"
_LISTS = ("tags", "credits", "acknowledgements")
_TEXTS = (
    *("title", "subtitle", "summary", "body"),
    *FEATURED_WORDS,
)
_PICTURE = re.compile(r"/media/images/[\w./-]+")


@dataclass(frozen=True, slots=True)
class Change:
    """A stretch of a compared text. Without "new" the old text is left, without "gone" the new."""

    kind: Literal["same", "gone", "new"]
    text: str


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field that differs. `words` are for a text; `old` and `new` say every field's values."""

    field: str
    label: str
    old: str
    new: str
    words: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class Altered:
    """An element of a list that says something else now."""

    old: str
    new: str


@dataclass(frozen=True, slots=True)
class ListChange:
    """A list that differs, by the names of its elements. `moved` are those that changed places."""

    field: str
    label: str
    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    changed: tuple[Altered, ...] = ()
    moved: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.added or self.removed or self.changed or self.moved)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Everything that differs between two versions, in the order of the editor's fields."""

    fields: tuple[FieldChange, ...] = ()
    lists: tuple[ListChange, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.fields or self.lists)

    @property
    def labels(self) -> tuple[str, ...]:
        """Return the names, for people, of what differs."""
        return (*(text.label for text in self.fields), *(items.label for items in self.lists))


def words_compared(old: str, new: str) -> list[Change]:
    """Compare two texts by line, then by word; line ends are LF.

    Takes bounded time: what is too long and too different is shown as replaced.
    """
    before, after = Text.of(old), Text.of(new)
    found = _before_the_last_line_end(before, after, differences(before, after))
    changes: list[Change] = []
    at = 0
    for hunk in [*found, Hunk(len(before.tokens), len(before.tokens), 0, 0)]:
        kept = "".join(before.tokens[at : hunk.start])
        gone = "".join(before.tokens[hunk.start : hunk.end])
        came = "".join(after.tokens[hunk.new_start : hunk.new_end])
        changes += [Change("same", kept), Change("gone", gone), Change("new", came)]
        at = hunk.end
    # `Text.of` added a line end to both, and it is the last thing they share.
    last = max(number for number, change in enumerate(changes) if change.kind == "same")
    changes[last] = Change("same", changes[last].text.removesuffix("\n"))
    return [change for change in changes if change.text]


def compare(old: Snapshot, new: Snapshot) -> Comparison:
    """Return what differs between two versions of a post or page."""
    texts = (
        _field(name, getattr(old, name), getattr(new, name))
        for name in (field.name for field in fields(Snapshot))
        if name not in _LISTS
    )
    lists = (
        *(_list(name, getattr(old, name), getattr(new, name)) for name in _LISTS),
        _pictures(old.body, new.body),
    )
    return Comparison(
        tuple(change for change in texts if change is not None),
        tuple(change for change in lists if change),
    )


def _field(name: str, old: Any, new: Any) -> FieldChange | None:
    if same(old, new):
        return None
    words = tuple(words_compared(old, new)) if name in _TEXTS else ()
    return FieldChange(name, FIELD_LABELS[name], shown(old), shown(new), words)


def _list(name: str, old: Sequence[Any], new: Sequence[Any]) -> ListChange:
    before, after = keyed(old, new)
    return ListChange(
        name,
        FIELD_LABELS[name],
        added=tuple(shown(item) for key, item in after.items() if key not in before),
        removed=tuple(shown(item) for key, item in before.items() if key not in after),
        changed=tuple(
            Altered(shown(item), shown(after[key]))
            for key, item in before.items()
            if key in after and not same(item, after[key])
        ),
        moved=tuple(shown(after[key]) for key in _moved(list(before), list(after))),
    )


def _moved(before: list[Any], after: list[Any]) -> Iterator[Any]:
    """Yield what changed its place among those in both: as few as explain the new order."""
    place = {key: number for number, key in enumerate(before)}
    kept = [key for key in after if key in place]
    stayed = {kept[i] for i, _ in ascending([(i, place[key]) for i, key in enumerate(kept)])}
    yield from (key for key in kept if key not in stayed)


def _pictures(old: str, new: str) -> ListChange:
    """Compare the stored pictures that two bodies use, by their addresses."""
    before, after = (dict.fromkeys(_PICTURE.findall(body)) for body in (old, new))
    return ListChange(
        "pictures",
        PICTURES_LABEL,
        added=tuple(address for address in after if address not in before),
        removed=tuple(address for address in before if address not in after),
    )


def _before_the_last_line_end(before: Text, after: Text, found: list[Hunk]) -> list[Hunk]:
    """Return the hunks such that both texts end with something that is the same.

    Lines added or taken away at the end begin with the line end before them instead of ending
    with their own.
    """
    if not found or (found[-1].end < len(before.tokens)):
        return found
    last = found[-1]
    return [*found[:-1], Hunk(last.start - 1, last.end - 1, last.new_start - 1, last.new_end - 1)]
