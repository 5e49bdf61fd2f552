"""Archives: parts of the months in which posts were published (RFC 5005, section 4).

A month's posts stand in parts of at most 100, the oldest first. A part is closed, and an archive,
when it is full or its month is over in the site's time zone. What is in no archive yet is in the
subscription document, beside the newest.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Self
from zoneinfo import ZoneInfo

MOST = 100
_KEY = re.compile(r"(\d{4})-(0[1-9]|1[0-2])-([1-9]\d{0,4})")


@dataclass(frozen=True, slots=True, order=True)
class Month:
    """A month of the site's calendar."""

    year: int
    month: int

    @classmethod
    def of(cls, at: datetime, zone: ZoneInfo) -> Self:
        """Return the month in which a moment is."""
        day = at.astimezone(zone)
        return cls(day.year, day.month)

    def start(self, zone: ZoneInfo) -> datetime:
        """Return when it begins."""
        return datetime(self.year, self.month, 1, tzinfo=zone)

    @property
    def previous(self) -> Month:
        """The month before it."""
        return Month(self.year - (self.month == 1), (self.month + 10) % 12 + 1)

    @property
    def next(self) -> Month:
        """The month after it."""
        return Month(self.year + self.month // 12, self.month % 12 + 1)


@dataclass(frozen=True, slots=True)
class Archive:
    """One part of a month, counted from 1. It is written as in an address: 2024-03-1."""

    month: Month
    part: int

    def __str__(self) -> str:
        return f"{self.month.year:04}-{self.month.month:02}-{self.part}"

    @classmethod
    def read(cls, key: str) -> Self | None:
        """Return the archive that a part of an address names, or None."""
        match = _KEY.fullmatch(key)
        if match is None or not 1990 <= int(match[1]) < 9000:
            return None
        return cls(Month(int(match[1]), int(match[2])), int(match[3]))


def last_part(count: int) -> int:
    """Return the number of the last part of a month that is over and has so many posts."""
    return max(1, -(-count // MOST))
