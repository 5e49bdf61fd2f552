"""Comments on a text: threads that hang on a quotation of it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from django.contrib.auth import get_user_model
from django.contrib.auth.backends import ModelBackend
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from blog.editing.anchors import CONTEXT, QUOTE_MAX, Anchor
from blog.editing.events import record
from blog.editing.revisions import locked
from blog.models import Comment, Document, Event, Page
from blog.models.attached import owner_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from accounts.models import User

COMMENT_MAX = 10_000
# A thread is shown whole, beside the text.
MOST_REPLIES = 200
_EXCERPT = 200


@transaction.atomic
def comment(document: Document, by: User, text: str, *, anchor: Anchor | None = None) -> Comment:
    """Begin a thread, on a passage or on the whole text. An @ before a name mentions somebody.

    Raises ValidationError (by field), PermissionDenied and NotEditable; then nothing is stored.
    """
    anchor = anchor or Anchor("")
    if len(anchor.quote) > QUOTE_MAX:
        raise ValidationError({"quote": f"Quote at most {QUOTE_MAX} characters."})
    return _store(
        document,
        by,
        text,
        quote=_clean(anchor.quote),
        before=_clean(anchor.before[-CONTEXT:]),
        after=_clean(anchor.after[:CONTEXT]),
    )


@transaction.atomic
def reply(thread: Comment, by: User, text: str) -> Comment:
    """Add a remark to a thread; a resolved one is open again.

    Raises ValidationError (by field), PermissionDenied and NotEditable; then nothing is stored.
    """
    thread = _held(thread)
    if thread.replies.count() >= MOST_REPLIES:
        raise ValidationError("This conversation is very long. Begin another one with your remark.")
    if thread.resolved_at is not None:
        reopen(thread, by)
    return _store(thread.document, by, text, thread=thread)


@transaction.atomic
def resolve(thread: Comment, by: User) -> None:
    """Close a thread; one that is closed stays so. Raises as `reply` does."""
    thread = _held(thread)
    _check_access(thread.document, by)
    if thread.resolved_at is not None:
        return
    thread.resolved_at, thread.resolved_by = timezone.now(), by
    thread.save(update_fields=["resolved_at", "resolved_by"])
    _record(Event.Kind.RESOLVED, thread, by)


@transaction.atomic
def reopen(thread: Comment, by: User) -> None:
    """Open a closed thread again; an open one stays so. Raises as `reply` does."""
    thread = _held(thread)
    _check_access(thread.document, by)
    if thread.resolved_at is None:
        return
    thread.resolved_at = thread.resolved_by = None
    thread.save(update_fields=["resolved_at", "resolved_by"])
    _record(Event.Kind.REOPENED, thread, by)


def mentionable(document: Document) -> QuerySet[User]:
    """Return who may be mentioned: everybody at work here who may open this text."""
    permission = "blog.change_page" if isinstance(document, Page) else "blog.edit_all_posts"
    allowed: Any = ModelBackend().with_perm(permission)
    concerned = Q(pk__in=document.writers().values("pk")) | Q(pk=document.reviewer_id)
    rows = get_user_model().objects.filter(is_active=True, is_staff=True)
    return rows.filter(Q(pk__in=allowed.values("pk")) | concerned).order_by("name", "email")


def _store(document: Document, by: User, text: str, **fields: Any) -> Comment:
    document = locked(document)
    document = locked(document)
    _check_access(document, by)
    text = _clean(text.replace("\r\n", "\n")).strip()
    if not text:
        raise ValidationError({"text": "Write something before sending it."})
    if len(text) > COMMENT_MAX:
        raise ValidationError({"text": f"Shorten it to {COMMENT_MAX} characters."})
    row = Comment.objects.create(
        **owner_of(document),
        revision=document.newest_revision,
        text=text,
        by=by,
        by_name=str(by),
        **fields,
    )
    named = [user.pk for user in mentioned_in(text, mentionable(document))]
    row.mentioned.set(named)
    _record(Event.Kind.COMMENTED, row, by, mentioned=named)
    return row


def mentioned_in(text: str, people: Iterable[User]) -> list[User]:
    """Return who of these people stands in the text with an @ before the name.

    Case doesn't matter; of two names that begin alike, such as Ann and Ann Lee, the longer one
    that fits is meant.
    """
    found: dict[int, User] = {}
    folded = text.casefold()
    for user in sorted(people, key=lambda user: -len(str(user))):
        name = re.escape(f"@{user}".casefold())
        rest = re.sub(rf"(?<!\w){name}(?!\w)", " ", folded)
        if rest != folded:
            found[user.pk], folded = user, rest
    return list(found.values())


def _record(kind: Event.Kind, row: Comment, by: User, **data: Any) -> None:
    record(kind, document=row.document, by=by, note=row.text[:_EXCERPT], comment=row.pk, **data)


def _held(thread: Comment) -> Comment:
    """Hold the text that it is about until the transaction ends, and bring the thread up to date.

    Everybody holds the text first, so that nobody waits for each other. Raises NotEditable.
    """
    locked(thread.document)
    thread.refresh_from_db()
    return thread


def _check_access(document: Document, by: User) -> None:
    if not document.can_be_edited_by(by):
        raise PermissionDenied("This text is not yours to comment on.")


def _clean(text: str) -> str:
    return text.replace("\x00", "")
