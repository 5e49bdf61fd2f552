"""Addresses in a document: cleaned, resolved, written for page or feed (RFC 3986, section 5)."""

import re
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urldefrag, urljoin, urlsplit

import mdurl

from blog.markup.values import Target

_REMOVED = re.compile(r"[\t\n\r\x00]+")
_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:")
_SPACES_AND_COMMA = " \t\n\f\r,"
_SPACE = re.compile(r"[ \t\n\f\r]")
_COMMA = re.compile(r",")
_NEITHER = re.compile(r"[^ \t\n\f\r,]")
_DESCRIPTOR = re.compile(r"(?:[0-9.]{1,9}[wx])?")
_PLAIN = re.compile(r"[A-Za-z0-9_./:?&=#~+,;@-]*")
_SAFE_SCHEMES = frozenset({"http", "https", "mailto", "tel"})


def clean(address: str) -> str:
    """An address without surrounding white space, percent-encoded where a URL may not hold the
    character.

    What is already percent-encoded stays as it is; the result is ASCII apart from the host name.
    """
    if _PLAIN.fullmatch(address):
        return address
    return mdurl.encode(_REMOVED.sub("", address.strip()))


@lru_cache(maxsize=4096)
def _joined(base_url: str, address: str) -> str:
    try:
        result = urljoin(base_url, clean(address))
        parts = urlsplit(result)
    except ValueError:
        return ""
    if parts.scheme not in _SAFE_SCHEMES:
        return ""
    return "" if parts.scheme.startswith("http") and not parts.netloc else result


@dataclass(frozen=True)
class Resolver:
    """Writes addresses for a document at `base_url` (absolute, http or https)."""

    base_url: str
    target: Target

    def absolute(self, address: str) -> str:
        """The address as an absolute URL; empty where malformed or of a scheme we don't link to."""
        return _joined(self.base_url, address)

    def write(self, address: str) -> str:
        """The address for the HTML: absolute in a feed, as typed or site-relative on a page."""
        absolute = self.absolute(address)
        if not absolute or self.target == "feed":
            return absolute
        typed = clean(address)
        if _SCHEME.match(typed) or typed.startswith("#"):
            return typed
        return self.site_relative(absolute)

    def site_relative(self, absolute: str) -> str:
        """An absolute address without scheme and host if they are ours, else unchanged."""
        own, other = urlsplit(self.base_url), urlsplit(absolute)
        if (own.scheme, own.netloc) != (other.scheme, other.netloc):
            return absolute
        path = other._replace(scheme="", netloc="", path=other.path or "/").geturl()
        return re.sub(r"^/{2,}", "/", path)

    def fragment(self, identifier: str) -> str:
        """The address of a place in this document."""
        page = urldefrag(self.base_url).url if self.target == "feed" else ""
        return f"{page}#{identifier}"

    def is_remote(self, address: str) -> bool:
        """Whether an address is on another origin than the document."""
        own, other = urlsplit(self.base_url), urlsplit(self.absolute(address))
        return (own.scheme, own.netloc) != (other.scheme, other.netloc)

    def srcset(self, value: str, *, remote: bool = True) -> str:
        """A `srcset` value with every address rewritten; malformed candidates are left out."""
        kept = []
        for address, descriptor in candidates(value):
            written = self.write(address)
            if written and (remote or not self.is_remote(address)):
                kept.append(f"{written.replace(',', '%2C')} {descriptor}".strip())
        return ", ".join(kept)


def candidates(srcset: str) -> list[tuple[str, str]]:
    """The (address, descriptor) pairs of a `srcset` value (HTML, section 4.8.4.2.1).

    An address may hold commas and ends at white space; a descriptor ends at a comma.
    """
    found = []
    rest = srcset.lstrip(_SPACES_AND_COMMA)
    position = len(srcset) - len(rest)
    while position < len(srcset):
        address = srcset[position : _next(_SPACE, srcset, position)]
        position += len(address)
        descriptor = ""
        if not address.endswith(","):
            end = _next(_COMMA, srcset, position)
            descriptor = srcset[position:end].strip()
            position = end
        found.append((address.rstrip(","), descriptor))
        position = _next(_NEITHER, srcset, position)
    return [(address, each) for address, each in found if _DESCRIPTOR.fullmatch(each)]


def _next(pattern: re.Pattern[str], text: str, position: int) -> int:
    match = pattern.search(text, position)
    return match.start() if match else len(text)
