"""Days and moments as the admin shows them, in the site's time zone."""

from __future__ import annotations

from datetime import datetime

from django.utils.formats import date_format
from django.utils.timezone import localtime

DAY = "j M Y"
MOMENT = "j M Y, H:i"


def day(moment: datetime) -> str:
    """Return the day of a moment, such as 3 Feb 2024."""
    return date_format(localtime(moment), DAY)


def day_and_time(moment: datetime) -> str:
    """Return a moment to the minute, such as 3 Feb 2024, 14:05."""
    return date_format(localtime(moment), MOMENT)
