"""What somebody types, kept while they type. It is theirs alone until they save it."""

from __future__ import annotations

import json
import zlib
from datetime import timedelta
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from blog.editing.addresses import with_address
from blog.editing.ancestors import UNTITLED, content_of, is_never_saved, keep_beside
from blog.editing.live import rendered, write_live
from blog.editing.revisions import locked, save, store_revision
from blog.editing.storable import check, tidied
from blog.markup import MAX_DOCUMENT_BYTES
from blog.models import Document, Ref, Revision, Snapshot

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from accounts.models import User

# In characters of JSON: what is kept several times an hour must have some end.
LONGEST = 5 * MAX_DOCUMENT_BYTES
AUTOSAVE = Revision.Kind.AUTOSAVE
# Of what one person types from one revision, versions this close together are kept as one.
FOLDED = timedelta(minutes=10)
SAVED = "Saved after this"
THROWN_AWAY = "Thrown away"


def wanted_tag(word: str) -> Ref:
    """Return a reference to a tag that is made only when the text is saved.

    Its id is negative, so that no row has it, and its own, so that it is told from others.
    """
    return Ref(-1 - zlib.crc32(word.encode()), word)


@transaction.atomic
def autosave(
    document: Document, snapshot: Snapshot, *, by: User, base: Revision | None
) -> Revision | None:
    """Keep what somebody has typed so far, who began with `base`; return where it is kept.

    None where there is nothing to keep: it says what `base` or the newest says. A new document
    begins with it; until somebody saves that, its own writer's typing is its newest content, and
    what the form goes on from. Everything else stands beside the newest, and nothing that is
    wrong with it stops it.
    Raises PermissionDenied, NotEditable, and ValidationError where it is five times as long as can
    be saved or, for a new document, where a rule forbids it.
    """
    if len(json.dumps(snapshot.to_json())) > LONGEST:
        raise ValidationError("This is too long to be kept while you type. Split it into several.")
    document = locked(document)
    if document.pk is None:
        return _begun(document, snapshot, by)
    if not document.can_be_edited_by(by):
        raise PermissionDenied("This text is not yours to edit.")
    snapshot, newest = tidied(snapshot), document.newest_revision
    if newest is not None and snapshot == content_of(newest):
        return newest if is_never_saved(document) else None
    if base is not None and snapshot == content_of(base):
        return None
    before = _mine(document, by, base).first()
    if before is not None and content_of(before) == snapshot:
        return before
    kept = None
    if is_never_saved(document) and base == newest and newest and newest.created_by_id == by.pk:
        kept, before = _gone_on(document, snapshot, by, newest), newest
    kept = kept or keep_beside(document, snapshot, by=by, base=base, kind=AUTOSAVE, note="")
    _fold(document, before)
    return kept


def _begun(document: Document, snapshot: Snapshot, by: User) -> Revision:
    title = snapshot.title.strip() or UNTITLED
    return save(document, snapshot.changed(title=title), by=by, kind=AUTOSAVE)


def _gone_on(document: Document, snapshot: Snapshot, by: User, newest: Revision) -> Revision | None:
    """Make it the newest content of a text that nobody saved yet; None where a rule forbids it."""
    snapshot = snapshot.changed(title=snapshot.title.strip() or UNTITLED)
    try:
        with transaction.atomic():
            check(document, snapshot)
            snapshot = with_address(document, snapshot)
            write_live(document, snapshot, rendered(document, snapshot))
            first = newest.base or newest
            return store_revision(document, snapshot, by=by, kind=AUTOSAVE, base=first)
    except ValidationError:
        document.refresh_from_db()
        return None


def _mine(document: Document, by: User, base: Revision | None) -> QuerySet[Revision]:
    return _waiting(document, by).filter(base=base and base.pk)


def _waiting(document: Document, user: User) -> QuerySet[Revision]:
    """Return what the user typed and neither saved nor threw away, the newest first."""
    rows: QuerySet[Revision] = Revision.objects.of(document)
    rows = rows.filter(kind=AUTOSAVE, created_by=user.pk, note="")
    return rows.exclude(pk=document.newest_revision_id or 0)


def _fold(document: Document, before: Revision | None) -> None:
    """Drop an earlier autosave of the same typing; the first of a new text stays its ancestor."""
    if before is None or before.pk == document.newest_revision_id:
        return
    is_first = before.base_id is None and before.number == 1
    if not is_first and before.created_at > timezone.now() - FOLDED:
        before.delete()
    elif is_never_saved(document):
        Revision.objects.filter(pk=before.pk).update(note=SAVED)


def settle(document: Document, by: User | None, base: Revision | None) -> None:
    """Note that what a person typed from `base` is saved, so that it is offered no more."""
    if by is None:
        return
    typed = Q(base=base and base.pk) | Q(pk=base.pk if base else 0)
    _waiting(document, by).filter(typed).update(note=SAVED)


def offered(document: Document, user: User) -> Revision | None:
    """Return what the user typed last and didn't save, unless the newest revision says the same."""
    if document.pk is None or document.newest_revision is None:
        return None
    found = _waiting(document, user).first()
    if found is None or (found.base_id is None and found.number == 1):
        return None
    same = content_of(found) == content_of(document.newest_revision)
    return None if same else found


def throw_away(document: Document, user: User) -> None:
    """Note that the user doesn't want what they typed and didn't save; it stays in the history."""
    _waiting(document, user).update(note=THROWN_AWAY)
