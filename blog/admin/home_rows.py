"""What each row of the desk says, and where it leads."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.text import Truncator

from blog.admin.dates import day, day_and_time
from blog.models import (
    Approval,
    ChecklistTask,
    Collaborator,
    Comment,
    Event,
    Revision,
    SignOff,
    SiteSettings,
    Status,
)

_EXCERPT = 140
_DAYS_IN_MONTH = 30.44


@dataclass(frozen=True, slots=True)
class Row:
    """One line: a title that leads somewhere, and what is told of it.

    `tick_url` is where ticking it off is sent to; `said` is in somebody's own words.
    """

    title: str
    url: str
    note: str = ""
    said: str = ""
    state: str = ""
    at: datetime | None = None
    tick_url: str = ""
    what: str = ""


def of_draft(text: dict[str, Any]) -> Row:
    """A text of one's own."""
    state = "newer draft" if text["status"] == Status.PUBLISHED else ""
    if text["submitted_at"]:
        state = "in review"
    return _of_text(text, f"saved {day_and_time(text['at'])}", state)


def of_review(text: dict[str, Any]) -> Row:
    """A text that waits for a decision."""
    by = f" by {text['submitted_by_name']}" if text["submitted_by_name"] else ""
    return _of_text(text, f"submitted{by}, {day_and_time(text['at'])}")


def of_scheduled(text: dict[str, Any]) -> Row:
    """A text that will appear."""
    return _of_text(text, f"appears {day_and_time(text['at'])}")


def of_public(text: dict[str, Any]) -> Row:
    """A post that readers see."""
    return _of_text(text, day(text["at"]))


def of_request(event: Event) -> Row:
    """Changes that a reviewer asked for."""
    return Row(
        **_link(event),
        note=f"{event.by_name} asked for changes, {day_and_time(event.at)}",
        said=_short(event.note),
        at=event.at,
    )


def of_approval(approval: Approval) -> Row:
    """Somebody's yes."""
    return Row(
        **_link(approval),
        note=f"{approval.by_name} approved it, {day_and_time(approval.at)}",
        said=_short(approval.note),
        at=approval.at,
    )


def of_sign_off(answer: SignOff) -> Row:
    """A partner's answer."""
    agreed = answer.decision == SignOff.Decision.APPROVED
    verb = "agreed" if agreed else "asked for changes"
    return Row(
        **_link(answer),
        note=f"{answer.name} of {answer.collaborator} {verb}, {day_and_time(answer.at)}",
        said=_short(answer.note),
        at=answer.at,
    )


def of_comment(comment: Comment) -> Row:
    """A thread that nobody resolved."""
    return Row(
        **_link(comment),
        note=f"{comment.by_name}, {day_and_time(comment.created_at)}",
        said=_short(comment.text),
        at=comment.created_at,
    )


def of_unmerged(revision: Revision) -> Row:
    """A text that could not be merged when it was saved."""
    text: Any = revision.document
    url = reverse(f"admin:blog_{text._meta.model_name}_conflict", args=[text.pk, revision.pk])
    note = f"typed {day_and_time(revision.created_at)}, while somebody else saved"
    return Row(str(text), url, note=note, at=revision.created_at)


def of_task(task: ChecklistTask) -> Row:
    """Something to do for a post that is public."""
    return Row(
        str(task.post),
        reverse("admin:blog_post_change", args=[task.post_id]) + "#panel-checklist",
        tick_url=reverse("admin:blog_post_checklist", args=[task.post_id, task.pk]),
        what=task.text,
    )


def of_partner(partner: Any) -> Row:
    """A partner, and when a post thanked them last."""
    last = partner.last_thanked
    note = f"last on {day(last)}" if last else "never yet"
    return Row(partner.name, reverse("admin:blog_collaborator_change", args=[partner.pk]), note)


def quiet_partners(site: SiteSettings) -> QuerySet[Collaborator]:
    """Return the partners whom no post thanked for as long as the site decided."""
    since = timezone.now() - timedelta(days=site.quiet_partner_months * _DAYS_IN_MONTH)
    return Collaborator.objects.visible().not_thanked_since(since)


def _of_text(text: dict[str, Any], note: str, state: str = "") -> Row:
    url = reverse(f"admin:blog_{text['kind']}_change", args=[text["id"]])
    return Row(text["title"], url, note=note, state=state, at=text["at"])


def _link(row: Any) -> dict[str, str]:
    text = row.document if hasattr(row, "document") else row.post or row.page
    url = reverse(f"admin:blog_{text._meta.model_name}_change", args=[text.pk])
    return {"title": str(text), "url": url}


def _short(words: str) -> str:
    return Truncator(" ".join(words.split())).chars(_EXCERPT, truncate="…")
