"""Addresses by which somebody without an account reads one text before it is public."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from accounts.secrets import hash_of, new_secret
from blog.editing.events import record
from blog.editing.revisions import locked
from blog.models import Document, Event, PreviewLink, Revision, Status
from blog.models.addresses import absolute
from blog.models.attached import owner_of
from blog.models.review import LINK_DAYS

if TYPE_CHECKING:
    from accounts.models import User

# How long a link may open, in days.
DAYS = (1, 7, 14, 30, 90)
# A reload, and the page that follows an answer, are no second opening.
SAME_OPENING = timedelta(minutes=1)
_RELATED = ("post__newest_revision", "page__newest_revision", "revision", "collaborator")


@transaction.atomic
def make_link(
    document: Document,
    *,
    by: User,
    label: str,
    revision: Revision | None = None,
    days: int = LINK_DAYS,
    **asked: Any,
) -> tuple[PreviewLink, str]:
    """Store a new link and return it with its secret, which is stored nowhere.

    `label` says whom it is for. It shows `revision`, or always the newest one where that is None.
    `asked` are the columns of a link that asks for a sign-off. Raises PermissionDenied, and
    ValidationError where there is nothing to show, or `days` is none of `DAYS`.
    """
    document = locked(document)
    may_share(document, by)
    if document.newest_revision is None or _is_closed(document):
        raise ValidationError("There is no text to show. Save one first.")
    if revision is not None and revision.document != document:
        raise ValidationError("This version belongs to another text.")
    if days not in DAYS:
        raise ValidationError("Choose one of the durations offered.")
    secret, token_hash = new_secret()
    link = PreviewLink.objects.create(
        **owner_of(document),
        token_hash=token_hash,
        label=label,
        revision=revision,
        created_by=by,
        expires_at=timezone.now() + timedelta(days=days),
        **asked,
    )
    if link.collaborator_id is None:
        record(Event.Kind.LINK_MADE, document=document, by=by, note=f"For {label}", link=link.pk)
    return link, secret


@transaction.atomic
def revoke(link: PreviewLink, *, by: User) -> None:
    """Let the link open nothing any more, at once. Raises PermissionDenied."""
    document = locked(link.document)
    may_share(document, by)
    link.refresh_from_db()
    if link.revoked_at is not None:
        return
    link.revoked_at = timezone.now()
    link.save(update_fields=["revoked_at"])
    record(Event.Kind.LINK_REVOKED, document=document, by=by, note=f"For {link}", link=link.pk)


def may_share(document: Document, user: User) -> None:
    """Stop who may not edit the text: whoever may, may let others read it.

    Raises PermissionDenied.
    """
    if not document.can_be_edited_by(user):
        raise PermissionDenied("This text is not yours to share.")


def address_of(secret: str) -> str:
    """Return the whole address that opens a link."""
    return absolute(reverse("preview_link", args=[secret]))


def find_link(secret: str) -> PreviewLink | None:
    """Return the link that the secret opens or opened once, with what it leads to."""
    rows: Any = PreviewLink.objects.select_related(*_RELATED)
    found: PreviewLink | None = rows.filter(token_hash=hash_of(secret)).first()
    return found


def shown_by(link: PreviewLink) -> Revision | None:
    """Return the version that the link shows now."""
    newest: Revision | None = link.document.newest_revision
    return link.revision or newest


def has_newer(link: PreviewLink) -> bool:
    """Whether the text was saved again after the version that the link shows."""
    return link.revision_id is not None and link.revision_id != link.document.newest_revision_id


def why_closed(link: PreviewLink) -> str:
    """Return why the link opens nothing, in a sentence for who has it; empty where it opens."""
    if link.revoked_at is not None:
        return _("Whoever sent you this link has taken it back. If you had a newer one, use that.")
    if not link.works:
        day = date_format(localtime(link.expires_at), "DATE_FORMAT")
        sentence = _("This link opened until %(day)s. Ask whoever sent it to you for a new one.")
        return sentence % {"day": day}
    if _is_closed(link.document) or shown_by(link) is None:
        return _("The text that this link led to was taken down.")
    return ""


def is_live(link: PreviewLink) -> bool:
    """Whether readers see by now what the link shows, or something newer."""
    document, shown = link.document, shown_by(link)
    live = document.live_revision
    return bool(document.is_public and live and shown and shown.number <= live.number)


def note_opening(link: PreviewLink) -> None:
    """Count that somebody opened the link; again within a minute is the same opening."""
    since = timezone.now() - SAME_OPENING
    if link.openings.filter(at__gt=since).exists() or link.sign_offs.filter(at__gt=since).exists():
        return
    link.openings.create()


def _is_closed(document: Document) -> bool:
    gone = document.trashed_at or document.erased_at
    return bool(gone) or document.status == Status.ARCHIVED
