"""The log as a table for spreadsheets: CSV (RFC 4180), UTF-8, sent while it is read."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import UTC
from typing import Any

from django.db.models import QuerySet
from django.http import StreamingHttpResponse
from django.utils import timezone

from blog.admin.told import details
from blog.models import Event

HEADER = ("time (UTC)", "what", "who", "about", "address", "version", "note", "details")
AT_ONCE = 1000
# A spreadsheet would take a cell that begins so for a formula and compute it.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


class _Line:
    """A file of one line: returns what is written instead of keeping it."""

    def write(self, text: str) -> str:
        return text


def exported(events: QuerySet[Event]) -> StreamingHttpResponse:
    """Return the events as a download. A cell that looks like a formula begins with an apostrophe.

    Times are ISO 8601 in UTC.
    """
    answer = StreamingHttpResponse(_lines(events), content_type="text/csv; charset=utf-8")
    name = f"log-{timezone.now():%Y-%m-%d}.csv"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["Cache-Control"] = "private, no-store"
    return answer


def _lines(events: QuerySet[Event]) -> Iterator[str]:
    writer: Any = csv.writer(_Line())
    yield writer.writerow(HEADER)
    for event in events.iterator(chunk_size=AT_ONCE):
        yield writer.writerow([_cell(text) for text in _row(event)])


def _row(event: Event) -> tuple[str, ...]:
    document = event.post or event.page
    return (
        f"{event.at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}",
        event.get_kind_display(),
        event.by_name,
        event.subject,
        document.absolute_url if document else "",
        str(event.revision.number) if event.revision else "",
        event.note,
        "; ".join(details(event)),
    )


def _cell(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA) else text
