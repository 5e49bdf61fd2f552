"""Pictures of imported items: left where they are, or brought into the library."""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit

from django.conf import settings

from blog.editing.pictures.uploads import UploadRefused, store_image
from blog.models import Image
from blog.transfer.addresses import Addresses, repair
from blog.transfer.fetch import FetchRefused, Limits, fetch
from blog.transfer.html_to_markdown import clean, parse
from blog.transfer.plan import Planned

MAX_PICTURES = 2_000
MAX_SECONDS = 1_800.0


@dataclass
class Media:
    """The library as an import sees it: which addresses are in it, and what could not be fetched.

    `trusted_host` is the source's own, the only one that may be inside a private network. At most
    `max_pictures` are fetched, in at most `max_seconds` in all.
    """

    fetches: bool
    trusted_host: str = ""
    max_pictures: int = field(default_factory=lambda: MAX_PICTURES)
    max_seconds: float = field(default_factory=lambda: MAX_SECONDS)
    known: dict[str, str] = field(default_factory=dict)
    failed: dict[str, str] = field(default_factory=dict)
    fetched: int = 0
    started: float = field(default_factory=time.monotonic)

    def __post_init__(self) -> None:
        for image in Image.objects.exclude(source_url=""):
            self.known[image.source_url] = image.url

    def is_wanting(self, planned: Planned, addresses: Addresses) -> bool:
        """Whether a picture of a stored item is still to be fetched."""
        if not self.fetches or planned.existing is None:
            return False
        text = stored_text(planned.existing)
        return any(address in text for address, _ in pictures_of(planned, addresses))

    def bring(self, planned: Planned, addresses: Addresses) -> list[str]:
        """Fetch the item's pictures that aren't in the library. Returns a warning for each that
        failed.
        """
        if not self.fetches:
            return []
        warnings = []
        for address, alternative in pictures_of(planned, addresses):
            if address not in self.known and address not in self.failed:
                self._fetch(address, alternative)
            if address in self.failed:
                warnings.append(f"A picture stays where it is: {self.failed[address]}")
        return warnings

    def _fetch(self, address: str, alternative: str) -> None:
        try:
            if self.fetched + len(self.failed) >= self.max_pictures:
                raise FetchRefused(
                    f"{address} is beyond the limit of {self.max_pictures} pictures."
                )
            rest = self.max_seconds - (time.monotonic() - self.started)
            if rest <= 0:
                raise FetchRefused(
                    f"{address} is beyond the limit of {self.max_seconds:.0f} seconds."
                )
            limits = Limits(settings.UPLOAD_MAX_BYTES, total=min(60.0, rest))
            data = fetch(address, limits, trusted_host=self.trusted_host)
            name = unquote(urlsplit(address).path.rpartition("/")[2]) or "picture"
            image = store_image(
                data, name=name, by=None, alt=alternative, source_url=address[:1000]
            )
        except (FetchRefused, UploadRefused) as error:
            reason = str(error)
            self.failed[address] = reason if address in reason else f"{address}: {reason}"
        else:
            self.known[address] = image.url
            self.fetched += 1


def stored_text(existing: object) -> str:
    """The Markdown that an earlier import stored."""
    return str(getattr(existing, "blurb", None) or getattr(existing, "body", ""))


def pictures_of(planned: Planned, addresses: Addresses) -> Iterable[tuple[str, str]]:
    """The absolute addresses of an item's pictures with their alternative texts, in order, once
    each.
    """
    if "<img" not in planned.item.html.lower() and "poster" not in planned.item.html.lower():
        return []
    root = parse(planned.item.html)
    clean(root)
    repair(root, addresses, planned.item.link, {})
    found: dict[str, str] = {}
    for node in root.iter("img", "video"):
        address = node.get("src" if node.tag == "img" else "poster") or ""
        if address.startswith(("http://", "https://")):
            found.setdefault(address, " ".join((node.get("alt") or "").split()))
    return found.items()
