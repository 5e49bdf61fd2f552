"""Polls of feeds are counted, and nothing of who polls is kept."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from threading import Thread
from typing import Any
from unittest.mock import patch

import pytest
import time_machine
from django.db import DatabaseError
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from accounts.roles import Role
from blog.feeds import statistics
from blog.feeds.clients import MOST_SUBSCRIBERS, PARTS, read
from blog.feeds.statistics import COUNTER, MANY, Counter
from blog.models import FeedClient, FeedPolls
from tests.factories import UserFactory, make_post

pytestmark = pytest.mark.django_db

FEEDLY = "Feedly/1.0 (+http://www.feedly.com/fetcher.html; 42 subscribers; like FeedFetcher-Google)"
OLD_READER = "Mozilla/5.0 (compatible; theoldreader.com; {} subscribers; feed-id={})"
HOSTILE = (
    "",
    "x" * 100_000,
    "\x00\x1b[31m\u202e<script>",
    "1 subscribers" * 5_000,
    "99999999999999999999 subscribers",
    "-5 subscribers",
    "٤٢ subscribers",
    "feed-id= 3 subscribers",
    "'; DROP TABLE blog_feedpolls; --",
)


@pytest.fixture(autouse=True)
def nothing_counted_before() -> None:
    COUNTER._start()


def counted(**of: Any) -> list[tuple[Any, ...]]:
    COUNTER.write()
    rows = FeedPolls.objects.filter(**of).order_by("feed", "format", "client", "part")
    return list(rows.values_list("feed", "format", "client", "polls", "unchanged", "subscribers"))


@pytest.mark.parametrize(
    ("agent", "client"),
    [
        (FEEDLY, FeedClient.FEEDLY),
        ("Inoreader/1.0 (+http://www.inoreader.com; 3 subscribers)", FeedClient.INOREADER),
        ("NetNewsWire (RSS Reader; https://netnewswire.com/)", FeedClient.NETNEWSWIRE),
        ("Mozilla/5.0 (compatible; Miniflux/2.1; +https://miniflux.app)", FeedClient.MINIFLUX),
        ("FreshRSS/1.24 (Linux; https://freshrss.org)", FeedClient.FRESHRSS),
        ("newsboat/2.30 (Linux x86_64)", FeedClient.NEWSBOAT),
        ("Mozilla/5.0 (X11; rv:115.0) Gecko/20100101 Thunderbird/115", FeedClient.THUNDERBIRD),
        ("Mozilla/5.0 (X11; rv:130.0) Gecko/20100101 Firefox/130.0", FeedClient.BROWSER),
        ("Mozilla/5.0 (compatible; Googlebot/2.1; +http://google.com)", FeedClient.BOT),
        ("rss2email/3.14", FeedClient.MAIL),
        ("curl/8.5.0", FeedClient.LIBRARY),
        ("Something of my own", FeedClient.OTHER),
    ],
)
def test_agents_are_known_by_family_alone(agent: str, client: FeedClient) -> None:
    assert read(agent).client == client


@pytest.mark.parametrize("agent", HOSTILE)
def test_hostile_agents_are_read_within_bounds(agent: str) -> None:
    asker = read(agent)

    assert 0 <= asker.subscribers <= MOST_SUBSCRIBERS
    assert 0 <= asker.part <= PARTS


def test_polls_are_added_by_feed_day_format_and_family(client: Client) -> None:
    make_post(published=True, tags=["tides"])
    etag = client.get("/index.xml", headers={"user-agent": FEEDLY})["ETag"]
    client.get("/blog/index.xml", headers={"user-agent": FEEDLY, "if-none-match": etag})
    client.head("/feed.atom", headers={"user-agent": "curl/8"})
    client.get("/tag/tides/feed.json")
    COUNTER.write()
    client.get("/index.xml", headers={"user-agent": FEEDLY.replace("42", "41")})

    assert counted(day=datetime.now(UTC).date()) == [
        ("/", "atom", "library", 1, 0, 0),
        ("/", "rss", "feedly", 3, 1, 42),
        ("/tag/tides/", "json", "other", 1, 0, 0),
    ]


def test_of_one_id_the_highest_counts_and_different_ids_are_added(client: Client) -> None:
    make_post(published=True)
    for number, name in ((5, "a1"), (7, "a1"), (6, "a1"), (10, "b2")):
        client.get("/index.xml", headers={"user-agent": OLD_READER.format(number, name)})

    assert sum(row[-1] for row in counted()) == 17


def test_what_is_not_there_is_not_counted_and_searches_are_one(client: Client) -> None:
    make_post(published=True, tags=["tides"])
    for path in (
        *("/tag/none/index.xml", "/author/%00%ff/feed.json", "/language/zz/index.xml"),
        *("/archive/2001-01-1/index.xml", "/index.xml?language=zz"),
    ):
        client.get(path)
    client.options("/index.xml")
    for number in range(3):
        client.get(f"/search/index.xml?q=word{number}")
        client.get(f"/tag/tides/index.xml?x={number}")

    assert [row[:4] for row in counted()] == [
        ("/search/", "rss", "other", 3),
        ("/tag/tides/", "rss", "other", 3),
    ]


def test_neither_address_nor_agent_is_kept(client: Client) -> None:
    make_post(published=True)
    client.get("/index.xml", headers={"user-agent": "Odd/1 of Ada"}, REMOTE_ADDR="203.0.113.9")
    COUNTER.write()

    row = str(FeedPolls.objects.values().get())

    assert "Ada" not in row
    assert "203" not in row


def test_counting_asks_the_database_nothing_and_fails_no_request(client: Client) -> None:
    make_post(published=True)
    with patch.object(statistics, "read", side_effect=RuntimeError):
        assert client.get("/index.xml").status_code == 200


def test_what_cannot_be_written_is_kept_for_later(client: Client) -> None:
    make_post(published=True)
    client.get("/index.xml")
    with patch.object(statistics, "_store", side_effect=DatabaseError("locked")):
        COUNTER.write()
    client.get("/index.xml")

    assert [row[3] for row in counted()] == [2]


def test_memory_has_an_end() -> None:
    counter = Counter()
    day = date(2024, 5, 1)
    for number in range(5 * MANY):
        counter.add((day, f"/{number}/", "rss", "other", 0), unchanged=False, subscribers=0)

    assert len(counter._counts) == 4 * MANY


def test_threads_lose_no_count() -> None:
    counter = Counter()
    key = (date(2024, 5, 1), "/", "rss", "other", 0)

    def poll() -> None:
        for _ in range(500):
            counter.add(key, unchanged=True, subscribers=3)

    threads = [Thread(target=poll) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert counter._counts[key] == [2000, 2000, 3]


def test_after_400_days_counts_are_deleted(client: Client) -> None:
    make_post(published=True, at=datetime(2024, 1, 1, tzinfo=UTC))
    for at in (datetime(2024, 5, 1, tzinfo=UTC), datetime(2024, 5, 2, tzinfo=UTC)):
        with time_machine.travel(at, tick=False):
            client.get("/index.xml")
            COUNTER.write()
    with time_machine.travel(datetime(2024, 5, 2, tzinfo=UTC) + timedelta(days=400), tick=False):
        client.get("/index.xml")
        COUNTER.write()

    assert [row["day"].isoformat() for row in FeedPolls.objects.values("day")] == [
        "2025-06-06",
        "2024-05-02",
    ]


class TestPage:
    """The page for editors."""

    @pytest.fixture
    def editor(self) -> Client:
        client = Client()
        client.force_login(UserFactory(role=Role.EDITOR))
        return client

    def polled(self, **fields: Any) -> None:
        usual = {"day": datetime.now(UTC).date(), "feed": "/", "format": "rss"}
        FeedPolls.objects.create(**{**usual, "client": "feedly", **fields})

    def test_shows_sums_of_a_feed_and_the_latest_subscribers(self, editor: Client) -> None:
        days = [datetime.now(UTC).date() - timedelta(days=n) for n in range(3)]
        for day, polls, subscribers in zip(days, (40, 50, 10), (12, 50, 90), strict=True):
            self.polled(polls=polls, unchanged=25, subscribers=subscribers, day=day)
        self.polled(polls=7, client="browser", feed="/tag/tides/")

        everything = editor.get("/admin/blog/feedpolls/").context["found"]
        one = editor.get("/admin/blog/feedpolls/", {"feed": "/", "days": "7"}).context["found"]

        assert (everything.total.polls, everything.total.subscribers) == (107, 50)
        assert (one.total.polls, one.total.share, len(one.days)) == (100, 75, 7)
        assert [str(numbers.label) for numbers in one.clients] == ["Feedly"]

    def test_chart_is_drawn_and_told_in_a_table(self, editor: Client) -> None:
        self.polled(polls=1234, unchanged=617)

        page = editor.get("/admin/blog/feedpolls/").content.decode()

        assert 'role="img"' in page
        assert page.count('class="chart-whole"') == page.count('class="chart-part"') == 1
        assert "1234" in page
        assert "style=" not in page.split("<main", 1)[-1]

    @pytest.mark.parametrize(
        "asked",
        [{"feed": "/none/"}, {"days": "-1"}, {"days": "9" * 50}, {"feed": "\x00", "days": "x"}],
    )
    def test_nonsense_counts_as_not_chosen(self, editor: Client, asked: dict[str, str]) -> None:
        self.polled(polls=3)

        answer = editor.get("/admin/blog/feedpolls/", asked)

        assert (answer.status_code, answer.context["found"].total.polls) == (200, 3)

    @pytest.mark.parametrize("feeds", [3, 30])
    def test_takes_as_many_queries_for_many_feeds(
        self, editor: Client, django_assert_num_queries: DjangoAssertNumQueries, feeds: int
    ) -> None:
        for number in range(feeds):
            self.polled(feed=f"/tag/{number}/", polls=1)

        with django_assert_num_queries(7):
            editor.get("/admin/blog/feedpolls/")
