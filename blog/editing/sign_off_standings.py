"""How far each thanked partner is with agreeing to a text."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import Exists, OuterRef
from django.utils import timezone

from blog.editing.resolve import rows
from blog.models import (
    Collaborator,
    Document,
    Post,
    PreviewLink,
    PreviewOpening,
    Revision,
    SignOff,
)

# A mail that was not taken after it is one that failed.
SENDING = timedelta(minutes=2)


@dataclass(frozen=True, slots=True)
class Standing:
    """One partner: the last link they were sent and the last answer that they gave, if any.

    `state` is one of: not asked, asked, opened, agreed, agreed to an earlier version,
    asked for changes.
    """

    partner: Collaborator
    state: str
    link: PreviewLink | None = None
    answer: SignOff | None = None

    @property
    def has_agreed(self) -> bool:
        """Whether the partner agrees to the newest text."""
        return self.state == "agreed"

    @property
    def mail_failed(self) -> bool:
        """Whether the request was to go out by mail, and didn't."""
        link = self.link
        if link is None or link.mail_claimed_at is None or link.mailed_at is not None:
            return False
        return timezone.now() - link.mail_claimed_at > SENDING


def standings(document: Document) -> list[Standing]:
    """Return how far the partners are whom the newest version thanks, in the order of the thanks.

    An answer counts for every version with the same content. Pages thank nobody.
    """
    thanks = document.newest_snapshot().acknowledgements
    if not isinstance(document, Post) or not thanks:
        return []
    refs = [one.collaborator for one in thanks]
    found = rows(Collaborator, refs, "merged_into")
    partners = list(dict.fromkeys(found[ref.id] for ref in refs if ref.id in found))
    links, answers = _links(document), _answers(document)
    same = _same_content(document) if answers else set()
    return [_standing(partner, links, answers, same) for partner in partners]


def _standing(
    partner: Collaborator, links: list[Any], answers: list[SignOff], same: set[int]
) -> Standing:
    link = next((one for one in links if one.collaborator.resolved() == partner), None)
    theirs = [one for one in answers if one.collaborator.resolved() == partner]
    current = next((one for one in theirs if one.revision_id in same), None)
    last = current or next(iter(theirs), None)
    if last is None or (current is None and link is not None and link.created_at > last.at):
        opened = link is not None and link.was_opened
        return Standing(partner, "opened" if opened else "asked" if link else "not asked", link)
    if last.decision == SignOff.Decision.COMMENTED:
        return Standing(partner, "asked for changes", link, last)
    return Standing(partner, "agreed" if current else "agreed to an earlier version", link, last)


def _links(document: Document) -> list[Any]:
    openings = PreviewOpening.objects.filter(link=OuterRef("pk"))
    asking = PreviewLink.objects.of(document).filter(collaborator__isnull=False)
    return list(
        asking.annotate(was_opened=Exists(openings)).select_related("collaborator__merged_into")
    )


def _answers(document: Document) -> list[SignOff]:
    given = SignOff.objects.of(document)
    return list(
        given.select_related("collaborator__merged_into", "revision").defer("revision__data")
    )


def _same_content(document: Document) -> set[int]:
    """Return the keys of the answered versions that say what the newest one says."""
    answered = SignOff.objects.of(document).values("revision")
    versions = Revision.objects.filter(pk__in=answered).values_list("pk", "data")
    newest = document.newest_revision
    wanted = agreed_content(newest.data) if newest else None
    return {pk for pk, data in versions if agreed_content(data) == wanted}


def agreed_content(value: Any) -> Any:
    """Return what a partner agrees to in a revision's JSON: all but the date of publication.

    Names of what it refers to are left out too: renaming a tag changes no version's content.
    """
    if isinstance(value, dict):
        if value.keys() == {"id", "name"}:
            return value["id"]
        return {key: agreed_content(v) for key, v in value.items() if key != "published_at"}
    return [agreed_content(one) for one in value] if isinstance(value, list) else value
