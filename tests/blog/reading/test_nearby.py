"""The page for an address at which there is nothing suggests what stands near it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from blog.reading.nearby import asked_words, nearby
from tests.factories import (
    AuthorFactory,
    CategoryFactory,
    CollaboratorFactory,
    SeriesFactory,
    make_page,
    make_post,
)

pytestmark = pytest.mark.django_db(transaction=True)
TITLE = "Ten years of the tide gauge"
OLD = datetime(2019, 5, 1, tzinfo=UTC)


@pytest.fixture
def site() -> None:
    """Make one public thing of each kind, and drafts and scheduled posts with like addresses."""
    kin: dict[str, Any] = {
        "credits": [AuthorFactory(name="Ada Vale")],
        "thanks": [CollaboratorFactory(name="Harbour Trust")],
        "tags": ["low water"],
        "category": CategoryFactory(name="Field notes"),
        "series": SeriesFactory(title="Estuary papers"),
    }
    make_post(title=TITLE, at=OLD, **kin)
    make_post(title="Saltmarsh", at=OLD)
    make_page(title="Funding", address="about/funding")
    make_post(title="Ten years of the tide gauge draft", tags=["low waters"])
    make_post(title="Ten years of the tide gauge soon", at=timezone.now() + timedelta(days=1))


@pytest.mark.parametrize(
    ("path", "title"),
    [
        ("/blog/ten-years-of-the-tide-guage/", TITLE),
        ("/blog/ten-year-of-the-tide-gauge/", TITLE),
        ("/blog/ten-years-tide-gauge/", TITLE),
        ("/ten-years-of-the-tide-gauge", TITLE),
        ("/2019/05/01/ten-years-of-tide-gauge.html", TITLE),
        ("/posts/gauge-tide-years/", TITLE),
        ("/blog/tide-gauge/", TITLE),
        ("/blog/saltmrash/", "Saltmarsh"),
        ("/blog/saltmarshes/", "Saltmarsh"),
        ("/funding/", "Funding"),
        ("/about/fundign/", "Funding"),
        ("/author/ada-val/", "Ada Vale"),
        ("/tag/low-watre/", "low water"),
        ("/collaborators/harbor-trust/", "Harbour Trust"),
        ("/category/field-note/", "Field notes"),
        ("/series/estuary-paper/", "Estuary papers"),
    ],
)
def test_mistyped_addresses_lead_to_what_was_meant(site: None, path: str, title: str) -> None:
    titles = [place.title for place in nearby(path)]

    assert titles[:1] == [title]
    assert not {"Ten years of the tide gauge draft", "low waters"}.intersection(titles)
    assert "Ten years of the tide gauge soon" not in titles


def test_page_links_to_it_and_searches_for_its_words(site: None, client: Client) -> None:
    response = client.get("/blog/2019/tide-guage-of-ten-years/")

    assert response.status_code == 404
    assert '<a href="/blog/ten-years-of-the-tide-gauge/">' in response.content.decode()
    assert 'value="tide guage of ten years"' in response.content.decode()


@pytest.mark.parametrize(
    "path",
    [
        "/wp-login.php",
        "/wp-content/plugins/x/",
        "/.env",
        "/.git/config",
        "/cgi-bin/tide",
        "/vendor/phpunit/tide",
        "/blog/../../etc/passwd",
        "/tide.php",
        "/tide.xml",
        "/tide\x00gauge/",
        "/<script>/",
        "/tide'or'1=1",
        "/media/tide-gauge/",
        "/a/b/",
        "/" + "tide-" * 80,
        "/\ud800tide/",
    ],
)
def test_what_no_page_is_called_costs_no_query(path: str) -> None:
    with CaptureQueriesContext(connection) as queries:
        places = nearby(path)

    assert (places, len(queries)) == ([], 0)


def test_it_costs_two_queries_however_many_posts_there_are(site: None, client: Client) -> None:
    costs = []
    for count in (1, 8):
        for _ in range(count):
            make_post(title="Tide gauge", published=True)
        with CaptureQueriesContext(connection) as queries:
            nearby("/blog/tide-guage-of-years/")
        costs.append(len(queries))
        client.get("/blog/tide-guage-of-years/")

    assert costs == [2, 2]


def test_head_is_answered_without_suggestions(site: None, client: Client) -> None:
    with CaptureQueriesContext(connection) as queries:
        client.head("/blog/tide-guage/")

    assert not any("searchrow" in query["sql"] for query in queries)


def test_words_are_those_a_page_can_be_called() -> None:
    assert asked_words("/blog/2019/05/Tide_gauge-são/") == ["tide", "gauge", "são"]
    assert asked_words("/") == []
