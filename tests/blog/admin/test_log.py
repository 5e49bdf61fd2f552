"""The log of the whole site, as administrators read, filter and export it."""

from __future__ import annotations

import csv
import io
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.roles import Role
from blog.editing.events import record
from blog.models import Event
from tests.factories import UserFactory, make_post

pytestmark = pytest.mark.django_db

LOG = "admin:blog_event_changelist"
EXPORT = "admin:blog_event_export"


@pytest.fixture
def as_administrator() -> Client:
    client = Client()
    client.force_login(UserFactory(role=Role.ADMINISTRATOR))
    return client


def happened(
    subject: str = "A walk", *, kind: Event.Kind = Event.Kind.PUBLISHED, **fields: Any
) -> Event:
    by_name, at = fields.pop("by_name", "Ada"), fields.pop("at", None)
    event = record(kind, by=None, by_name=by_name, subject=subject, **fields)
    if at:
        Event.objects.filter(pk=event.pk).update(at=at)
    return event


def subjects(client: Client, **asked: str) -> list[str]:
    rows = client.get(reverse(LOG), asked).context["rows"]
    return [event.subject for event, _ in rows]


def exported(client: Client, **asked: str) -> list[list[str]]:
    answer = client.get(reverse(EXPORT), asked)
    text = b"".join(answer).decode("utf-8")
    return list(csv.reader(io.StringIO(text)))[1:]


class TestFiltering:
    def test_by_kind_person_and_words(self, as_administrator: Client) -> None:
        happened("One", kind=Event.Kind.ARCHIVED)
        happened("Two", by_name="Bo")
        happened("Three", note="The figure was wrong.")

        assert subjects(as_administrator, kind="archived") == ["One"]
        assert subjects(as_administrator, who="bo") == ["Two"]
        assert subjects(as_administrator, q="figure") == ["Three"]
        assert subjects(as_administrator, q="two", who="Ada") == []

    def test_by_days_both_included(self, as_administrator: Client) -> None:
        for day in (1, 2, 3, 4):
            happened(f"Day {day}", at=datetime(2024, 5, day, 23, 30, tzinfo=UTC))

        found = subjects(as_administrator, since="2024-05-02", until="2024-05-03")

        assert found == ["Day 3", "Day 2"]

    def test_by_text(self, as_administrator: Client) -> None:
        post = make_post(published=True, title="Mine")
        make_post(published=True, title="Other")

        assert subjects(as_administrator, post=str(post.pk)) == ["Mine"]

    @pytest.mark.parametrize(
        "asked",
        [
            {"since": "yesterday"},
            {"until": "9999-12-31"},
            {"kind": "no such"},
            {"q": "\0"},
            {"post": "9" * 30},
            {"page": "x"},
        ],
    )
    def test_what_makes_no_sense_is_told_and_breaks_nothing(
        self, as_administrator: Client, asked: dict[str, str]
    ) -> None:
        happened()

        answer = as_administrator.get(reverse(LOG), asked)

        assert answer.status_code == 200


class TestReading:
    def test_a_page_costs_the_same_for_3_and_for_30_events(self, as_administrator: Client) -> None:
        def queries(count: int) -> int:
            for _ in range(count):
                make_post(published=True)
            with CaptureQueriesContext(connection) as captured:
                as_administrator.get(reverse(LOG))
            return len(captured)

        few = queries(3)

        assert queries(30) == few <= 8

    def test_it_is_paged_and_what_was_asked_for_stays(self, as_administrator: Client) -> None:
        for number in range(60):
            happened(f"Event {number}")
        happened("Another", by_name="Bo")

        first = as_administrator.get(reverse(LOG), {"who": "Ada"})
        second = as_administrator.get(reverse(LOG) + first.context["page"]["next_url"])

        assert len(first.context["rows"]) == 50
        assert len(second.context["rows"]) == 10
        assert second.context["page"]["next_url"] == ""

    def test_what_was_typed_is_shown_as_text(self, as_administrator: Client) -> None:
        happened("<script>alert(1)</script>", note="<b>x</b>")

        page = as_administrator.get(reverse(LOG)).content.decode()

        assert "<script>alert(1)" not in page
        assert "<b>x</b>" not in page

    @pytest.mark.parametrize("method", ["post", "put", "delete"])
    def test_nothing_of_it_can_be_changed(self, as_administrator: Client, method: str) -> None:
        happened()

        answer = getattr(as_administrator, method)(reverse(LOG))

        assert answer.status_code == 405
        assert Event.objects.count() == 1


class TestExport:
    def test_it_holds_what_was_asked_for(self, as_administrator: Client) -> None:
        post = make_post(published=True, title="Züge, “schnell”")
        happened("Other", kind=Event.Kind.ARCHIVED)

        rows = exported(as_administrator, post=str(post.pk))

        assert [row[1] for row in rows] == ["published"]
        assert rows[0][3:6] == ["Züge, “schnell”", post.absolute_url, "2"]

    @pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "＝1"])
    def test_no_cell_is_a_formula(self, as_administrator: Client, text: str) -> None:
        happened(text, note=text, by_name=text)

        row = exported(as_administrator)[0]

        assert [row[2], row[3], row[6]] == [f"'{text}"] * 3

    def test_many_events_take_one_query(self, as_administrator: Client) -> None:
        for number in range(40):
            happened(f"Event {number}")

        with CaptureQueriesContext(connection) as captured:
            rows = exported(as_administrator)

        assert len(rows) == 40
        assert len([q for q in captured.captured_queries if "blog_event" in q["sql"]]) == 1


def test_editors_do_not_read_it() -> None:
    client = Client()
    client.force_login(UserFactory(role=Role.EDITOR))

    assert client.get(reverse(LOG)).status_code == 403
    assert client.get(reverse(EXPORT)).status_code == 403
