"""Throwing away a draft that readers never saw, and bringing it back for thirty days."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django_tasks import task

from blog.editing.events import record
from blog.editing.revisions import locked
from blog.models import Document, Event, Page, Post, Presence, Status

if TYPE_CHECKING:
    from accounts.models import User

DAYS = 30


def why_not_trash(document: Document) -> str:
    """Return why the text can't be thrown away, as a sentence; empty where it can."""
    if document.was_public:
        return "Readers have seen this, so it can’t be thrown away. Archive it instead."
    if document.status != Status.DRAFT:
        return "This is to appear by itself. Take it back to draft first, then throw it away."
    return ""


@transaction.atomic
def throw_away(document: Document, *, by: User) -> None:
    """Put a never-published draft into the trash, for whoever may edit it to bring back.

    Its address stays its own for as long. Raises ValidationError where readers have seen it or
    will, PermissionDenied and NotEditable where it isn't the user's to edit.
    """
    document = locked(document)
    if not document.can_be_thrown_away_by(by):
        raise PermissionDenied("This text is not yours to throw away.")
    if refusal := why_not_trash(document):
        raise ValidationError(refusal)
    now = timezone.now()
    document.trashed_at, document.trashed_by, document.first_public_at = now, by, None
    document.save(update_fields=["trashed_at", "trashed_by", "first_public_at"])
    Presence.objects.of(document).delete()
    record(Event.Kind.TRASHED, document=document, by=by)
    transaction.on_commit(lambda: _purge_after(now))


def _purge_after(moment: Any) -> None:
    purge_trash.using(run_after=moment + timedelta(days=DAYS)).enqueue()


@transaction.atomic
def take_back(document: Document, *, by: User) -> None:
    """Make what was thrown away a draft again, as it was.

    Raises PermissionDenied where it isn't in the trash of this user.
    """
    document = locked(document, even_trashed=True)
    rows: Any = type(document)._default_manager
    if not rows.recoverable_by(by).filter(pk=document.pk).exists():
        raise PermissionDenied("This text is not in the trash, or not yours to bring back.")
    document.trashed_at = document.trashed_by = None
    document.save(update_fields=["trashed_at", "trashed_by"])
    record(Event.Kind.UNTRASHED, document=document, by=by)


def purge() -> int:
    """Delete for good what has been in the trash for thirty days; return how many texts."""
    return sum(_purged(model, pk) for model in (Post, Page) for pk in _overdue(model))


def _overdue(model: Any) -> list[int]:
    return list(_due(model).order_by("pk").values_list("pk", flat=True))


def _due(model: Any) -> Any:
    since = timezone.now() - timedelta(days=DAYS)
    return model.objects.trashed().filter(trashed_at__lte=since)


@transaction.atomic
def _purged(model: Any, pk: int) -> bool:
    """Delete one, unless somebody brought it back since it was looked up."""
    document = _due(model).select_for_update().filter(pk=pk).first()
    if document is None:
        return False
    document.delete()
    return True


@task()
def purge_trash() -> int:
    """Empty the trash of what is due; a second run finds nothing more."""
    return purge()
