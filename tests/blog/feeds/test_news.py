"""Those who say what they have get the news alone (RFC 3229 with the readers' convention)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from blog.editing.revisions import save
from blog.editing.workflow import archive, publish
from blog.models import Post, SiteSettings
from tests.blog.feeds.polling import FILES, ids, poll
from tests.factories import make_post

pytestmark = pytest.mark.django_db


def posts(count: int) -> list[Post]:
    return [make_post(at=datetime(2024, 1, day, tzinfo=UTC)) for day in range(1, count + 1)]


@pytest.mark.parametrize("file", FILES)
def test_only_what_is_new_is_sent_to_who_asks_for_it(client: Client, file: str) -> None:
    posts(3)
    before = poll(client, f"/{file}")
    new = make_post()

    asked = {"if_none_match": before["ETag"], "a_im": "feed, gzip"}
    # Stored at once in the present, or the post would not be public yet.
    publish(new, by=None, at=timezone.now() - timedelta(minutes=1))
    response = poll(client, f"/{file}", **asked)
    whole = poll(client, f"/{file}")

    assert (response.status_code, response["IM"]) == (226, "feed")
    assert ids(response.content) == [new.guid]
    assert response["ETag"] == whole["ETag"]
    assert {"A-IM", "If-None-Match"} <= {name.strip() for name in response["Vary"].split(",")}
    assert "no-store" in response["Cache-Control"]


def test_changed_item_is_news(client: Client) -> None:
    changed = posts(3)[1]
    before = poll(client, "/index.xml")
    save(changed, changed.newest_snapshot().changed(body="Corrected."), by=None)
    publish(changed, by=None)

    response = poll(client, "/index.xml", if_none_match=before["ETag"], a_im="feed")

    assert (response.status_code, ids(response.content)) == (226, [changed.guid])


def test_what_grew_too_old_is_no_reason_for_the_whole(client: Client) -> None:
    SiteSettings.objects.update(feed_items=3)
    posts(3)
    before = poll(client, "/index.xml")
    new = make_post(at=datetime(2024, 1, 9, tzinfo=UTC))

    response = poll(client, "/index.xml", if_none_match=before["ETag"], a_im="feed")

    assert (response.status_code, ids(response.content)) == (226, [new.guid])


def test_whole_feed_is_sent_where_something_left(client: Client) -> None:
    first, *_ = posts(3)
    before = poll(client, "/index.xml")
    archive(first, by=None)
    make_post(at=datetime(2024, 1, 9, tzinfo=UTC))

    response = poll(client, "/index.xml", if_none_match=before["ETag"], a_im="feed")

    assert (response.status_code, len(ids(response.content))) == (200, 3)


@pytest.mark.parametrize(
    "headers",
    [
        {"a_im": "feed"},
        {"a_im": "feed", "if_none_match": '"made-up"'},
        {"a_im": "feed", "if_none_match": '"a.!!!"'},
        {"a_im": "feed", "if_none_match": '"a.YWJj"'},
        {"a_im": "vcdiff", "if_none_match": '"made-up"'},
    ],
)
def test_who_has_nothing_we_know_of_gets_the_whole(client: Client, headers: dict[str, str]) -> None:
    posts(2)

    response = poll(client, "/index.xml", **headers)

    assert (response.status_code, len(ids(response.content))) == (200, 2)
    assert "IM" not in response


def test_nothing_new_is_said_before_news(client: Client) -> None:
    posts(2)
    etag = poll(client, "/index.xml")["ETag"]

    assert poll(client, "/index.xml", if_none_match=etag, a_im="feed").status_code == 304
