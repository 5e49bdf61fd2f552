"""Those who have the feed already are told so (RFC 9110, section 13)."""

import gzip
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
import time_machine
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from blog.editing.renaming import save_with_address
from blog.editing.revisions import save
from blog.editing.workflow import archive, publish, unpublish
from blog.feeds.shelf import SHELF
from blog.models import FeedEntry, Post, SiteSettings
from tests.factories import AuthorFactory, make_post

pytestmark = pytest.mark.django_db

LONG_AGO = "Mon, 01 Jan 1990 00:00:00 GMT"


@pytest.mark.parametrize("form", ["{}", "W/{}", '"other", {}', '"other", W/{} , "third"', "*"])
def test_same_etag_in_any_form_answers_304_without_a_body(client: Client, form: str) -> None:
    make_post(published=True)
    etag = client.get("/index.xml")["ETag"]

    response = client.get("/index.xml", headers={"if-none-match": form.format(etag)})

    assert response.status_code == 304
    assert response.content == b""
    assert response["ETag"] == etag


@pytest.mark.parametrize("etag", ['"other"', "nonsense", "", '"'])
def test_another_etag_answers_the_whole_feed(client: Client, etag: str) -> None:
    make_post(published=True)

    response = client.get("/index.xml", headers={"if-none-match": etag})

    assert response.status_code == 200


def test_not_modified_since_answers_304(client: Client) -> None:
    make_post(published=True)
    modified = client.get("/index.xml")["Last-Modified"]

    same = client.get("/index.xml", headers={"if-modified-since": modified})
    older = client.get("/index.xml", headers={"if-modified-since": LONG_AGO})
    nonsense = client.get("/index.xml", headers={"if-modified-since": "yesterday"})

    assert [same.status_code, older.status_code, nonsense.status_code] == [304, 200, 200]


def test_etag_counts_more_than_the_date(client: Client) -> None:
    make_post(published=True)
    modified = client.get("/index.xml")["Last-Modified"]
    headers = {"if-none-match": '"other"', "if-modified-since": modified}

    response = client.get("/index.xml", headers=headers)

    assert response.status_code == 200


def test_a_changed_post_changes_etag_and_date_on_the_next_request(client: Client) -> None:
    post = make_post(published=True)
    before = client.get("/index.xml")

    save(post, post.newest_snapshot().changed(body="Corrected."), by=None)
    publish(post, by=None)
    after = client.get("/index.xml", headers={"if-none-match": before["ETag"]})

    assert after.status_code == 200
    assert "Corrected." in after.content.decode()


def test_head_answers_the_headers_and_post_is_refused(client: Client) -> None:
    head, post = client.head("/index.xml"), client.post("/index.xml")

    assert (head.status_code, head.content) == (200, b"")
    assert head["ETag"]
    assert post.status_code == 405


@pytest.mark.parametrize("path", ["/index.xml", "/tag/tides/feed.atom", "/author/ada/feed.json"])
def test_nothing_new_costs_one_query(
    client: Client, path: str, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    make_post(published=True, tags=["tides"], credits=[AuthorFactory(name="Ada")])
    etag = client.get(path)["ETag"]

    with django_assert_num_queries(1):
        response = client.get(path, headers={"if-none-match": etag})

    assert response.status_code == 304


def test_each_coding_has_its_tag_and_any_of_them_is_known_again(client: Client) -> None:
    make_post(published=True, body="Words. " * 300)
    answers = {
        coding: client.get("/index.xml", headers={"accept-encoding": coding})
        for coding in ("", "gzip", "br")
    }

    again = [
        client.get("/index.xml", headers={"if-none-match": answer["ETag"]}).status_code
        for answer in answers.values()
    ]

    assert len({answer["ETag"] for answer in answers.values()}) == 3
    assert not any(answer["ETag"].startswith("W/") for answer in answers.values())
    assert [answer.get("Content-Encoding", "") for answer in answers.values()] == ["", "gzip", "br"]
    assert all("Accept-Encoding" in answer["Vary"] for answer in answers.values())
    assert gzip.decompress(answers["gzip"].content) == answers[""].content
    assert again == [304, 304, 304]


def leave(post: Post) -> None:
    unpublish(post, by=None)


def be_archived(post: Post) -> None:
    archive(post, by=None)


def lose_its_tag(post: Post) -> None:
    save(post, post.newest_snapshot().changed(tags=()), by=None)
    publish(post, by=None)


@pytest.mark.parametrize("change", [leave, be_archived, lose_its_tag])
def test_date_and_tag_move_when_a_post_leaves(
    client: Client, change: Callable[[Post], None]
) -> None:
    with time_machine.travel("2024-05-01T00:00:00Z"):
        post = make_post(at=datetime(2024, 4, 1, tzinfo=UTC), tags=["tides"])
        SiteSettings.objects.update(changed_at=timezone.now())
    with time_machine.travel("2024-05-02T00:00:00Z"):
        before = client.get("/tag/tides/index.xml")
        change(post)
        since = {"if-modified-since": before["Last-Modified"]}
        after = client.get("/tag/tides/index.xml", headers=since)

    assert before["Last-Modified"] == "Wed, 01 May 2024 00:00:00 GMT"
    assert (after.status_code, after["Last-Modified"]) == (200, "Thu, 02 May 2024 00:00:00 GMT")
    assert after["ETag"] != before["ETag"]


def test_scheduled_post_comes_with_its_time_and_moves_the_date(client: Client) -> None:
    with time_machine.travel("2024-05-01T00:00:00Z", tick=False):
        SiteSettings.objects.update(changed_at=timezone.now())
        make_post(at=datetime(2024, 5, 1, 0, 0, 40, tzinfo=UTC))
        before = client.get("/feed.atom")
    with time_machine.travel("2024-05-01T00:00:41Z", tick=False):
        since = {"if-modified-since": before["Last-Modified"]}
        after = client.get("/feed.atom", headers=since)

    assert before["Cache-Control"] == "public, max-age=0, s-maxage=40"
    assert b"<published>2024-05-01T00:00:40+00:00</published>" in after.content
    assert after["Last-Modified"] == "Wed, 01 May 2024 00:00:40 GMT"
    assert after["Cache-Control"] == "public, max-age=0, s-maxage=60"


@pytest.mark.parametrize(
    "change",
    [
        {"name": "Another"},
        {"feed_content": "summary"},
        {"link_posts": "here"},
        {"licence_name": "CC0"},
        {"language": "de"},
    ],
)
def test_new_setting_is_a_new_feed_at_once(client: Client, change: dict[str, str]) -> None:
    make_post(published=True, external_url="https://there.example/")
    before = client.get("/feed.json")

    SiteSettings.objects.update(**change)
    after = client.get("/feed.json", headers={"if-none-match": before["ETag"]})

    assert after.status_code == 200
    assert after.content != before.content


def test_author_with_a_new_name_has_it_in_the_next_answer(client: Client) -> None:
    author = AuthorFactory(name="Ada")
    make_post(published=True, credits=[author])
    before = client.get("/feed.atom")
    author.name = "Ada Lovelace"

    save_with_address(author)
    after = client.get("/feed.atom", headers={"if-none-match": before["ETag"]})

    assert b"<name>Ada Lovelace</name>" in after.content


def test_scripts_of_other_sites_may_read_feeds_alone(client: Client) -> None:
    make_post(published=True)

    feed, page = client.get("/feed.json"), client.get("/")
    asked = client.options("/feed.json")

    assert feed["Access-Control-Allow-Origin"] == "*"
    assert "ETag" in feed["Access-Control-Expose-Headers"]
    assert (asked.status_code, asked["Access-Control-Allow-Origin"]) == (204, "*")
    assert "If-None-Match" in asked["Access-Control-Allow-Headers"]
    assert "Access-Control-Allow-Origin" not in page


def test_part_of_a_feed_is_not_sent(client: Client) -> None:
    make_post(published=True)

    response = client.get("/index.xml", headers={"range": "bytes=0-9"})

    assert response.status_code == 200
    assert len(response.content) > 10


def test_items_are_read_as_they_were_stored_and_written_where_they_are_not(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(3):
        make_post(published=True, at=timezone.now())
    stored = client.get("/index.xml").content
    SHELF.clear()

    with django_assert_max_num_queries(2):
        again = client.get("/index.xml").content
    FeedEntry.objects.all().delete()
    SHELF.clear()
    anew = client.get("/index.xml").content

    assert stored == again == anew
    assert FeedEntry.objects.count() == 3


def test_a_feed_is_the_same_whatever_cookies_come_along(client: Client) -> None:
    make_post(published=True)

    answer = client.get("/index.xml", headers={"cookie": "theme=dark; other=1"})

    assert "Cookie" not in answer["Vary"]
    assert not answer.cookies
