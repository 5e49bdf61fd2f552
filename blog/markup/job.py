"""One rendering under way: what was asked for, and the finished pieces kept aside meanwhile."""

import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, cast
from urllib.parse import unquote

from blog.markup.addresses import Resolver
from blog.markup.values import Picture, Slot, Target
from blog.markup.words import words_in


@dataclass
class Job:
    """Holds the arguments of `render` and the slots.

    HTML of our own that the sanitiser must not touch (MathML, highlighted code, embeds) is kept
    aside in a slot and an empty element stands for it. The element carries a random number drawn
    for this rendering, so nothing typed can name a slot.
    """

    resolver: Resolver
    target: Target
    images: Mapping[str, Picture]
    remote_images: bool
    language: str
    nonce: str = field(default_factory=lambda: secrets.token_hex(8))
    slots: list[Slot] = field(default_factory=list)
    highlighting_seconds: float = 2.0
    lines: bool = False
    unsized: dict[str, None] = field(default_factory=dict)

    def picture(self, address: str) -> Picture | None:
        """The facts on an image, looked up as typed, decoded, absolute and site-relative."""
        images = self.images
        if not images:
            return None
        absolute = self.resolver.absolute(address)
        return (
            images.get(address)
            or images.get(unquote(address))
            or images.get(absolute)
            or images.get(self.resolver.site_relative(absolute))
        )

    def word(self, key: str) -> str:
        """A word the renderer adds itself, in the document's language."""
        return words_in(self.language)[key]

    def block(self, slot: Slot) -> str:
        """Keep a block-level piece aside and return the placeholder for it."""
        return self._placeholder("div", slot)

    def inline(self, slot: Slot) -> str:
        """Keep an inline piece aside and return the placeholder for it."""
        return self._placeholder("span", slot)

    def _placeholder(self, element: str, slot: Slot) -> str:
        self.slots.append(slot)
        return f'<{element} data-slot="{self.nonce}-{len(self.slots) - 1}"></{element}>'

    def filled(self, value: str) -> Slot | None:
        """The slot that a `data-slot` value names; None for one that was typed."""
        nonce, _, number = value.partition("-")
        if nonce != self.nonce or not re.fullmatch(r"\d{1,7}", number):
            return None
        return self.slots[int(number)] if int(number) < len(self.slots) else None


def job_of(env: Mapping[str, Any]) -> Job:
    """The job that the parser's environment carries."""
    return cast(Job, env["job"])
