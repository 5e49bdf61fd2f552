"""Storing one planned item, whole or not at all, through the same doors as an editor's save."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Model
from django.utils import timezone

from blog.editing import workflow
from blog.editing.profiles import render_blurb
from blog.editing.revisions import save
from blog.models import (
    Collaborator,
    Document,
    Page,
    Post,
    Redirect,
    Ref,
    Revision,
    Snapshot,
    Status,
    ThanksRef,
)
from blog.models.redirect import normal_path
from blog.transfer.body import Body, language_of
from blog.transfer.dates import ItemDate, read_date
from blog.transfer.names import credits_of, tags_of
from blog.transfer.plan import Planned
from blog.transfer.report import ItemReport

MODELS: dict[str, type[Model]] = {
    "post": Post,
    "page": Page,
    "collaborator": Collaborator,
    "redirect": Redirect,
}
_ONLY_A_PICTURE = re.compile(r"!\[[^\]]*\]\((?P<address>[^\s)]+)\)(?:\{[^}]*\})?")
_BY_YEAR = re.compile(r"^(?:/blog)?/\d{4}/([^/]+)/$")


@dataclass
class Circumstances:
    """What decides beside the item itself. Undated things get `undated_post` and `undated_page`."""

    zone: ZoneInfo
    language: str
    undated_post: datetime
    undated_page: datetime
    undated_reason: str = "the oldest of the feed"
    overwrite: bool = False
    note: str = ""
    partners: dict[str, Collaborator] = field(default_factory=dict)


def is_edited(planned: Planned) -> bool:
    """Whether somebody changed here what an earlier import made of the item."""
    existing = planned.existing
    if isinstance(existing, Document):
        newest = existing.newest_revision
        return newest is not None and newest.kind != Revision.Kind.IMPORT
    if isinstance(existing, Collaborator):
        return existing.imported_hash != _partner_hash(existing)
    return False


def is_put_away(existing: Model | None) -> str | None:
    """Return how somebody here parted with the item, which no import undoes; None for kept ones."""
    if isinstance(existing, Document) and existing.erased_at:
        return "was erased"
    if isinstance(existing, Document) and existing.trashed_at:
        return "is in the trash"
    return None


@transaction.atomic
def store_document(
    planned: Planned, body: Body, source_hash: str, report: ItemReport, around: Circumstances
) -> None:
    """Store a post or page and bring it to the state that its date asks for. Raises
    ValidationError.
    """
    document = planned.existing or _new_document(planned)
    was_edited = is_edited(planned)
    before = document.newest_revision_id
    date = _date(planned, document, report, around)
    snapshot = _snapshot(document, planned, body, date, around)
    save(document, snapshot, by=None, kind=Revision.Kind.IMPORT, note=around.note)
    if document.source_hash != source_hash:
        document.source_hash = source_hash
        document.save(update_fields=["source_hash"])
    if planned.existing is None:
        report.action = "created"
    elif document.newest_revision_id == before:
        report.action = "unchanged"
    else:
        report.action = "overwritten" if was_edited else "updated"
    if report.action != "unchanged":
        _publish(document, date, report)
    _keep_old_path(document, planned)


def _new_document(planned: Planned) -> Document:
    guid = planned.item.guid
    if planned.kind == "page":
        return Page(source_guid=guid)
    return Post(source_guid=guid, guid=guid)


def _snapshot(
    document: Document, planned: Planned, body: Body, date: datetime | None, around: Circumstances
) -> Snapshot:
    """The item as a snapshot; what a feed doesn't know (tags, credits …) stays as it was."""
    snapshot = document.newest_snapshot()
    known = {thanks.collaborator.id for thanks in snapshot.acknowledgements}
    partners = [around.partners[slug] for slug in body.partners if slug in around.partners]
    mentioned = {partner.pk: partner for partner in partners if partner.pk not in known}
    thanks = tuple(ThanksRef(Ref(each.pk, str(each))) for each in mentioned.values())
    is_post = isinstance(document, Post)
    return snapshot.changed(
        title=body.title,
        body=body.markdown,
        address=snapshot.address or planned.address,
        language=language_of(planned.item.language, around.language),
        published_at=date or snapshot.published_at,
        acknowledgements=(*snapshot.acknowledgements, *thanks) if is_post else (),
        credits=snapshot.credits or (credits_of(planned.item.authors) if is_post else ()),
        tags=snapshot.tags or (tags_of(planned.item.tags) if is_post else ()),
    )


def _date(
    planned: Planned, document: Document, report: ItemReport, around: Circumstances
) -> datetime | None:
    """When the item was or will be published; None where it must stay a draft."""
    found: ItemDate = read_date(planned.item.date, around.zone)
    if found.is_implausible:
        report.warnings.append(f"The date “{found.written}” can't be meant, so this stays a draft.")
        return None
    if found.at is not None:
        return found.at
    if document.published_at is not None:
        return document.published_at
    if planned.kind == "page":
        return around.undated_page
    report.warnings.append(
        f"The post has no date; it got {around.undated_reason}, {around.undated_post:%Y-%m-%d}."
    )
    return around.undated_post


def _publish(document: Document, date: datetime | None, report: ItemReport) -> None:
    """Publish what is new or public already; what somebody took back here stays taken back."""
    if not document.newest_snapshot().body.strip():
        report.warnings.append("The item has no text.")
    is_new = document.status == Status.DRAFT and not document.was_public
    if date is None or not (is_new or document.is_public):
        return
    if date <= timezone.now():
        workflow.publish(document, by=None, at=date, allow_empty=True)
        return
    report.warnings.append(f"Its date, {date:%Y-%m-%d %H:%M} UTC, is to come: it is scheduled.")
    try:
        if not document.is_public:
            workflow.schedule(document, by=None, at=date)
    except ValidationError as error:
        report.warnings.append(f"It stays a draft: {' '.join(error.messages)}")


def _keep_old_path(thing: Document | Collaborator, planned: Planned) -> None:
    """Let the source's address lead here, unless it is the same or a general rule leads here."""
    by_year = _BY_YEAR.match(planned.old_path)
    is_general = by_year and planned.kind == "post" and by_year[1] == planned.address
    if (
        not planned.item.link
        or is_general
        or planned.old_path == normal_path(thing.get_absolute_url())
    ):
        return
    Redirect.objects.get_or_create(path=planned.old_path, defaults={planned.kind: thing})


@transaction.atomic
def store_collaborator(
    planned: Planned, body: Body, source_hash: str, report: ItemReport, around: Circumstances
) -> None:
    """Store a partner: name, blurb and the address of the first picture as the logo's."""
    partner = planned.existing
    if partner is None:
        partner = Collaborator.objects.filter(slug=planned.address).first()
        if partner is not None and not around.overwrite:
            report.action = "left alone"
            report.warnings.append("A partner of this address was here already and stays as it is.")
            return
    was_edited = partner is not None and partner.imported_hash != _partner_hash(partner)
    report.action = "created" if partner is None else "overwritten" if was_edited else "updated"
    partner = partner or Collaborator(slug=planned.address)
    partner.source_guid = planned.item.guid
    partner.name = body.title[:200]
    partner.logo_url = next((address for address in body.pictures if len(address) <= 1000), "")
    partner.blurb = _without_logo(body.markdown, partner.logo_url)
    render_blurb(partner)
    made = _partner_hash(partner)
    if partner.pk and made == partner.imported_hash and not was_edited:
        report.action = "unchanged"
    partner.imported_hash = made
    partner.source_hash = source_hash
    partner.save()
    _keep_old_path(partner, planned)


def _without_logo(text: str, logo: str) -> str:
    """Return a blurb without the picture it begins with, where that is the logo above it."""
    first, _, rest = text.partition("\n\n")
    found = _ONLY_A_PICTURE.fullmatch(first)
    return rest if found and found["address"] == logo else text


def _partner_hash(partner: Collaborator) -> str:
    facts = json.dumps([partner.name, partner.blurb, partner.logo_url])
    return hashlib.sha256(facts.encode()).hexdigest()


@transaction.atomic
def store_redirect(planned: Planned, target: object, source_hash: str, report: ItemReport) -> None:
    """Store a redirect to an object here, or to an absolute address. Raises ValidationError."""
    path = planned.old_path
    row = planned.existing or Redirect.objects.filter(path=path).first() or Redirect(path=path)
    report.action = "updated" if row.pk else "created"
    for name in ("post", "page", "collaborator", "author"):
        setattr(row, name, target if type(target).__name__.lower() == name else None)
    row.address = target if isinstance(target, str) else None
    row.source_guid, row.source_hash = planned.item.guid, source_hash
    row.full_clean()
    row.save()
