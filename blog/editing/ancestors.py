"""What a form began with, and what a revision says to somebody who goes on from it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from django.db.models import Q

from blog.editing.revisions import add_revision
from blog.models import Document, Page, Revision, Snapshot
from blog.models.addresses import make_slug

if TYPE_CHECKING:
    from accounts.models import User

UNTITLED = "Untitled"
# Beginnings of the notes of texts that were kept beside the newest; what stands there is a state.
NOT_MERGED = "Not merged yet"
MERGED = "Merged into version"
SET_ASIDE = "Set aside"
_BESIDE = (NOT_MERGED, MERGED, SET_ASIDE)
_LONGEST_KEY = 19


def base_of(document: Document, sent: str) -> Revision | None:
    """Return the revision that a form began with, from what its field `base` says.

    One that is gone by now (a folded autosave) counts as the nearest before it: an older
    ancestor only leaves more to decide. None where nothing says what the form began with.
    """
    if document.pk is None or not sent.isdecimal() or len(sent) > _LONGEST_KEY:
        return None
    key, own = int(sent), Revision.objects.of(document)
    found = own.filter(pk=key).first()
    if found is not None:
        return _in_line(document, found)
    newest = document.newest_revision_id or 0
    if key >= newest or Revision.objects.filter(pk=key).exists():
        return None
    beside = Q()
    for note in _BESIDE:
        beside |= Q(note__startswith=note)
    rows = own.filter(pk__lt=key).exclude(beside).exclude(_autosaved_later())
    return rows.first()


def _autosaved_later() -> Q:
    return Q(kind=Revision.Kind.AUTOSAVE, base__isnull=False)


def _in_line(document: Document, revision: Revision) -> Revision | None:
    """Return the revision, or what it began with where it stands beside the others."""
    seen = 0
    while revision.pk != document.newest_revision_id and is_beside(revision):
        seen += 1
        if revision.base is None or seen > 100:
            return None if revision.kind != Revision.Kind.AUTOSAVE else revision
        revision = revision.base
    return revision


def is_beside(revision: Revision) -> bool:
    """Whether it may be what somebody typed and nobody merged: no one else goes on from it."""
    return revision.kind == Revision.Kind.AUTOSAVE or revision.note.startswith(_BESIDE)


def own_words(note: str) -> str:
    """Return somebody's note in such a form that it can't be taken for one of the states above."""
    longest = Revision._meta.get_field("note").max_length or 0
    return f"“{note[: longest - 2]}”" if note.startswith(_BESIDE) else note


def is_never_saved(document: Document) -> bool:
    """Whether nobody pressed a button yet: all there is of it was kept while somebody typed."""
    newest = document.newest_revision
    return newest is not None and newest.kind == Revision.Kind.AUTOSAVE


def content_of(revision: Revision) -> Snapshot:
    """Return what a form shows of a revision, and what a merge compares.

    What was kept while somebody typed a new text has a title and an address only because it
    needs some: here they are empty again until they are somebody's own.
    """
    snapshot = Snapshot.from_json(revision.data)
    if revision.kind != Revision.Kind.AUTOSAVE:
        return snapshot
    fallback = Page.__name__.lower() if revision.page_id else "post"
    made = make_slug(snapshot.title, fallback=fallback)
    if re.fullmatch(rf"{re.escape(made)}(-page)?(-\d+)?", snapshot.address):
        snapshot = snapshot.changed(address="")
    return snapshot.changed(title="") if snapshot.title == UNTITLED else snapshot


def keep_beside(
    document: Document,
    snapshot: Snapshot,
    *,
    by: User | None,
    base: Revision | None,
    kind: str = Revision.Kind.SAVE,
    note: str = NOT_MERGED,
) -> Revision:
    """Store a text beside the newest; call it inside a transaction that holds the document."""
    revision = add_revision(document, snapshot, by=by, kind=kind, note=note, base=base)
    if base is None and revision.base_id is not None:
        # Nobody knows what it began with; the newest would be a wrong answer.
        revision.base = None
        revision.save(update_fields=["base"])
    return revision
