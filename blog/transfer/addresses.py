"""Repair of the addresses in imported HTML, and where the imported things are now."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import SplitResult, urljoin, urlsplit

from blog.models.redirect import normal_path
from blog.transfer.html_to_markdown import Node

_GLUED = re.compile(r"/((?:mailto|tel):[^/?#]+(?:[?#].*)?)$")
_GLUED_WEB = re.compile(r"(https?://.+)$")
_FILE = re.compile(r"(?:(?<=/)_?index(?:\.(?:md|html?))?|\.(?:md|html?))$")
_YEAR = re.compile(r"^(?:/blog)?/\d{4}(?:/\d{2}){0,2}/([^/]+)/$")
_DOTS = re.compile(r"/\.{1,2}(?:[/?#]|$)")
_AUTHOR = re.compile(r"^/author/([^/]+)/$")


@dataclass
class Addresses:
    """The source's host, and the path here (`places`) of each of its paths that was imported."""

    host: str
    places: dict[str, str] = field(default_factory=dict)
    years: dict[str, str] = field(default_factory=dict)

    def add(self, old: str, new: str, *, slug: str = "") -> None:
        """Note that the source's path `old` is at `new` here; a post is found by its slug under a
        year too.
        """
        self.places[normal_path(old)] = new
        if slug:
            self.years[slug] = new

    def is_own(self, parts: SplitResult) -> bool:
        """Whether an absolute address is on the source's host."""
        own = self.host.removeprefix("www.")
        return (
            parts.scheme in ("http", "https") and parts.netloc.lower().removeprefix("www.") == own
        )

    def path_of(self, parts: SplitResult) -> str | None:
        """The path here that an address on the source's host leads to; None for anything else."""
        if not self.is_own(parts):
            return None
        path = normal_path(_FILE.sub("", parts.path))
        if path in self.places:
            return self.places[path]
        year = _YEAR.match(path)
        return self.years.get(year[1]) if year else None

    def repaired(self, address: str, base: str) -> str:
        """An address of the item at `base` as it should be: resolved, unglued, site-relative if it
        is here.
        """
        address = re.sub(r"[\t\n\r]", "", address.strip())
        if address.startswith("#"):
            return address
        try:
            return self._repaired(address, base)
        except ValueError:
            return address

    def _repaired(self, address: str, base: str) -> str:
        resolved = address if urlsplit(address).scheme else urljoin(base, address)
        parts = urlsplit(resolved)
        if self.is_own(parts) and (glued := _GLUED.search(resolved)):
            return glued[1]
        if (
            base
            and resolved.startswith(base)
            and (glued := _GLUED_WEB.match(resolved[len(base) :]))
        ):
            return glued[1]
        if _DOTS.search(parts.path):
            # Dots in a query are its own (RFC 3986, section 5.2.4).
            parts = parts._replace(path=_dotless(parts.path))
        here = self.path_of(parts)
        if here is None:
            return parts.geturl() if _DOTS.search(resolved) else resolved
        query = f"?{parts.query}" if parts.query else ""
        fragment = f"#{parts.fragment}" if parts.fragment else ""
        return f"{here}{query}{fragment}"


def _dotless(path: str) -> str:
    kept: list[str] = []
    segments = path.split("/")
    for segment in segments[1:]:
        if segment == "..":
            del kept[-1:]
        elif segment != ".":
            kept.append(segment)
    closing = "/" if segments[-1] in (".", "..") and kept else ""
    return "/" + "/".join(kept) + closing


def repair(root: Node, addresses: Addresses, base: str, pictures: Mapping[str, str]) -> None:
    """Repair every address in the tree, in place. `pictures` maps pictures to those here."""
    for node in root.iter():
        for key in ("href", "cite"):
            if node.get(key) is not None:
                node.set(key, addresses.repaired(node.get(key) or "", base))
        for key in ("src", "poster"):
            if node.get(key):
                resolved = addresses.repaired(node.get(key) or "", base)
                node.set(key, pictures.get(resolved, resolved))
        if node.get("srcset"):
            node.set("srcset", _srcset(node.get("srcset") or "", addresses, base))


def _srcset(value: str, addresses: Addresses, base: str) -> str:
    candidates = [
        candidate.split() for candidate in re.split(r",\s+", value.strip()) if candidate.strip()
    ]
    return ", ".join(
        " ".join([addresses.repaired(words[0], base), *words[1:]]) for words in candidates if words
    )


def author_slug(address: str, addresses: Addresses, base: str) -> str:
    """The slug of the author an address on the source's host is about; empty for any other
    address.
    """
    try:
        parts = urlsplit(urljoin(base, address.strip()))
        path = _dotless(parts.path) if parts.path.startswith("/") else parts.path
    except ValueError:
        return ""
    match = _AUTHOR.match(normal_path(_FILE.sub("", path))) if addresses.is_own(parts) else None
    return match[1] if match else ""
