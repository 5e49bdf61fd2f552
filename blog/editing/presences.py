"""Who else has a text open, and where in it they are."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils import timezone

from blog.models import Document, Presence
from blog.models.attached import owner_of
from blog.models.presence import HEARTBEAT

if TYPE_CHECKING:
    from accounts.models import User

PLACE_MAX = 200
_TAB = re.compile(r"[0-9A-Za-z-]{8,36}")


@dataclass(frozen=True, slots=True)
class Other:
    """Somebody else at the text, or the same person in another tab."""

    name: str
    place: str
    since: datetime
    is_self: bool


def is_tab(text: str) -> bool:
    """Whether a page may call itself this."""
    return _TAB.fullmatch(text) is not None


def beat(document: Document, user: User, tab: str, place: str) -> list[Other]:
    """Note that the user has the text open in this tab; return who else does.

    Who was not heard of for three heartbeats is forgotten.
    """
    now = timezone.now()
    row = Presence(user=user, tab=tab, place=_plain(place), seen_at=now, **owner_of(document))
    Presence.objects.bulk_create(
        [row],
        update_conflicts=True,
        unique_fields=["user", "tab"],
        update_fields=["post", "page", "place", "seen_at"],
    )
    rows = Presence.objects.of(document).select_related("user").order_by("user", "-seen_at")
    gone = [other.pk for other in rows if other.seen_at <= now - 3 * HEARTBEAT]
    if gone:
        Presence.objects.filter(pk__in=gone).delete()
    others = [
        other
        for other in rows
        if other.pk not in gone and (other.tab != tab or other.user_id != user.pk)
    ]
    # Somebody with several tabs is one person, where they were last.
    people = {other.user_id: other for other in reversed(others)}
    return [
        Other(str(one.user), one.place, one.seen_at, one.user_id == user.pk)
        for one in people.values()
    ]


def leave(user: User, tab: str) -> None:
    """Note that the user closed the tab; forget who else fell silent, at whatever text."""
    silent = Q(seen_at__lte=timezone.now() - 3 * HEARTBEAT)
    Presence.objects.filter(Q(user=user, tab=tab) | silent).delete()


def _plain(place: str) -> str:
    return " ".join(place.replace("\x00", "").split())[:PLACE_MAX]
