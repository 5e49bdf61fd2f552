"""Who is concerned by something done to a text. Each takes the event and returns users."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib.auth import get_user_model
from django.contrib.auth.backends import ModelBackend
from django.db.models import Q

from blog.models import Comment, Document, Event, Page

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from accounts.models import User


def document_of(event: Event) -> Document | None:
    """Return the text that the event is about, if it is about one that still exists."""
    return event.post or event.page


def authors(event: Event) -> QuerySet[User]:
    """Return whose text it is."""
    document = document_of(event)
    if document is None:
        return _users().none()
    return document.writers().filter(is_active=True)


def reviewer(event: Event) -> QuerySet[User]:
    """Return who is asked by name to review the text."""
    document = document_of(event)
    return _users().filter(pk__in=_keys([document.reviewer_id] if document else []))


def editors(event: Event) -> QuerySet[User]:
    """Return everybody who may decide on the text, where nobody was asked by name."""
    document = document_of(event)
    if document is None or document.reviewer_id:
        return _users().none()
    permission = "blog.publish_pages" if isinstance(document, Page) else "blog.publish_all_posts"
    found: Any = ModelBackend().with_perm(permission)
    return _users().filter(pk__in=found.values("pk"))


def mentioned(event: Event) -> QuerySet[User]:
    """Return whom the comment names."""
    return _users().filter(pk__in=_keys(event.data.get("mentioned")))


def participants(event: Event) -> QuerySet[User]:
    """Return who wrote in the conversation, or was named in it."""
    comment = comment_of(event)
    if comment is None:
        return _users().none()
    thread = comment.thread_id or comment.pk
    remarks = Comment.objects.filter(Q(pk=thread) | Q(thread=thread))
    return _users().filter(Q(pk__in=remarks.values("by")) | Q(pk__in=remarks.values("mentioned")))


def askers(event: Event) -> QuerySet[User]:
    """Return who asked partners to agree to the text."""
    document = document_of(event)
    if document is None:
        return _users().none()
    asked = Event.objects.of(document).filter(kind=Event.Kind.SIGN_OFF_ASKED)
    return _users().filter(pk__in=asked.values("by"))


def owner(event: Event) -> QuerySet[User]:
    """Return whose text it is now."""
    document = document_of(event)
    # Somebody who leaves hands over many at once: of those one mail tells.
    if document is None or event.data.get("leaving"):
        return _users().none()
    return _users().filter(pk__in=_keys([document.created_by_id]))


def heir(event: Event) -> QuerySet[User]:
    """Return who took over the work of somebody who left."""
    return _users().filter(pk__in=_keys([event.data.get("heir")]))


def inviter(event: Event) -> QuerySet[User]:
    """Return who invited the person that joined."""
    return _users().filter(pk__in=_keys([event.data.get("inviter")]))


def comment_of(event: Event) -> Comment | None:
    """Return the comment that the event is about, if it still exists."""
    keys = _keys([event.data.get("comment")])
    return Comment.objects.filter(pk__in=keys).first()


def _keys(values: Any) -> list[int]:
    return [value for value in values or () if isinstance(value, int)]


def _users() -> QuerySet[User]:
    return get_user_model().objects.filter(is_active=True)
