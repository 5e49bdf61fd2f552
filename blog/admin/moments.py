"""Dates and times as people type them."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.timezone import get_current_timezone, localtime

from blog.models.document import EARLIEST_DATE

_DATE = "%Y-%m-%dT%H:%M"
# Far enough from the last year that a calendar holds, so that every time zone can show it.
_LATEST_YEAR = 9000


class MomentField(forms.DateTimeField):
    """A date and time in the site's zone. One that was not touched stays as it is `stored`.

    The field shows minutes, and in the hour that a clock goes through twice not even which of the
    two is meant: a time typed there is the first.
    """

    stored: datetime | None = None
    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format=_DATE)

    def to_python(self, value: Any) -> datetime | None:
        """Return the moment in UTC, or None. Raises ValidationError."""
        if self.stored and value == localtime(self.stored).strftime(_DATE):
            return self.stored
        try:
            moment: datetime | None = super().to_python(value)
        except ValidationError:
            moment = _first_of_two(value)
            if moment is None:
                raise
        if moment and not EARLIEST_DATE.year <= moment.year <= _LATEST_YEAR:
            raise ValidationError(f"The year {moment.year} can't be meant. Correct the date.")
        # In its own zone, a moment of an hour that comes twice equals no other (PEP 495).
        return moment and moment.astimezone(UTC)


def _first_of_two(value: Any) -> datetime | None:
    """Return the earlier moment at which clocks show this time; None where they never do."""
    try:
        clock = datetime.strptime(str(value), _DATE)  # noqa: DTZ007 - the zone follows
    except ValueError:
        return None
    early = clock.replace(tzinfo=get_current_timezone())
    is_shown = localtime(early.astimezone(UTC)).replace(tzinfo=None, fold=0) == clock
    return early if is_shown else None
