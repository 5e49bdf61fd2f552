"""RSS and Atom feeds, read with limits: what is dangerous or broken is refused whole, with a
reason.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

import feedparser
from defusedxml import DefusedXmlException, DTDForbidden
from defusedxml.ElementTree import ParseError, fromstring

from blog.transfer.fetch import FetchRefused, Limits, fetch
from blog.transfer.html_to_markdown import parse, text_of

MAX_BYTES = 64_000_000
_ROOTS = frozenset({"rss", "feed", "RDF"})
_DECLARATION = re.compile(rb"""^\s*<\?xml[^>]*?encoding=["']([A-Za-z][\w.-]*)["']""")
_SINGLE_BYTE = frozenset({"iso-8859-1", "latin1", "latin-1", "windows-1252", "cp1252", "us-ascii"})


class FeedRefused(ValueError):
    """The feed can't be imported. The message is a sentence for the operator."""


@dataclass(frozen=True)
class Item:
    """One item as the feed has it. `guid` is its identity; `link` is absolute or empty."""

    guid: str
    link: str
    title: str
    html: str
    date: str
    language: str = ""
    authors: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()


@dataclass(frozen=True)
class Feed:
    """A feed's items in order, and what it says of itself. `updated` is a date as written."""

    title: str
    link: str
    language: str
    updated: str
    items: tuple[Item, ...]
    warnings: tuple[str, ...] = ()


def read_source(source: str) -> bytes:
    """Return the bytes of a feed in a file or at an http(s) address. Raises FeedRefused."""
    if re.match(r"[a-zA-Z][a-zA-Z0-9+.-]+://", source):
        try:
            return fetch(source, Limits(MAX_BYTES), trusted_host=urlsplit(source).netloc)
        except FetchRefused as error:
            raise FeedRefused(str(error)) from error
    path = Path(source)
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise FeedRefused(
                f"{source} has {size / 1_000_000:.0f} MB; "
                f"a feed may have {MAX_BYTES // 1_000_000} MB."
            )
        return path.read_bytes()
    except OSError as error:
        raise FeedRefused(f"{source} can't be read: {error.strerror}.") from error


def parse_feed(data: bytes) -> Feed:
    """Parse a feed. Raises FeedRefused where it is no feed, malformed, or declares entities."""
    data, warnings = _decoded(data)
    _require_feed(data)
    parsed: Any = feedparser.parse(
        io.BytesIO(data), sanitize_html=False, resolve_relative_uris=False
    )
    channel = parsed.feed
    link = channel.get("link", "")
    items = tuple(_item(entry, link) for entry in parsed.entries)
    if not items:
        raise FeedRefused("This feed has no items, so there is nothing to import.")
    return Feed(
        title=_plain(channel.get("title", "")),
        link=link,
        language=channel.get("language", ""),
        updated=dict.get(channel, "updated", "") or dict.get(channel, "published", ""),
        items=items,
        warnings=tuple(warnings),
    )


def _decoded(data: bytes) -> tuple[bytes, list[str]]:
    """Correct a declaration of a one-byte encoding over text that is plainly UTF-8."""
    if not data.strip():
        raise FeedRefused("This is empty, not a feed.")
    match = _DECLARATION.match(data)
    if not match or match[1].decode("ascii").lower() not in _SINGLE_BYTE or data.isascii():
        return data, []
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return data, []
    declared = match[1].decode("ascii")
    corrected = data[: match.start(1)] + b"utf-8" + data[match.end(1) :]
    return corrected, [
        f"The feed declares the encoding {declared} but is UTF-8; it was read as UTF-8."
    ]


def _require_feed(data: bytes) -> None:
    try:
        root = fromstring(data, forbid_dtd=True)
    except DTDForbidden as error:
        raise FeedRefused(
            "This feed declares a document type, which can hide entity bombs. Remove <!DOCTYPE …>."
        ) from error
    except DefusedXmlException as error:
        raise FeedRefused("This feed declares entities, which could be a bomb.") from error
    except ParseError as error:
        raise FeedRefused(
            f"This is not well-formed XML ({error}). "
            "If it is complete, its declared encoding may be wrong."
        ) from error
    except (LookupError, ValueError) as error:
        raise FeedRefused(f"The feed's declared encoding can't be read: {error}.") from error
    name = str(root.tag).rpartition("}")[2]
    if name not in _ROOTS:
        raise FeedRefused(f"This is XML but no RSS or Atom feed: its root element is <{name}>.")


def _item(entry: Any, base: str) -> Item:
    link = str(entry.get("link", "") or "").strip()
    link = urljoin(base, link) if link else ""
    content = _content(entry)
    return Item(
        guid=str(entry.get("id", "") or "").strip() or link,
        link=link if urlsplit(link).scheme in ("http", "https") else "",
        title=_plain(entry.get("title", "")),
        html=content.get("value", "") or "",
        date=_written_date(entry),
        language=content.get("language", "") or "",
        authors=_authors(entry),
        tags=tuple(_plain(tag.label or tag.term or "") for tag in entry.get("tags", ())),
    )


def _written_date(entry: Any) -> str:
    # The parser's own `get` answers for one date with another, and warns that it does.
    return dict.get(entry, "published", "") or dict.get(entry, "updated", "") or ""


def _authors(entry: Any) -> tuple[str, ...]:
    """The names in `dc:creator` and Atom's `author`; RSS's own `author` is an address."""
    people = entry.get("authors", ())
    names = (_plain(person.get("name", "")) for person in people if not person.get("email"))
    return tuple(dict.fromkeys(name for name in names if name and "@" not in name))


def _content(entry: Any) -> Any:
    """The whole text: `content:encoded` or Atom's content before any summary."""
    whole = [each for each in entry.get("content", ()) if each.get("value", "").strip()]
    if whole:
        return max(whole, key=lambda each: len(each.value))
    return entry.get("summary_detail", {}) or {"value": entry.get("summary", "")}


def _plain(text: str) -> str:
    """A title without markup: feeds write them as text or as HTML and rarely say which."""
    return (
        text_of(parse(text)) if re.search(r"<[a-zA-Z/]|&#?\w+;", text) else " ".join(text.split())
    )


def duplicates(items: tuple[Item, ...]) -> Iterator[Item]:
    """Yield the items whose identity an earlier item has."""
    seen: set[str] = set()
    for item in items:
        if item.guid and item.guid in seen:
            yield item
        seen.add(item.guid)
