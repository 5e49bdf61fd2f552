"""How the documents of a feed lead to each other (RFC 5005, section 4)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.http import Http404
from django.utils import timezone

from blog.feeds.asking import Built
from blog.feeds.months import MOST, Archive, Month, last_part
from blog.feeds.scopes import Scope
from blog.feeds.state import State, number_of, span
from blog.models import SiteSettings


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The archives before and after a document; None where there is none."""

    previous: Archive | None = None
    next: Archive | None = None


def closed_parts(state: State, archive: Archive) -> int:
    """Return how many archives the month of an archive has now."""
    if archive.month > state.month:
        return 0
    if archive.month == state.month:
        return state.now_count // MOST
    return last_part(state.count) if state.count else 0


def check(state: State, archive: Archive) -> Archive:
    """Return the archive, or the month's last where posts left it since it had more.

    Raises Http404 where there is no such archive, or none yet.
    """
    parts = closed_parts(state, archive)
    if not parts or (archive.part > parts and archive.month == state.month):
        raise Http404("There is no such archive.")
    return Archive(archive.month, min(archive.part, parts))


def around(state: State, archive: Archive | None) -> tuple[str, str]:
    """Return what of its neighbours a document's state tells without another query."""
    before = str(state.before and Month.of(state.before, ZoneInfo(state.zone)))
    if archive is None:
        return str(_newest(state) or before), ""
    return before, str(_after(state, archive))


def neighbours(scope: Scope, state: State, archive: Archive | None) -> Neighbours:
    """Return what the document is between; it may take a query, so only for whole documents."""
    if archive is None:
        return Neighbours(_newest(state) or _last(scope, state))
    earlier = Archive(archive.month, archive.part - 1) if archive.part > 1 else None
    later = _after(state, archive)
    return Neighbours(earlier or _last(scope, state), later)


def _newest(state: State) -> Archive | None:
    """Return the newest archive where it is of this month or the last, as it nearly always is."""
    if full := state.now_count // MOST:
        return Archive(state.month, full)
    last = state.month.previous
    return Archive(last, last_part(state.count)) if state.count else None


def _last(scope: Scope, state: State) -> Archive | None:
    """Return the last archive of the nearest month before."""
    if state.before is None:
        return None
    zone = ZoneInfo(state.zone)
    month = Month.of(state.before, zone)
    return Archive(month, last_part(_count(scope, month.start(zone), month.next.start(zone))))


def _after(state: State, archive: Archive) -> Archive | None:
    if archive.part < closed_parts(state, archive):
        return Archive(archive.month, archive.part + 1)
    if state.after is None:
        return None
    month = Month.of(state.after, ZoneInfo(state.zone))
    is_closed = month < state.month or (month == state.month and state.now_count >= MOST)
    return Archive(month, 1) if is_closed else None


def _count(scope: Scope, start: datetime, end: datetime) -> int:
    dates = scope.dates("until", "start")
    counted = SiteSettings.objects.filter(pk=1).annotate(_found=number_of(dates))
    row = Built.of(counted.values_list("_found")).first(
        {
            "slug": scope.slug,
            "language": scope.language,
            **span(start, end, timezone.now()),
        }
    )
    return (row[0] or 0) if row else 0
