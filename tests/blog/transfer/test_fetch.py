"""Fetching from other hosts, within limits."""

import pytest

from blog.transfer.feed import FeedRefused, parse_feed, read_source
from blog.transfer.fetch import FetchRefused, Limits, fetch
from tests.blog.transfer.oddities import FEED
from tests.blog.transfer.web import Answer, serving

LIMITS = Limits(max_bytes=1_000, timeout=5)


def test_body_is_returned_from_the_host_the_operator_named() -> None:
    with serving({"/a": Answer(b"tide")}) as web:
        body = fetch(f"{web.address}/a", LIMITS, trusted_host=web.host)

    assert body == b"tide"


def test_host_inside_a_private_network_is_asked_nothing_unless_it_was_named() -> None:
    with serving({"/a": Answer(b"secret")}) as web, pytest.raises(FetchRefused, match="private"):
        fetch(f"{web.address}/a", LIMITS)

    assert web.asked == []


def test_redirect_into_a_private_network_is_not_followed() -> None:
    with serving({"/inner": Answer(b"secret")}) as inner:
        moved = Answer(status=302, headers={"Location": f"{inner.address}/inner"})
        with serving({"/a": moved}) as web, pytest.raises(FetchRefused, match="private"):
            fetch(f"{web.address}/a", LIMITS, trusted_host=web.host)

    assert inner.asked == []


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (Answer(b"x" * 1_001), "larger than"),
        (Answer(b"x", length=5_000_000), "larger than"),
        (Answer(b"x", length=500), "could not be fetched"),
        (Answer(b"x", status=500), "answered 500"),
        (Answer(status=302, headers={"Location": "/a"}), "redirects more than"),
        (Answer(status=302, headers={"Location": "file:///etc/passwd"}), "only http"),
    ],
    ids=[
        "large",
        "declared large",
        "cut short",
        "error",
        "endless redirects",
        "redirect to a file",
    ],
)
def test_what_breaks_a_limit_is_refused_with_a_reason(answer: Answer, reason: str) -> None:
    with serving({"/a": answer}) as web, pytest.raises(FetchRefused, match=reason):
        fetch(f"{web.address}/a", LIMITS, trusted_host=web.host)


@pytest.mark.parametrize(
    "address", ["file:///etc/passwd", "ftp://a.example/", "https://", "http://[::1"]
)
def test_only_web_addresses_are_fetched(address: str) -> None:
    with pytest.raises(FetchRefused):
        fetch(address, LIMITS)


def test_feed_is_read_from_its_address() -> None:
    answers = {
        "/old.xml": Answer(status=301, headers={"Location": "/index.xml"}),
        "/index.xml": Answer(FEED.read_bytes()),
    }
    with serving(answers) as web:
        feed = parse_feed(read_source(f"{web.address}/old.xml"))

    assert feed.title == "Kelp & Kettle"


def test_feed_that_is_not_there_is_refused_with_a_reason() -> None:
    with serving({}) as web, pytest.raises(FeedRefused, match="answered 404"):
        read_source(f"{web.address}/index.xml")
