"""Dates are typed and shown in the site's time zone, also where clocks change."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from blog.admin.moments import MomentField

LISBON = ZoneInfo("Europe/Lisbon")
# On 25 October 2026 clocks there go from 02:00 back to 01:00.
FIRST = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
SECOND = datetime(2026, 10, 25, 1, 30, tzinfo=UTC)


def typed(text: str, stored: datetime | None = None) -> Any:
    field = MomentField(required=False)
    field.stored = stored
    with timezone.override(LISBON):
        return field.clean(text)


@pytest.mark.parametrize("stored", [FIRST, SECOND])
def test_a_date_that_is_not_touched_stays_in_an_hour_that_comes_twice(stored: datetime) -> None:
    moment = stored.replace(second=17)

    assert typed("2026-10-25T01:30", stored=moment) == moment


def test_a_time_typed_in_such_an_hour_is_the_first() -> None:
    assert typed("2026-10-25T01:30") == FIRST


def test_a_time_that_clocks_leave_out_is_refused() -> None:
    with pytest.raises(ValidationError):
        typed("2026-03-29T01:30")


def test_any_other_time_is_the_site_s() -> None:
    assert typed("2026-07-01T12:00") == datetime(2026, 7, 1, 11, tzinfo=UTC)


@pytest.mark.parametrize(
    "text", ["yesterday", "9999-99-99T00:00", "0001-01-01T00:00", "9999-12-31T23:59"]
)
def test_nonsense_is_refused(text: str) -> None:
    with pytest.raises(ValidationError):
        typed(text)
