"""What an item's date means: a moment, a day, nothing, or a slip."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, time
from email.utils import parsedate_to_datetime
from zoneinfo import ZoneInfo

from blog.models.document import EARLIEST_DATE


@dataclass(frozen=True)
class ItemDate:
    """An item's date. `at` is None where there is none, or where it can't be meant
    (`is_implausible`).
    """

    at: datetime | None = None
    is_implausible: bool = False
    written: str = ""


def read_date(written: str, zone: ZoneInfo) -> ItemDate:
    """Read a date as feeds write it (RFC 5322 in RSS, RFC 3339 in Atom).

    Midnight in UTC is a generator's way to write a day: it becomes midnight of that day in the
    site's `zone`. The year 1 is a generator's way to write that there is no date.
    """
    written = " ".join(written.split())
    moment = _parsed(written)
    if moment is None or moment.year == 1:
        return ItemDate(is_implausible=bool(written) and moment is None, written=written)
    if moment.replace(tzinfo=UTC) < EARLIEST_DATE:
        return ItemDate(is_implausible=True, written=written)
    moment = moment.astimezone(UTC)
    if moment.time() == time(0):
        moment = datetime(moment.year, moment.month, moment.day, tzinfo=zone)
    return ItemDate(moment.astimezone(UTC), written=written)


def _parsed(written: str) -> datetime | None:
    """The date with its time zone, UTC where none is written; None where it can't be read."""
    for read in (parsedate_to_datetime, datetime.fromisoformat):
        try:
            moment = read(written)
            # RFC 5322, section 4.3, takes a year below 100 for one of our time.
            if year := re.search(r"(?:^|[A-Za-z] )(00\d\d)\b", written):
                moment = moment.replace(year=int(year[1]))
        except (ValueError, TypeError, IndexError, OverflowError):
            continue
        return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return None
