"""The places of an unmerged text that somebody has to decide, as a form without a Form."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from blog.editing.differences import FIELD_LABELS, Change, words_compared
from blog.editing.threeway import Choice, Conflict, Merge, decided
from blog.models.snapshot import FEATURED_WORDS

if TYPE_CHECKING:
    from blog.models import Snapshot

# Fields in which somebody may write a third version.
_WRITABLE = (
    *("title", "subtitle", "summary", "body"),
    *FEATURED_WORDS,
)
AROUND = 160
CHOICES: tuple[Choice, ...] = ("theirs", "mine", "both")


@dataclass(frozen=True, slots=True)
class Option:
    """One of the ways to decide a place."""

    value: Choice
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Place:
    """One conflict as the screen shows it; `text` is what the field for a third version holds."""

    number: int
    label: str
    theirs: list[Change]
    mine: list[Change]
    options: list[Option]
    is_writable: bool
    is_long: bool
    text: str
    is_written: bool
    before: str = ""
    after: str = ""


def places(merge: Merge, sent: Mapping[str, str] | None = None) -> list[Place]:
    """Return the conflicts to show, with what was sent for each, if anything was."""
    found = sent or {}
    merged, around = _merged_texts(merge), _surroundings(merge)
    return [
        _place(number, conflict, merged[number], around[number], found)
        for number, conflict in enumerate(merge.conflicts)
    ]


def _place(
    number: int,
    conflict: Conflict,
    merged: str,
    around: tuple[str, str],
    sent: Mapping[str, str],
) -> Place:
    in_body = conflict.field == "body"
    values = CHOICES if in_body else CHOICES[:2]
    chosen = sent.get(f"choice-{number}") or ("both" if in_body else "mine")
    line = f", line {conflict.line}" if conflict.line else ""
    text = _sent_text(sent, f"text-{number}")
    return Place(
        number,
        f"{FIELD_LABELS[conflict.field]}{line}",
        theirs=words_compared(conflict.base, conflict.theirs),
        mine=words_compared(conflict.base, conflict.mine),
        options=[Option(value, value == chosen) for value in values],
        is_writable=_is_writable(conflict),
        is_long=conflict.field in {"body", "summary"},
        text=merged if text is None else text,
        is_written=text is not None and not _same(text, merged),
        before=around[0],
        after=around[1],
    )


def _is_writable(conflict: Conflict) -> bool:
    return conflict.field in _WRITABLE


def _merged_texts(merge: Merge) -> list[str]:
    """Return what the merge holds in each place, which is what a third version begins with."""
    in_body = iter([piece.text for piece in merge.pieces if piece.kind == "conflict"])
    return [
        next(in_body) if conflict.field == "body" else conflict.mine for conflict in merge.conflicts
    ]


def _surroundings(merge: Merge) -> list[tuple[str, str]]:
    """Return what stands before and after each conflict of the body; empty for other fields."""
    found = []
    for number, piece in enumerate(merge.pieces):
        if piece.kind == "conflict":
            before = "".join(one.text for one in merge.pieces[max(0, number - 8) : number])
            after = "".join(one.text for one in merge.pieces[number + 1 : number + 9])
            found.append((_end_of(before), _beginning_of(after)))
    in_body = iter(found)
    return [next(in_body) if conflict.field == "body" else ("", "") for conflict in merge.conflicts]


def _end_of(text: str) -> str:
    text = text.rstrip()
    return text if len(text) <= AROUND else f"…{text[-AROUND:].partition(' ')[2]}"


def _beginning_of(text: str) -> str:
    text = text.lstrip("\n").rstrip()
    return text if len(text) <= AROUND else f"{text[:AROUND].rpartition(' ')[0]}…"


def decided_by(merge: Merge, sent: Mapping[str, str]) -> Snapshot:
    """Return the content as somebody decided it.

    What they wrote themselves counts more than what they chose: first the whole text, if they
    changed that, else each place's.
    """
    choices = [_choice(number, conflict, sent) for number, conflict in enumerate(merge.conflicts)]
    snapshot = decided(merge, choices)
    merged, written = _merged_texts(merge), {}
    for number, conflict in enumerate(merge.conflicts):
        text = _sent_text(sent, f"text-{number}")
        if text is None or not _is_writable(conflict) or _same(text, merged[number]):
            continue
        if conflict.field == "body":
            written[number] = text
        else:
            snapshot = snapshot.changed(**{conflict.field: text})
    snapshot = snapshot.changed(body=_body(merge, choices, written))
    whole = _sent_text(sent, "body")
    if whole is not None and not _same(whole, merge.snapshot.body):
        snapshot = snapshot.changed(body=whole)
    return snapshot


def _choice(number: int, conflict: Conflict, sent: Mapping[str, str]) -> Choice:
    value = sent.get(f"choice-{number}", "")
    if value in CHOICES:
        return value
    return "both" if conflict.field == "body" else "mine"


def _body(merge: Merge, choices: list[Choice], written: dict[int, str]) -> str:
    numbers = iter(n for n, conflict in enumerate(merge.conflicts) if conflict.field == "body")
    texts = []
    for piece in merge.pieces:
        number = next(numbers) if piece.kind == "conflict" else None
        if number is None or choices[number] == "both":
            texts.append(piece.text)
        else:
            texts.append(getattr(piece, choices[number]))
        if number in written:
            texts[-1] = _ended_as(written[number], piece.text)
    return "".join(texts)


def _ended_as(text: str, model: str) -> str:
    """Give it the line end that the text in its place had, so that nothing runs into the next."""
    return f"{text}\n" if model.endswith("\n") and text and not text.endswith("\n") else text


def _sent_text(sent: Mapping[str, str], name: str) -> str | None:
    text = sent.get(name)
    return None if text is None else text.replace("\r\n", "\n").replace("\r", "\n")


def _same(one: str, other: str) -> bool:
    return one.rstrip("\n") == other.rstrip("\n")
