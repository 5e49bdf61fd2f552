"""Entity tags of feeds (RFC 9110, section 8.8.3), from which later the news since them is told.

A tag has three parts: a hash of all that the document says; a few bytes for each of its items,
newest first; and the coding in which it went out, as each coding has a tag of its own. So what a
reader has is known from its tag alone, and nobody has to remember which tags were given.
"""

from __future__ import annotations

import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from zlib import crc32

from blog.feeds.state import Key

# Some readers store no more than 255 characters.
MOST_ITEMS = 28
_WHO, _WHICH = 2, 3  # bytes that tell which post it is, and which version of it
_SIZE = _WHO + _WHICH
_TAG = re.compile(r'(?:W/)?"([!\x23-\x7e\x80-\xff]*)"')


@dataclass(frozen=True, slots=True)
class Tag:
    """The tag of a document that says `head` and has these items, without the coding."""

    head: str
    keys: Sequence[Key] = ()

    def written(self, coding: str = "") -> str:
        """Return it as in the header `ETag`."""
        items = b"".join(map(_short, self.keys)) if len(self.keys) <= MOST_ITEMS else b""
        said = urlsafe_b64encode(items).decode().rstrip("=")
        return f'"{self.head}.{said}{"." if coding else ""}{coding}"'

    def matching(self, header: str) -> str | None:
        """Return which tag of `If-None-Match` is this document's, as it was given; else None.

        The comparison is weak, as RFC 9110 (13.1.2) wants it, and passes over the coding: what
        was received in one holds what any other brings.
        """
        if header.strip() == "*":
            return self.written()
        for opaque in opaque_tags(header):
            if opaque.split(".")[0] == self.head:
                return f'"{opaque}"'
        return None


def opaque_tags(header: str) -> Iterator[str]:
    """Yield what stands between the quotes of each tag in a header."""
    for match in _TAG.finditer(header):
        yield match[1]


def _short(key: Key) -> bytes:
    who = crc32(str(key.pk).encode()).to_bytes(4, "big")[-_WHO:]
    return who + crc32(repr(key.said).encode()).to_bytes(4, "big")[-_WHICH:]


def news(keys: Sequence[Key], opaque: str, *, is_full: bool) -> list[Key] | None:
    """Return the items that are new or changed since an earlier tag of this document.

    `is_full`: whether older items have to go where new ones come. None where the tag doesn't
    tell, or where something left the document otherwise than by being too old for it: then only
    the whole tells all.
    """
    parts = opaque.split(".")
    before = _items(parts[1]) if len(parts) > 1 else None
    if not before:
        return None
    now = {_short(key)[:_WHO]: key for key in keys}
    had = {item[:_WHO]: item for item in before}
    if len(now) != len(keys) or len(had) != len(before):
        return None
    gone = [who for who in had if who not in now]
    # What grew too old went from the end, and was not followed by what had no place before.
    grew_old = list(had)[len(had) - len(gone) :] == gone
    if gone and not (is_full and grew_old and keys and _short(keys[-1])[:_WHO] in had):
        return None
    return [key for who, key in now.items() if had.get(who) != _short(key)]


def _items(text: str) -> list[bytes] | None:
    try:
        data = urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except (Error, ValueError):
        return None
    if len(data) % _SIZE:
        return None
    return [data[start : start + _SIZE] for start in range(0, len(data), _SIZE)]
