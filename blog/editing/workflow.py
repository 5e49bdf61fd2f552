"""What makes a text public and what takes it back: the only code that changes live rows."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from blog.editing.addresses import check_address, keep_old_path
from blog.editing.live import rendered, write_live
from blog.editing.revisions import locked, store_revision
from blog.editing.signals import announce
from blog.models import Document, Post, Revision, Snapshot, Status
from blog.models.addresses import leads_somewhere
from blog.models.document import EARLIEST_DATE

if TYPE_CHECKING:
    from accounts.models import User

_ARCHIVE = ("archived_at", "archive_reason", "successor")


@transaction.atomic
def publish(
    document: Document,
    *,
    by: User | None,
    at: datetime | None = None,
    material: bool = False,
    allow_empty: bool = False,
) -> None:
    """Make the newest revision what readers see, now.

    Its date is `at`, else the date typed in, else the date it has, else now; a date to come
    counts as now. `material` says that readers should know of the change: it moves
    `updated_at`. `allow_empty` lets an import publish an empty body.
    Raises ValidationError (by field) and PermissionDenied; then nothing changes.
    """
    may_publish(document, by)
    document = locked(document)
    now = timezone.now()
    dates = (at, document.newest_snapshot().published_at, document.published_at)
    date = next((date for date in dates if date and date <= now), now)
    if material and document.was_public:
        document.updated_at = now
    _go_live(document, date, by=by, allow_empty=allow_empty)
    announce(document, "published")


@transaction.atomic
def schedule(document: Document, *, by: User | None, at: datetime) -> None:
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
    _go_live(document, at, by=by)
    announce(document, "scheduled")


@transaction.atomic
def unpublish(document: Document, *, by: User | None) -> None:
    """Take a published, scheduled or archived text back to draft; its address stays reserved."""
    may_publish(document, by)
    document = locked(document)
    if document.status == Status.DRAFT:
        raise ValidationError("This is a draft already.")
    document.status = Status.DRAFT
    document.live_at = timezone.now()
    document.archived_at, document.archive_reason, document.successor = None, "", ""
    if document.mirrors_newest:
        _forget_schedule(document)
    else:
        document.save()
    announce(document, "unpublished")


def _forget_schedule(document: Document) -> None:
    """Let what never appeared be a draft like any other, whose row says what was saved last."""
    document.first_public_at = document.published_at = document.live_revision = None
    snapshot = document.newest_snapshot()
    write_live(document, snapshot, rendered(document, snapshot))


@transaction.atomic
def archive(document: Document, *, by: User | None, reason: str = "", successor: str = "") -> None:
    """Take a text down for good: its address answers 410, with `successor` as the pointer.

    `successor` is a path here or a whole http(s) address. Raises ValidationError where the
    text was never public, or the successor is no address.
    """
    may_publish(document, by)
    document = locked(document)
    if not document.was_public:
        raise ValidationError("Readers never saw this. Take it back to draft instead.")
    if successor and not leads_somewhere(successor):
        raise ValidationError(
            {"successor": "Write a path here, such as /blog/new/, or a whole https:// address."}
        )
    document.status = Status.ARCHIVED
    document.archived_at = document.live_at = timezone.now()
    document.archive_reason, document.successor = reason, successor
    document.save(update_fields=["status", "live_at", *_ARCHIVE])
    announce(document, "archived")


def may_publish(document: Document, by: User | None) -> None:
    """Stop somebody whose role doesn't let them publish this; None is the program itself.

    Raises PermissionDenied.
    """
    if by is not None and not document.can_be_published_by(by):
        raise PermissionDenied("Your role does not let you publish this. Ask an editor.")


def _go_live(
    document: Document, date: datetime, *, by: User | None, allow_empty: bool = False
) -> None:
    snapshot = document.newest_snapshot()
    check_publishable(document, snapshot, date, allow_empty=allow_empty)
    if snapshot.published_at != date:
        snapshot = snapshot.changed(published_at=date)
        store_revision(document, snapshot, by=by, kind=Revision.Kind.PUBLISH)
    old_path = document.get_absolute_url() if document.was_public else ""
    write_dates(document, date)
    document.live_revision = document.newest_revision
    write_live(document, snapshot, rendered(document, snapshot))
    if old_path:
        keep_old_path(document, old_path, document.get_absolute_url())


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
