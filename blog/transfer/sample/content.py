"""The sample's words: TOML for what stands in rows, Markdown with TOML on top for texts."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Text:
    """A post or page as it was written: `key` is its file's name, `head` what stands on top."""

    key: str
    head: dict[str, Any]
    body: str

    @property
    def guid(self) -> str:
        """The identity by which a text is known to be the sample's."""
        return f"{GUID_PREFIX}{self.key}"

    @property
    def address(self) -> str:
        """The slug of a post or the path of a page."""
        return str(self.head.get("slug") or self.head.get("path") or self.key)

    @property
    def state(self) -> str:
        """What to do with it: published, draft, scheduled, unpublished or archived."""
        return str(self.head.get("state", "published"))

    @property
    def days_ago(self) -> int:
        """How many days before the loading it was published or last touched."""
        return int(self.head.get("days_ago", 1))


GUID_PREFIX = "sample:"


@cache
def publication() -> dict[str, Any]:
    """Return the site, its people, partners, groupings and old addresses."""
    return tomllib.loads((FOLDER / "publication.toml").read_text(encoding="utf-8"))


@cache
def picture_words() -> dict[str, dict[str, str]]:
    """Return alternative text and, where it has them, caption, credit and title per picture."""
    return tomllib.loads((FOLDER / "pictures.toml").read_text(encoding="utf-8"))


@cache
def posts() -> tuple[Text, ...]:
    """Return the posts, oldest first: a translation comes after its original."""
    return _texts("posts")


@cache
def pages() -> tuple[Text, ...]:
    """Return the pages, oldest first."""
    return _texts("pages")


def _texts(folder: str) -> tuple[Text, ...]:
    texts = [_read(path) for path in sorted((FOLDER / folder).glob("*.md"))]
    return tuple(sorted(texts, key=lambda text: -text.days_ago))


def _read(path: Path) -> Text:
    _, head, body = path.read_text(encoding="utf-8").split("+++\n", 2)
    return Text(path.stem, tomllib.loads(head), body.strip())
