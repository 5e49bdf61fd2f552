"""A feed reaches back to the first post (RFC 5005, section 4)."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.conf import settings
from django.test import Client
from django.utils import timezone

from blog.feeds.scopes import Scope
from blog.models import Listing, ListKind, Post, SiteSettings, Status
from tests.blog.feeds.polling import FILES, ids, link, poll
from tests.factories import make_post

pytestmark = pytest.mark.django_db
NOW = datetime(2024, 3, 10, 12, tzinfo=UTC)


def many(count: int, *, first: datetime, step: timedelta) -> None:
    """Store so many public posts without their history: a thousand would take minutes."""
    start = Post.objects.count()
    Post.objects.bulk_create(
        Post(
            title=f"Post {number}",
            slug=f"post-{number}",
            guid=f"tag:example.org,2024:{number}",
            status=Status.PUBLISHED,
            published_at=first + step * (number - start),
            live_at=first,
            feed_html="<p>Words.</p>",
        )
        for number in range(start, start + count)
    )


def path_of(address: str) -> str:
    return address.removeprefix(settings.SITE_URL)


def walk(client: Client, path: str, *, meanwhile: bool = False) -> list[list[str]]:
    """Follow a feed to its beginning; return the ids of each document."""
    documents, number = [], 0
    while path:
        content = poll(client, path).content
        documents.append(ids(content))
        path = path_of(link(content, "prev-archive"))
        if meanwhile:
            number += 1
            make_post(title=f"Meanwhile {number}", at=timezone.now())
    return documents


@pytest.mark.parametrize("file", FILES)
@time_machine.travel(NOW, tick=True)
def test_client_that_follows_the_archives_has_each_of_1000_posts_once(
    client: Client, file: str
) -> None:
    many(1000, first=NOW - timedelta(days=500), step=timedelta(hours=12))
    every = list(Post.objects.newest_first().values_list("guid", flat=True))

    subscription, *archives = walk(client, f"/{file}", meanwhile=True)

    archived = [guid for document in archives for guid in document]
    assert len(archived) == len(set(archived))
    assert set(archived) | set(subscription) == set(every)
    assert all(0 < len(document) <= 100 for document in archives)
    assert subscription[:20] == every[:20]


@time_machine.travel(NOW)
def test_month_of_many_is_several_archives_and_what_is_in_none_is_in_the_subscription(
    client: Client,
) -> None:
    many(250, first=datetime(2024, 3, 1, tzinfo=UTC), step=timedelta(minutes=10))

    subscription = poll(client, "/feed.atom").content
    first, second = (poll(client, f"/archive/2024-03-{n}/feed.atom").content for n in (1, 2))
    third = poll(client, "/archive/2024-03-3/feed.atom")

    assert len(ids(subscription)) == 50
    assert link(subscription, "prev-archive").endswith("/archive/2024-03-2/feed.atom")
    assert [len(ids(first)), len(ids(second)), third.status_code] == [100, 100, 404]
    assert link(first, "next-archive") == link(subscription, "prev-archive")
    assert link(first, "prev-archive") == ""
    assert b"<fh:archive" in first
    assert b"<fh:archive" not in subscription
    assert link(first, "current") == link(subscription, "self")


def test_archive_stays_the_same_while_others_are_published(client: Client) -> None:
    with time_machine.travel(NOW):
        many(3, first=datetime(2024, 1, 5, tzinfo=UTC), step=timedelta(days=10))
        make_post(at=datetime(2024, 2, 5, tzinfo=UTC))
        before = poll(client, "/archive/2024-01-1/index.xml")
        make_post(title="Another", at=NOW)

        after = poll(client, "/archive/2024-01-1/index.xml")
        same = poll(client, "/archive/2024-01-1/index.xml", if_none_match=before["ETag"])

    assert (after.content, after["ETag"]) == (before.content, before["ETag"])
    assert same.status_code == 304


def test_month_ends_in_the_sites_time_zone(client: Client) -> None:
    SiteSettings.objects.update(time_zone="Pacific/Auckland")
    post = make_post(at=datetime(2024, 1, 31, 12, tzinfo=UTC))

    with time_machine.travel(NOW):
        january = poll(client, "/archive/2024-01-1/feed.json")
        february = poll(client, "/archive/2024-02-1/feed.json")

    assert january.status_code == 404
    assert ids(february.content) == [post.guid]


@time_machine.travel(NOW)
def test_last_archive_that_lost_its_posts_leads_to_the_one_before(client: Client) -> None:
    many(101, first=datetime(2024, 1, 1, tzinfo=UTC), step=timedelta(minutes=1))
    Post.objects.newest_first()[0].delete()

    response = poll(client, "/archive/2024-01-2/index.xml")

    assert response.status_code == 302
    assert response["Location"].endswith("/archive/2024-01-1/index.xml")


@time_machine.travel(NOW)
@pytest.mark.parametrize(
    "key", ["2024-04-1", "2024-03-1", "1024-01-1", "2024-13-1", "x", "2024-01-0"]
)
def test_archive_of_no_month_or_none_yet_is_not_there(client: Client, key: str) -> None:
    make_post(at=NOW - timedelta(days=1))

    assert poll(client, f"/archive/{key}/index.xml").status_code == 404


@time_machine.travel(NOW)
def test_json_feed_leads_on_by_next_url(client: Client) -> None:
    make_post(at=datetime(2024, 2, 5, tzinfo=UTC))

    feed = json.loads(poll(client, "/feed.json").content)

    assert feed["next_url"] == f"{settings.SITE_URL}/archive/2024-02-1/feed.json"


@time_machine.travel(NOW)
def test_list_has_archives_of_its_own(client: Client) -> None:
    tagged = make_post(at=datetime(2024, 2, 5, tzinfo=UTC), tags=["tides"])
    make_post(at=datetime(2024, 2, 6, tzinfo=UTC))

    documents = walk(client, "/tag/tides/index.xml")

    assert documents == [[tagged.guid], [tagged.guid]]


@pytest.mark.parametrize("scope", [Scope(ListKind.TAG, "tides"), Scope(language="es")])
def test_a_list_with_thousands_in_a_month_is_counted_without_reading_its_posts(
    scope: Scope,
) -> None:
    counted = str(scope.dates("now", "month").query)

    assert Listing._meta.db_table in counted
    assert Post._meta.db_table + '"' not in counted


@time_machine.travel(datetime(2024, 1, 31, 12, tzinfo=UTC), tick=True)
def test_a_late_post_of_last_month_that_begins_an_archive_is_not_answered_with_304(
    client: Client,
) -> None:
    many(101, first=datetime(2023, 12, 1, tzinfo=UTC), step=timedelta(minutes=1))
    Post.objects.filter(title="Post 50").update(status=Status.DRAFT)
    many(20, first=datetime(2024, 1, 1, tzinfo=UTC), step=timedelta(hours=1))
    before = client.get("/index.xml")
    Post.objects.filter(title="Post 50").update(status=Status.PUBLISHED)

    after = client.get("/index.xml", headers={"If-None-Match": before["ETag"]})

    assert link(before.content, "prev-archive").endswith("/archive/2023-12-1/index.xml")
    assert after.status_code == 200
    assert link(after.content, "prev-archive").endswith("/archive/2023-12-2/index.xml")
