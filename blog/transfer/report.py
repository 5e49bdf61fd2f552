"""What an import did, item by item."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict, dataclass, field
from typing import Any

ACTIONS = ("created", "unchanged", "updated", "overwritten", "left alone", "left out", "failed")
KINDS = ("post", "page", "collaborator", "redirect")


@dataclass
class ItemReport:
    """One item: what became of it, what was odd or removed, how much stayed HTML (0 to 1)."""

    kind: str
    path: str
    guid: str
    title: str = ""
    action: str = "failed"
    warnings: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    kept_as_html: float = 0.0


@dataclass
class Report:
    """A whole import. `characters` is how much visible text there is, `kept` how much of it stayed
    HTML.
    """

    source: str
    items: list[ItemReport] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    authors: list[str] = field(default_factory=list)
    characters: int = 0
    kept: int = 0
    remote_pictures: int = 0
    fetched_pictures: int = 0

    def counts(self) -> Counter[tuple[str, str]]:
        """How many items of each kind had each action."""
        return Counter((item.kind, item.action) for item in self.items)

    @property
    def kept_as_html(self) -> float:
        """The share of the visible text that stayed HTML, 0 to 1; of the items that were
        converted.
        """
        return self.kept / self.characters if self.characters else 0.0

    @property
    def failures(self) -> list[ItemReport]:
        """The items that could not be stored."""
        return [item for item in self.items if item.action == "failed"]

    def as_json(self) -> dict[str, Any]:
        """Return it for a JSON file."""
        return {
            "source": self.source,
            "warnings": self.warnings,
            "authors": self.authors,
            "kept_as_html": round(self.kept_as_html, 5),
            "remote_pictures": self.remote_pictures,
            "fetched_pictures": self.fetched_pictures,
            "items": [asdict(item) for item in self.items],
        }
