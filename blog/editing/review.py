"""Review: submitting a text, deciding on it, and who is asked to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from blog.editing.events import NOTE_MAX, record
from blog.editing.moves import check_move
from blog.editing.revisions import locked
from blog.editing.seen import check_seen
from blog.models import Approval, Document, Event, Post
from blog.models.attached import owner_of

if TYPE_CHECKING:
    from accounts.models import User

_COLUMNS = ("submitted_at", "submitted_by")


@transaction.atomic
def submit(document: Document, by: User, note: str = "") -> None:
    """Ask for the newest version to be looked at.

    Raises PermissionDenied and ValidationError, as each of these moves does.
    """
    document = locked(document)
    check_move("submit", document, by)
    document.submitted_at, document.submitted_by = timezone.now(), by
    document.save(update_fields=_COLUMNS)
    record(Event.Kind.SUBMITTED, document=document, by=by, note=checked(note))


@transaction.atomic
def withdraw(document: Document, by: User, note: str = "") -> None:
    """Take it back from review."""
    document = locked(document)
    check_move("withdraw", document, by)
    _leave_review(document)
    record(Event.Kind.WITHDRAWN, document=document, by=by, note=checked(note))


@transaction.atomic
def ask_for_changes(document: Document, by: User, note: str) -> None:
    """Give it back to its writers, saying what should change."""
    document = locked(document)
    check_move("ask_for_changes", document, by)
    if not note.strip():
        raise ValidationError({"note": "Say in the note what should change."})
    _leave_review(document)
    record(Event.Kind.CHANGES_REQUESTED, document=document, by=by, note=checked(note))


@transaction.atomic
def approve(document: Document, by: User, note: str = "", *, seen: int | None = None) -> None:
    """Find the newest version good to publish. It stays in review until it is published.

    `seen` is the id of the revision that the person had before them.
    """
    document = locked(document)
    newest = document.newest_revision
    if newest is None:
        raise ValidationError("There is nothing to approve yet. Save it first.")
    if newest.created_by_id == by.pk and document.can_be_reviewed_by(by):
        raise ValidationError(
            "You saved the newest version yourself, so somebody else must approve it."
        )
    check_move("approve", document, by)
    check_seen(document, seen, by)
    if Approval.objects.standing(document).filter(by=by).exists():
        raise ValidationError("You approved this version already.")
    Approval.objects.create(
        **owner_of(document),
        revision=newest,
        by=by,
        by_name=str(by),
        note=checked(note),
    )
    record(Event.Kind.APPROVED, document=document, by=by, note=checked(note))


@transaction.atomic
def assign(document: Document, by: User, reviewer: User | None) -> None:
    """Name who should look at it, or nobody. They may edit it until it is decided."""
    document = locked(document)
    check_move("assign", document, by)
    if reviewer == document.reviewer:
        return
    if reviewer is not None:
        _check_reviewer(document, reviewer)
    document.reviewer = reviewer
    document.save(update_fields=["reviewer"])
    record(
        Event.Kind.ASSIGNED,
        document=document,
        by=by,
        reviewer=reviewer.pk if reviewer else None,
        name=str(reviewer or "nobody"),
    )


def possible_reviewers(document: Document) -> QuerySet[User]:
    """Return the accounts that can be asked to review the text, by name: none of its writers."""
    codename = "change_post" if isinstance(document, Post) else "publish_pages"
    may = Q(is_superuser=True) | Q(
        groups__permissions__codename=codename, groups__permissions__content_type__app_label="blog"
    )
    users: QuerySet[User] = get_user_model().objects.filter(is_active=True, is_staff=True)
    others = users.filter(may).exclude(pk__in=document.writers().values("pk"))
    return others.distinct().order_by("name", "email")


def checked(note: str) -> str:
    """Return the note without outer spaces. Raises ValidationError where it is too long."""
    note = note.strip()
    if len(note) > NOTE_MAX:
        raise ValidationError(
            {"note": f"A note has at most {NOTE_MAX} characters; this one has {len(note)}."}
        )
    return note


def _check_reviewer(document: Document, reviewer: User) -> None:
    if document.is_written_by(reviewer):
        problem = f"{reviewer} is one of its writers. Choose somebody else."
    elif not possible_reviewers(document).filter(pk=reviewer.pk).exists():
        problem = f"{reviewer} can’t review this. Choose somebody with an active account."
    else:
        return
    raise ValidationError({"reviewer": problem})


def _leave_review(document: Document) -> None:
    document.submitted_at = document.submitted_by = None
    document.save(update_fields=_COLUMNS)
