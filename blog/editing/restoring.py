"""Bringing an earlier version of a text back, as a new one on top of all the others."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import transaction

from blog.editing.addresses import check_address
from blog.editing.events import record
from blog.editing.resolve import References
from blog.editing.revisions import locked, save
from blog.models import CreditRef, Document, Event, Image, Post, Ref, Revision, Snapshot, ThanksRef
from blog.models.picture_use import names_in

if TYPE_CHECKING:
    from accounts.models import User


@dataclass(frozen=True, slots=True)
class Restored:
    """What restoring made. `missing` are sentences on what could not be brought back."""

    revision: Revision
    is_new: bool
    missing: tuple[str, ...] = ()


@transaction.atomic
def restore(document: Document, version: Revision, *, by: User) -> Restored:
    """Make an earlier version the newest one; every version between stays as it is.

    Merged authors, tags and partners come back as their successors. Readers see nothing of it
    before it is published. Raises ValidationError, PermissionDenied and NotEditable as `save`
    does, and ValidationError where the version is another text's.
    """
    document = locked(document)
    if version.document != document:
        raise ValidationError("This version belongs to another text.")
    newest = document.newest_revision
    snapshot, missing = _resolved(document, Snapshot.from_json(version.data))
    note = f"From version {version.number}"
    revision = save(document, snapshot, by=by, kind=Revision.Kind.RESTORE, note=note)
    is_new = newest is None or revision.pk != newest.pk
    if is_new:
        record(
            Event.Kind.RESTORED,
            document=document,
            by=by,
            revision=revision,
            note=note,
            number=version.number,
        )
    return Restored(revision, is_new, missing)


def _resolved(document: Document, snapshot: Snapshot) -> tuple[Snapshot, tuple[str, ...]]:
    """Return the snapshot as it can be now, and what of it is lost, as sentences."""
    present = _Present(References.of(snapshot))
    snapshot = snapshot.changed(
        credits=present.credits(),
        acknowledgements=present.thanks(),
        tags=present.tags(),
        **present.single(),
    )
    lost = [*present.lost, *_lost_pictures(snapshot.body)]
    return _with_free_address(document, snapshot, lost), tuple(lost)


class _Present:
    """What a snapshot refers to, as it is now; `lost` are sentences on what is gone."""

    def __init__(self, found: References) -> None:
        self.found = found
        self.lost: list[str] = []

    def ref(self, kind: str, ref: Ref | None, row: Any) -> Ref | None:
        if ref is not None and row is None:
            self.lost.append(f"The {kind} “{ref.name}” no longer exists, so it is left out.")
        return Ref.to(row)

    def credits(self) -> tuple[CreditRef, ...]:
        rows = self.found.authors
        credited = [
            replace(credit, author=author)
            for credit in self.found.snapshot.credits
            if (author := self.ref("author", credit.author, rows.get(credit.author.id)))
        ]
        return tuple(dict.fromkeys(credited))

    def thanks(self) -> tuple[ThanksRef, ...]:
        rows = self.found.partners
        thanked = [
            replace(each, collaborator=partner, grant=self.grant(each.grant))
            for each in self.found.snapshot.acknowledgements
            if (partner := self.ref("partner", each.collaborator, rows.get(each.collaborator.id)))
        ]
        return tuple(dict.fromkeys(thanked))

    def grant(self, grant: Ref | None) -> Ref | None:
        return self.ref("grant", grant, self.found.grants.get(grant.id)) if grant else None

    def tags(self) -> tuple[Ref, ...]:
        rows = self.found.tags
        tagged = [self.ref("tag", ref, rows.get(ref.id)) for ref in self.found.snapshot.tags]
        return tuple(dict.fromkeys(tag for tag in tagged if tag))

    def single(self) -> dict[str, Ref | None]:
        then, now = self.found.snapshot, self.found
        return {
            "category": self.ref("category", then.category, now.category),
            "series": self.ref("series", then.series, now.series),
            "featured": self.ref("picture", then.featured, now.featured),
            "translation_of": self.ref("post", then.translation_of, now.translation_of),
        }


def _lost_pictures(body: str) -> list[str]:
    names = names_in(body)
    if not names:
        return []
    gone = names - set(Image.objects.filter(file__in=names).values_list("file", flat=True))
    return [
        f"The picture {name} is no longer in the library; the text still names it."
        for name in sorted(gone)
    ]


def _with_free_address(document: Document, snapshot: Snapshot, lost: list[str]) -> Snapshot:
    """Keep the present address where the earlier one is somebody else's now."""
    try:
        check_address(document, snapshot.address)
    except ValidationError:
        present = document.newest_snapshot().address
        kind = "address" if isinstance(document, Post) else "path"
        lost.append(
            f"The {kind} “{snapshot.address}” belongs to another text now, so it keeps “{present}”."
        )
        return snapshot.changed(address=present)
    return snapshot
