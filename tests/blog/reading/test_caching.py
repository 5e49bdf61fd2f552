"""What browsers and shared caches may keep of the public pages, and for how long."""

import gzip
from datetime import timedelta

import brotli
import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone
from time_machine import TimeMachineFixture

from accounts.roles import Role
from blog.models import Post
from blog.reading.compression import accepted
from tests.factories import UserFactory, make_page, make_post

pytestmark = pytest.mark.django_db
SHORTLY = "public, max-age=0, s-maxage=60"


@pytest.fixture(autouse=True)
def post() -> Post:
    return make_post(address="tides", title="On tides", tags=["sea"], published=True)


@pytest.mark.parametrize(
    "path", ["/", "/blog/", "/blog/tides/", "/tag/sea/", "/collaborators/", "/robots.txt"]
)
def test_a_page_that_did_not_change_is_not_sent_again(client: Client, path: str) -> None:
    first = client.get(path)
    again = client.get(path, headers={"if-none-match": first["ETag"]})
    other = client.get(path, headers={"if-none-match": '"other"'})

    assert first["Cache-Control"] == again["Cache-Control"] == SHORTLY
    assert "Cookie" in first["Vary"]
    assert (again.status_code, again.content) == (304, b"")
    assert again["ETag"] == first["ETag"]
    assert (other.status_code, other.content) == (200, first.content)


def test_what_was_published_is_sent_to_who_had_the_page_before(client: Client) -> None:
    before = client.get("/")["ETag"]

    make_post(title="Newest", published=True)
    after = client.get("/", headers={"if-none-match": before})

    assert after.status_code == 200
    assert "Newest" in after.content.decode()


@pytest.mark.parametrize("make", [make_post, make_page])
def test_no_shared_cache_keeps_a_page_beyond_the_next_scheduled_moment(
    client: Client, time_machine: TimeMachineFixture, make: type
) -> None:
    soon = timezone.now() + timedelta(hours=1)
    make(at=soon)
    make(at=soon + timedelta(hours=1))
    make()
    seconds = {}

    for before in (3000, 60, 20.5, 0.5, -1):
        time_machine.move_to(soon - timedelta(seconds=before), tick=False)
        seconds[before] = client.get("/")["Cache-Control"].partition("s-maxage=")[2]

    assert seconds == {3000: "60", 60: "60", 20.5: "20", 0.5: "0", -1: "60"}


def test_what_a_signed_in_visitor_sees_is_kept_by_nobody(client: Client) -> None:
    client.force_login(UserFactory(role=Role.EDITOR))

    answers = [client.get(path) for path in ("/", "/blog/tides/", "/nothing/", "/accounts/")]

    assert ["no-store" in answer["Cache-Control"] for answer in answers] == [True] * 4
    assert ["private" in answer["Cache-Control"] for answer in answers] == [True] * 4
    assert "ETag" not in answers[0]
    assert "staff-bar" in answers[0].content.decode()
    assert "staff-bar" not in Client().get("/").content.decode()


def test_a_message_waiting_in_a_cookie_is_shown_in_no_page_that_is_kept(client: Client) -> None:
    client.cookies["messages"] = "anything"

    assert client.get("/")["Cache-Control"] == "private, no-store"


def test_a_permanent_redirect_is_asked_about_again(client: Client, post: Post) -> None:
    Post.objects.filter(pk=post.pk).update(slug="tides-new")

    moved = client.get("/blog/2020/tides-new/")

    assert moved.status_code == 301
    assert moved["Cache-Control"] == SHORTLY


def test_a_missing_page_is_not_kept_as_missing(client: Client) -> None:
    assert client.get("/blog/coming/")["Cache-Control"] == "no-cache"


@pytest.mark.parametrize(
    ("asked", "coding"),
    [
        ("gzip, deflate, br, zstd", "br"),
        ("gzip", "gzip"),
        ("br;q=0, gzip;q=0.5", "gzip"),
        ("br; q=0.0,GZIP", "gzip"),
        ("identity", ""),
        ("*", ""),
        ("", ""),
    ],
)
def test_the_coding_is_one_that_the_visitor_accepts(asked: str, coding: str) -> None:
    assert accepted(asked) == coding


def test_public_pages_are_sent_compressed_and_private_ones_are_not(client: Client) -> None:
    plain = client.get("/")
    packed = client.get("/", headers={"accept-encoding": "gzip"})
    tighter = client.get("/", headers={"accept-encoding": "gzip, br"})
    feed = client.get("/index.xml", headers={"accept-encoding": "gzip"})
    again = client.get(
        "/index.xml", headers={"accept-encoding": "gzip", "if-none-match": feed["ETag"]}
    )
    sign_in = client.get("/accounts/login/", headers={"accept-encoding": "gzip"})

    assert gzip.decompress(packed.content) == brotli.decompress(tighter.content) == plain.content
    assert packed["ETag"] == tighter["ETag"] == plain["ETag"]
    assert {"Cookie", "Accept-Encoding"} <= set(plain["Vary"].split(", "))
    assert int(packed["Content-Length"]) == len(packed.content)
    assert feed["Content-Encoding"] == "gzip"
    assert again.status_code == 304
    assert "Content-Encoding" not in sign_in
    assert settings.SESSION_COOKIE_NAME not in client.cookies
