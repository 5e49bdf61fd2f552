"""Erasing a text for legal reasons: what it said goes, and that it was erased stays on record."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from blog.editing.events import record
from blog.editing.listings import list_anew
from blog.editing.pictures.uses import shown_only_by
from blog.editing.revisions import locked
from blog.editing.signals import announce
from blog.models import (
    Comment,
    Correction,
    Document,
    Event,
    FeedEntry,
    Image,
    Post,
    PreviewLink,
    Redirect,
    Revision,
    SearchRow,
    SignOff,
    Status,
)
from blog.models.attached import Attached, owner_of
from blog.models.rendering import Rendering
from blog.models.search import forget, forget_words
from blog.models.snapshot import FEATURED_WORDS

if TYPE_CHECKING:
    from accounts.models import User

PERMISSION = "blog.erase_documents"
_NOTHING = Rendering("", "", "", "", [], [], 0, 0)
_EMPTY = {
    "title": "(erased)",
    **dict.fromkeys(("subtitle", "summary", "body"), ""),
    **dict.fromkeys(("featured_url", *FEATURED_WORDS), ""),
    **dict.fromkeys(("archive_reason", "successor"), ""),
    **dict.fromkeys(("featured", "created_by", "submitted_at", "submitted_by"), None),
    **dict.fromkeys(("reviewer", "trashed_at", "trashed_by"), None),
    **dict.fromkeys(("published_at", "updated_at"), None),
    **dict.fromkeys(("live_revision", "newest_revision"), None),
    "needs_sign_off": False,
    "source_hash": "",
}
_EMPTY_POST = {
    **dict.fromkeys(("category", "series", "series_position", "template"), None),
    "external_url": "",
    "doi": "",
}


@dataclass(frozen=True, slots=True)
class Consequences:
    """What erasing a text takes with it; `keeps_address` says whether its address answers 410."""

    revisions: int
    comments: int
    links: int
    sign_offs: int
    corrections: int
    pictures: tuple[Image, ...]
    keeps_address: bool


def consequences(document: Document) -> Consequences:
    """Return what would go, for whoever decides."""
    return Consequences(
        revisions=Revision.objects.of(document).count(),
        comments=Comment.objects.of(document).count(),
        links=PreviewLink.objects.of(document).count(),
        sign_offs=SignOff.objects.of(document).count(),
        corrections=Correction.objects.of(document).count(),
        pictures=tuple(shown_only_by(document)),
        keeps_address=document.was_public,
    )


def may_erase(by: User) -> None:
    """Stop whose role doesn't let them erase. Raises PermissionDenied."""
    if not by.has_perm(PERMISSION):
        raise PermissionDenied("Your role does not let you erase a text. Ask an administrator.")


@transaction.atomic
def erase(document: Document, *, by: User, reason: str) -> Consequences:
    """Remove all that the text said, in every version, and the pictures that nothing else uses.

    What was public keeps its row, emptied: its address answers 410 and is nobody else's, and an
    import knows that it must not come back. What readers never saw goes wholly. Events stay,
    without their words. Raises PermissionDenied, NotEditable where it was erased already, and
    ValidationError without a reason.
    """
    may_erase(by)
    if not reason.strip():
        raise ValidationError({"reason": "Say why it is erased. The record keeps it."})
    document = locked(document, even_trashed=True)
    found = consequences(document)
    name = f"{document._meta.verbose_name} {document.pk}"
    stays = found.keeps_address or bool(document.source_guid)
    _silence_the_record(document, name)
    _forget_title_elsewhere(document)
    _remove_belongings(document)
    _empty(document, keeps_address=found.keeps_address)
    _remove_pictures(found.pictures)
    record(Event.Kind.ERASED, document=document, by=by, subject=name, note=reason.strip())
    if stays:
        announce(document, "erased")
    else:
        document.delete()
    return found


def _silence_the_record(document: Document, name: str) -> None:
    """Keep who did what and when, and none of the words."""
    Event.objects.of(document).update(subject=name, note="", data={})
    logged = LogEntry.objects.filter(
        content_type=ContentType.objects.get_for_model(document), object_id=str(document.pk)
    )
    logged.update(object_repr=name, change_message="")


def _forget_title_elsewhere(document: Document) -> None:
    """Take the title out of what its translations remember of it."""
    if not isinstance(document, Post):
        return
    others = Post.objects.filter(translation_group=document.translation_group)
    revisions = Revision.objects.filter(
        post__in=others.exclude(pk=document.pk), data__translation_of__id=document.pk
    )
    for revision in revisions.iterator(chunk_size=50):
        revision.data["translation_of"] = None
        revision.save(update_fields=["data"])


def _remove_belongings(document: Document) -> None:
    """Delete every row of the text, of whatever kind is or will be attached to one."""
    document.live_revision = document.newest_revision = None
    document.save(update_fields=["live_revision", "newest_revision"])
    for model in Attached.__subclasses__():
        rows: Any = model._default_manager.filter(**owner_of(document))
        (rows.defer("data") if model is Revision else rows).delete()
    if isinstance(document, Post):
        for parts in ("credits", "taggings", "acknowledgements", "checklist"):
            getattr(document, parts).all().delete()
        # With the text, not after it: a receiver of `post_changed` may fail, or never be told.
        FeedEntry.objects.filter(post=document).delete()
    forget(SearchRow.objects.filter(**owner_of(document)))
    forget_words(f"{document.title} {document.subtitle} {document.summary} {document.text}")


def _empty(document: Document, *, keeps_address: bool) -> None:
    """Leave of the row its identity, its address where that was public, and that it is erased."""
    now = timezone.now()
    for field, value in (_EMPTY | (_EMPTY_POST if isinstance(document, Post) else {})).items():
        setattr(document, field, value)
    document.take_rendering(_NOTHING)
    document.status = Status.ARCHIVED
    document.archived_at = document.erased_at = document.live_at = document.modified_at = now
    if isinstance(document, Post):
        document.translation_group = uuid.uuid4()
    if not keeps_address:
        # Nobody knows it, so nobody needs to be told that it is gone; and it may tell the title.
        column = "slug" if isinstance(document, Post) else "path"
        setattr(document, column, f"erased-{document.pk}-{uuid.uuid4().hex[:8]}")
        document.first_public_at = None
        Redirect.objects.filter(**owner_of(document)).delete()
    document.save()
    list_anew(document)


def _remove_pictures(pictures: tuple[Image, ...]) -> None:
    """Delete the rows, and the files once that is stored."""
    Image.objects.filter(pk__in=[image.pk for image in pictures]).delete()
    for image in pictures:
        # A file that can't be deleted now is logged and must not keep the others.
        transaction.on_commit(image.delete_files, robust=True)
