"""Saving: every save stores a whole version, and never touches what readers see."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from blog.editing.access import NotEditable
from blog.editing.addresses import with_address
from blog.editing.crediting import check_credits
from blog.editing.events import record
from blog.editing.live import rendered, write_live
from blog.editing.pictures.uses import note_pictures
from blog.editing.storable import check, tidied
from blog.models import Document, Event, Revision, Snapshot
from blog.models.attached import owner_of

if TYPE_CHECKING:
    from accounts.models import User

D = TypeVar("D", bound=Document)


@transaction.atomic
def save(
    document: Document,
    snapshot: Snapshot,
    *,
    by: User | None,
    kind: str = Revision.Kind.SAVE,
    note: str = "",
    base: Revision | None = None,
) -> Revision:
    """Store the snapshot as the document's newest revision and return that.

    A new document is stored with it. Live rows follow only while the document was never
    published. Saving what is newest already stores nothing. `by` None is the program itself.
    Raises ValidationError (by field) and PermissionDenied; then nothing is stored.
    """
    is_new = document.pk is None
    document = locked(document)
    # Asked with the row in hand: what was a draft a moment ago may be public now.
    if by is not None and document.pk is not None and not document.can_be_edited_by(by):
        raise PermissionDenied("This text is not yours to edit.")
    snapshot = tidied(snapshot)
    check(document, snapshot)
    check_credits(document, snapshot, by)
    snapshot = with_address(document, snapshot)
    newest = document.newest_revision
    if newest is not None and Snapshot.from_json(newest.data) == snapshot:
        return newest
    rendering = rendered(document, snapshot)
    if document.mirrors_newest:
        document.created_by = document.created_by or (by if document.pk is None else None)
        write_live(document, snapshot, rendering)
    revision = store_revision(document, snapshot, by=by, kind=kind, note=note, base=base)
    if is_new and by is not None:
        record(Event.Kind.CREATED, document=document, by=by)
    return revision


def store_revision(
    document: Document,
    snapshot: Snapshot,
    *,
    by: User | None,
    kind: str,
    note: str = "",
    base: Revision | None = None,
) -> Revision:
    """Add the revision and point the document at it; call inside a transaction."""
    revision = add_revision(document, snapshot, by=by, kind=kind, note=note, base=base)
    document.newest_revision = revision
    document.modified_at = timezone.now()
    document.save(update_fields=["newest_revision", "modified_at"])
    return revision


def add_revision(
    document: Document,
    snapshot: Snapshot,
    *,
    by: User | None,
    kind: str,
    note: str = "",
    base: Revision | None = None,
) -> Revision:
    """Add a revision beside the newest one: what somebody typed, kept but not agreed on.

    Call it inside a transaction that holds the document's row.
    """
    numbers = Revision.objects.of(document).aggregate(last=Max("number"))
    revision = Revision.objects.create(
        **owner_of(document),
        number=(numbers["last"] or 0) + 1,
        base=base or document.newest_revision,
        kind=kind,
        note=note,
        data=snapshot.to_json(),
        created_by=by,
        created_by_name=str(by or ""),
    )
    note_pictures(revision, snapshot)
    return revision


def locked(document: D, *, even_trashed: bool = False) -> D:
    """Bring the document up to date and hold its row until the transaction ends.

    The same object is returned, so that a caller's copy never goes stale. Raises NotEditable
    where it was erased meanwhile or, unless `even_trashed`, thrown away: nothing brings back
    what was in somebody's form then.
    """
    if document.pk is not None:
        # Not its key: whoever only adds a row to it, such as a heartbeat, need not wait.
        rows = type(document)._default_manager.select_for_update(no_key=True)
        if not rows.filter(pk=document.pk).values_list("pk", flat=True):
            raise NotEditable("It was deleted.")
        document.refresh_from_db()
    if document.erased_at or (document.trashed_at and not even_trashed):
        raise NotEditable("It was erased or thrown away.")
    return document
