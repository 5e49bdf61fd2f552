"""Feeds that can't be imported: each is refused whole, with one sentence that says why."""

from pathlib import Path

import pytest

from blog.transfer.feed import FeedRefused, parse_feed, read_source

BOMB = (
    '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    "<rss version='2.0'><channel><title>&b;</title></channel></rss>"
)
EXTERNAL = (
    '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
    "<rss version='2.0'><channel><title>&a;</title></channel></rss>"
)
ITEM = "<item><title>Ébb</title><link>https://kelp.example/a/</link></item>"
CHANNEL = f"<rss version='2.0'><channel>{ITEM}</channel></rss>"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b"Just words.", "not well-formed XML"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "not well-formed XML"),
        (b"<!DOCTYPE html><html><body><p>Not found</body></html>", "document type"),
        (b"<html><body><p>Not found</p></body></html>", "no RSS or Atom feed"),
        (CHANNEL.encode()[:-30], "not well-formed XML"),
        (BOMB.encode(), "document type"),
        (EXTERNAL.encode(), "document type"),
        (b"<rss version='2.0'><channel><title>Bare</title></channel></rss>", "no items"),
        (b'<?xml version="1.0" encoding="x-none"?>' + CHANNEL.encode(), "encoding"),
        (CHANNEL.encode("latin-1"), "encoding may be wrong"),
        (b'<?xml version="1.0" encoding="utf-16"?>' + CHANNEL.encode(), "XML"),
    ],
    ids=[
        *("empty", "text", "binary", "html5", "xhtml", "truncated", "bomb", "external entity"),
        *("no items", "unknown encoding", "wrong encoding", "false UTF-16"),
    ],
)
def test_feed_is_refused_with_a_reason(data: bytes, reason: str) -> None:
    with pytest.raises(FeedRefused, match=reason) as refusal:
        parse_feed(data)

    assert "\n" not in str(refusal.value)


def test_utf8_declared_as_latin1_is_read_as_utf8_with_a_warning() -> None:
    data = b'<?xml version="1.0" encoding="ISO-8859-1"?>' + CHANNEL.encode()

    feed = parse_feed(data)

    assert feed.items[0].title == "Ébb"
    assert "ISO-8859-1" in feed.warnings[0]


def test_true_latin1_is_read_as_such() -> None:
    data = b'<?xml version="1.0" encoding="ISO-8859-1"?>' + CHANNEL.encode("latin-1")

    feed = parse_feed(data)

    assert feed.items[0].title == "Ébb"
    assert feed.warnings == ()


def test_file_of_500_megabytes_is_refused_unread(tmp_path: Path) -> None:
    file = tmp_path / "huge.xml"
    with file.open("wb") as handle:
        handle.truncate(500_000_000)

    with pytest.raises(FeedRefused, match="500 MB"):
        read_source(str(file))


@pytest.mark.parametrize(
    "source", ["/nowhere/feed.xml", "/", "file:///etc/passwd", "ftp://a.example/f"]
)
def test_source_that_is_no_file_and_no_web_address_is_refused(source: str) -> None:
    with pytest.raises(FeedRefused):
        read_source(source)


def test_atom_feed_is_read() -> None:
    atom = """<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="de"><title>Tang</title>
      <link href="https://tang.example/"/><updated>2025-06-01T10:00:00Z</updated>
      <entry><id>tag:tang.example,2025:1</id><title type="html">Ebbe &amp;amp; Flut</title>
      <link rel="alternate" href="https://tang.example/blog/ebbe/"/>
      <published>2025-05-31T08:15:00+02:00</published>
      <summary>Kurz.</summary>
      <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">
      <p>Ganz <em>lang</em>.</p></div>
      </content></entry></feed>"""

    item = parse_feed(atom.encode()).items[0]

    assert (item.guid, item.title) == ("tag:tang.example,2025:1", "Ebbe & Flut")
    assert item.link == "https://tang.example/blog/ebbe/"
    assert "<em>lang</em>" in item.html
    assert item.date == "2025-05-31T08:15:00+02:00"
