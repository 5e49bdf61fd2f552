"""What makes a text public and what takes it back: the only code that changes live rows."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from blog.editing.addresses import check_address, keep_old_path
from blog.editing.corrections import check_correction, tell_of_correction
from blog.editing.events import record
from blog.editing.gates import pass_gates
from blog.editing.listings import list_anew
from blog.editing.live import rendered, write_live
from blog.editing.moves import check_move, may_publish_it
from blog.editing.revisions import locked, store_revision
from blog.editing.seen import check_seen
from blog.editing.signals import announce
from blog.models import Document, Event, Post, Revision, Snapshot, Status
from blog.models.addresses import leads_somewhere
from blog.models.document import EARLIEST_DATE

if TYPE_CHECKING:
    from accounts.models import User

_ARCHIVE = ("archived_at", "archive_reason", "successor")
_REVIEW = ("submitted_at", "submitted_by", "reviewer")


@transaction.atomic
def publish(
    document: Document,
    *,
    by: User | None,
    at: datetime | None = None,
    material: bool = False,
    correction: str = "",
    note: str = "",
    seen: int | None = None,
    allow_empty: bool = False,
) -> None:
    """Make the newest revision what readers see, now.

    Its date is `at`, else the date typed in, else the date it has, else now; a date to come
    counts as now. `material` says that readers should know of the change: it moves
    `updated_at`, and `correction` is told to them under the text. `note` is for the log alone.
    `seen` is the id of the revision that the person had before them. `allow_empty` lets an
    import publish an empty body.
    Raises ValidationError (by field) and PermissionDenied; then nothing changes.
    """
    may_publish(document, by)
    document = locked(document)
    kind = _kind_of_publishing(document, correction)
    check_move("publish_changes" if document.is_public else "publish", document, by)
    check_seen(document, seen, by)
    now = timezone.now()
    correction = check_correction(document, correction, material=material)
    dates = (at, document.newest_snapshot().published_at, document.published_at)
    date = next((date for date in dates if date and date <= now), now)
    if material and document.was_public:
        document.updated_at = now
    passed = _go_live(document, date, by=by, allow_empty=allow_empty)
    if correction:
        tell_of_correction(document, correction, now)
    record(kind, document=document, by=by, note=note, **passed, material=material)
    announce(document, "published")


def _kind_of_publishing(document: Document, correction: str) -> Event.Kind:
    if correction.strip():
        return Event.Kind.CORRECTED
    return Event.Kind.CHANGES_PUBLISHED if document.is_public else Event.Kind.PUBLISHED


@transaction.atomic
def schedule(
    document: Document,
    *,
    by: User | None,
    at: datetime,
    note: str = "",
    seen: int | None = None,
) -> None:
    """Make the newest revision appear by itself at a time to come.

    Raises ValidationError where the time has passed or the text is public already.
    """
    may_publish(document, by)
    document = locked(document)
    if at <= timezone.now():
        raise ValidationError(
            {"published_at": "To schedule, choose a time to come; or publish it now."}
        )
    if document.is_public:
        raise ValidationError("This is public already. Unpublish it first to schedule it.")
    check_move("schedule", document, by)
    check_seen(document, seen, by)
    passed = _go_live(document, at, by=by)
    record(Event.Kind.SCHEDULED, document=document, by=by, note=note, **passed, at=at.isoformat())
    announce(document, "scheduled")


@transaction.atomic
def unschedule(document: Document, *, by: User | None, note: str = "") -> None:
    """Take a scheduled text back to draft before anybody saw it."""
    _take_back("unschedule", document, by=by, note=note, kind=Event.Kind.UNSCHEDULED)


@transaction.atomic
def unpublish(document: Document, *, by: User | None, note: str = "") -> None:
    """Take a published text back to draft; its address stays reserved."""
    _take_back("unpublish", document, by=by, note=note, kind=Event.Kind.UNPUBLISHED)


@transaction.atomic
def bring_back(document: Document, *, by: User | None, note: str = "") -> None:
    """Take an archived text back to draft; its address answers 404 until it is published."""
    _take_back("bring_back", document, by=by, note=note, kind=Event.Kind.BROUGHT_BACK)


def _take_back(
    move: str, document: Document, *, by: User | None, note: str, kind: Event.Kind
) -> None:
    may_publish(document, by)
    document = locked(document)
    check_move(move, document, by)
    document.status = Status.DRAFT
    document.live_at = timezone.now()
    document.archived_at, document.archive_reason, document.successor = None, "", ""
    if document.mirrors_newest:
        _forget_schedule(document)
    else:
        document.save()
    list_anew(document)
    record(kind, document=document, by=by, note=note)
    announce(document, "unpublished")


def _forget_schedule(document: Document) -> None:
    """Let what never appeared be a draft like any other, whose row says what was saved last."""
    document.first_public_at = document.published_at = document.live_revision = None
    snapshot = document.newest_snapshot()
    write_live(document, snapshot, rendered(document, snapshot))


@transaction.atomic
def archive(document: Document, *, by: User | None, reason: str = "", successor: str = "") -> None:
    """Take a text down for good: its address answers 410, with `successor` as the pointer.

    `successor` is a path here or a whole http(s) address. A person gives a reason, which readers
    see. Raises ValidationError where the text was never public, or the successor is no address.
    """
    may_publish(document, by)
    document = locked(document)
    if not document.was_public:
        raise ValidationError("Readers never saw this. Take it back to draft instead.")
    check_move("archive", document, by)
    reason = reason.strip()
    problems = {}
    if by is not None and not reason:
        problems["reason"] = "Say why: readers who come to its address are told."
    if successor and not leads_somewhere(successor):
        problems["successor"] = (
            "Write a path here, such as /blog/new/, or a whole https:// address."
        )
    if problems:
        raise ValidationError(problems)
    document.status = Status.ARCHIVED
    document.archived_at = document.live_at = timezone.now()
    document.archive_reason, document.successor = reason, successor
    _end_review(document)
    document.save(update_fields=["status", "live_at", *_ARCHIVE, *_REVIEW])
    list_anew(document)
    record(Event.Kind.ARCHIVED, document=document, by=by, note=reason, successor=successor)
    announce(document, "archived")


def may_publish(document: Document, by: User | None) -> None:
    """Stop somebody whose role doesn't let them publish this; None is the program itself.

    Raises PermissionDenied.
    """
    if by is not None and not may_publish_it(document, by):
        raise PermissionDenied("Your role does not let you publish this. Ask an editor.")


def _go_live(
    document: Document, date: datetime, *, by: User | None, allow_empty: bool = False
) -> dict[str, Any]:
    """Write the newest revision into the live rows; return what the event should remember."""
    snapshot = document.newest_snapshot()
    check_publishable(document, snapshot, date, allow_empty=allow_empty)
    passed = pass_gates(document, snapshot, by)
    if snapshot.published_at != date:
        snapshot = snapshot.changed(published_at=date)
        store_revision(document, snapshot, by=by, kind=Revision.Kind.PUBLISH)
    old_path = document.get_absolute_url() if document.was_public else ""
    write_dates(document, date)
    _end_review(document)
    document.live_revision = document.newest_revision
    write_live(document, snapshot, rendered(document, snapshot))
    list_anew(document)
    if old_path:
        keep_old_path(document, old_path, document.get_absolute_url())
    return passed


def _end_review(document: Document) -> None:
    """Nobody is asked any more: it was decided. The caller stores the row."""
    for name in _REVIEW:
        setattr(document, name, None)


def write_dates(document: Document, date: datetime) -> None:
    """Set state and dates for going live at this moment; the caller stores the row."""
    if not document.was_public:
        document.first_public_at = date
    document.status = Status.PUBLISHED
    document.published_at = date
    document.live_at = timezone.now()
    document.archived_at, document.archive_reason, document.successor = None, "", ""


def check_publishable(
    document: Document, snapshot: Snapshot, date: datetime, *, allow_empty: bool
) -> None:
    """Refuse to publish what isn't ready, naming the field.

    Raises ValidationError.
    """
    if not snapshot.title.strip():
        raise ValidationError({"title": "Give it a title before publishing."})
    is_link = isinstance(document, Post) and bool(snapshot.external_url)
    if not snapshot.body.strip() and not is_link and not allow_empty:
        raise ValidationError({"body": "There is no text yet. Write some before publishing."})
    if date < EARLIEST_DATE:
        raise ValidationError(
            {"published_at": f"The year {date.year} can't be meant. Correct the date."}
        )
    check_address(document, snapshot.address)
