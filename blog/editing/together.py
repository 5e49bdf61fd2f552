"""Several people saving the same text: merged where that is clean, kept side by side where not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from blog.editing import autosaves
from blog.editing.addresses import with_address
from blog.editing.ancestors import content_of, is_never_saved, keep_beside, own_words
from blog.editing.differences import FIELD_LABELS
from blog.editing.events import record
from blog.editing.live import rendered
from blog.editing.revisions import locked, save, store_revision
from blog.editing.storable import check, tidied
from blog.editing.threeway import Conflict, Merge, merge
from blog.editing.unmerged import merged_into, open_text
from blog.models import Document, Event, Revision, Snapshot

if TYPE_CHECKING:
    from accounts.models import User


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a save.

    `revision` is the newest one now or, where `conflicts` are left, the text kept beside it.
    `theirs` is what was saved meanwhile, if anything was; `came_in` says which of it is new to who
    saves, in words: field names, and how many places of the text.
    """

    revision: Revision
    theirs: Revision | None = None
    came_in: tuple[str, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    is_kept_beside: bool = False

    @property
    def needs_a_look(self) -> bool:
        """Whether there is something now that who saved hasn't seen, or has to decide."""
        return self.is_kept_beside or bool(self.came_in)


@transaction.atomic
def save_together(
    document: Document,
    snapshot: Snapshot,
    *,
    by: User | None,
    base: Revision | None,
    note: str = "",
    kind: str = Revision.Kind.SAVE,
) -> Outcome:
    """Store what somebody typed who began with `base`, whatever was saved since.

    Nothing newer: an ordinary save of this `kind`. Otherwise one that merges both or, where they
    don't fit together, a revision beside the newest. `base` None means that nobody knows what they
    began with: then every difference has to be decided.
    Raises ValidationError (by field), PermissionDenied and NotEditable; then nothing is stored.
    """
    document = locked(document)
    if by is not None and document.pk is not None and not document.can_be_edited_by(by):
        raise PermissionDenied("This text is not yours to edit.")
    newest, note = document.newest_revision, own_words(note)
    if newest is None or newest == base:
        outcome = Outcome(_saved(document, snapshot, by=by, kind=kind, note=note))
    else:
        outcome = _saved_after(newest, document, tidied(snapshot), by=by, base=base, note=note)
    if kind == Revision.Kind.SAVE:
        autosaves.settle(document, by, base)
    return outcome


def _saved(
    document: Document, snapshot: Snapshot, *, by: User | None, kind: str, note: str
) -> Revision:
    before = document.newest_revision
    revision = save(document, snapshot, by=by, kind=kind, note=note, base=before)
    if revision != before or not is_never_saved(document):
        return revision
    # Kept word by word while it was typed; now somebody means it.
    stored = Snapshot.from_json(revision.data)
    return store_revision(document, stored, by=by, kind=kind, note=note, base=revision)


def _saved_after(
    theirs: Revision,
    document: Document,
    mine: Snapshot,
    *,
    by: User | None,
    base: Revision | None,
    note: str,
) -> Outcome:
    check(document, mine)
    began = content_of(base) if base else Snapshot()
    merged = merge(began, mine, content_of(theirs))
    came_in = came_in_words(merged)
    if base is not None and mine == began:
        return Outcome(theirs, theirs, came_in)
    if not merged.is_clean:
        return _beside(document, mine, by=by, base=base, theirs=theirs, conflicts=merged.conflicts)
    try:
        with transaction.atomic():
            revision = _store(document, merged, by=by, base=base, note=note)
    except ValidationError:
        # Where mine alone is in order, it is the two together that can't be stored.
        _check_alone(document, mine)
        return _beside(document, mine, by=by, base=base, theirs=theirs)
    return Outcome(revision, theirs, came_in)


def _store(
    document: Document, merged: Merge, *, by: User | None, base: Revision | None, note: str
) -> Revision:
    before = document.newest_revision
    revision = save(
        document, merged.snapshot, by=by, kind=Revision.Kind.MERGE, base=base, note=note
    )
    if revision != before:
        record(Event.Kind.MERGED, document=document, by=by, revision=revision)
    return revision


def _check_alone(document: Document, mine: Snapshot) -> None:
    rendered(document, with_address(document, mine))


def _beside(
    document: Document,
    mine: Snapshot,
    *,
    by: User | None,
    base: Revision | None,
    theirs: Revision,
    conflicts: tuple[Conflict, ...] = (),
) -> Outcome:
    """Keep a text beside the newest; the same text sent twice is kept once."""
    revision = open_text(document, mine, by=by, base=base) or keep_beside(
        document, mine, by=by, base=base
    )
    return Outcome(revision, theirs, conflicts=conflicts, is_kept_beside=True)


@transaction.atomic
def finish_merge(
    document: Document,
    unmerged: Revision,
    snapshot: Snapshot,
    *,
    by: User | None,
    theirs: Revision,
) -> Outcome:
    """Store what somebody decided about an unmerged text, seen beside `theirs`.

    What was saved since is merged in turn; the outcome may be another text kept beside.
    Raises what `save_together` does.
    """
    outcome = save_together(
        document, snapshot, by=by, base=theirs, kind=Revision.Kind.MERGE, note=""
    )
    merged_into(unmerged, outcome.revision)
    if outcome.theirs is None and outcome.revision != theirs:
        record(Event.Kind.MERGED, document=document, by=by, revision=outcome.revision)
    return outcome


def came_in_words(merged: Merge) -> tuple[str, ...]:
    """Return what came in from the other side, in words, the text with its number of places."""
    words = []
    for name in merged.came_in:
        if name == "body":
            places = sum(piece.kind == "theirs" for piece in merged.pieces)
            words.append(f"{places} {'place' if places == 1 else 'places'} in the text")
        else:
            words.append(FIELD_LABELS[name].lower())
    return tuple(words)
