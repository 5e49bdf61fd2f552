"""The whole content of a post or page as one value: what a revision stores and a form fills."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, Self

from django.db import models

FORMAT = 1
# What a use of the featured picture says of it; where that is nothing, the library says it.
FEATURED_WORDS = ("featured_alt", "featured_caption", "featured_credit", "featured_licence")


@dataclass(frozen=True, slots=True)
class Ref:
    """What a revision remembers of a row: its id, and its name in case the row is gone."""

    id: int
    name: str

    @classmethod
    def to(cls, row: models.Model | None) -> Ref | None:
        """Return a reference to a stored row, or None for none."""
        return None if row is None else cls(row.pk, str(row))

    @classmethod
    def many(cls, rows: Iterable[models.Model]) -> tuple[Ref, ...]:
        """Return references to stored rows, in their order."""
        return tuple(cls(row.pk, str(row)) for row in rows)

    @classmethod
    def from_json(cls, value: Mapping[str, Any] | None) -> Ref | None:
        """Read what `to_json` wrote."""
        return None if value is None else cls(value["id"], value["name"])

    def to_json(self) -> dict[str, Any]:
        """Return it for a JSON column."""
        return {"id": self.id, "name": self.name}


@dataclass(frozen=True, slots=True)
class CreditRef:
    """An author's credit: `role` is one of `Credit.Role`."""

    author: Ref
    role: str = "wrote"
    affiliation: str = ""


@dataclass(frozen=True, slots=True)
class ThanksRef:
    """A partner's acknowledgement: `role` is one of `Acknowledgement.Role`."""

    collaborator: Ref
    role: str = "mentioned"
    grant: Ref | None = None


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Everything an editor can change. `address` is a post's slug or a page's path.

    `published_at` is the publication date typed in; None means "when it is published".
    """

    title: str = ""
    subtitle: str = ""
    address: str = ""
    summary: str = ""
    body: str = ""
    language: str = "en"
    external_url: str = ""
    doi: str = ""
    published_at: datetime | None = None
    featured: Ref | None = None
    featured_url: str = ""
    featured_alt: str = ""
    featured_caption: str = ""
    featured_credit: str = ""
    featured_licence: str = ""
    category: Ref | None = None
    series: Ref | None = None
    series_position: int | None = None
    translation_of: Ref | None = None
    tags: tuple[Ref, ...] = ()
    credits: tuple[CreditRef, ...] = field(default=())
    acknowledgements: tuple[ThanksRef, ...] = field(default=())

    def changed(self, **fields: Any) -> Self:
        """Return a copy with these fields changed."""
        return replace(self, **fields)

    def to_json(self) -> dict[str, Any]:
        """Return it for a JSON column; dates are ISO 8601 with an offset."""
        plain = {name: getattr(self, name) for name in _PLAIN}
        refs = {name: _ref_json(getattr(self, name)) for name in _REFS}
        return {
            "format": FORMAT,
            **plain,
            **refs,
            "published_at": self.published_at.isoformat() if self.published_at else None,
            "tags": [tag.to_json() for tag in self.tags],
            "credits": [
                {"author": c.author.to_json(), "role": c.role, "affiliation": c.affiliation}
                for c in self.credits
            ],
            "acknowledgements": [
                {
                    "collaborator": thanks.collaborator.to_json(),
                    "role": thanks.role,
                    "grant": _ref_json(thanks.grant),
                }
                for thanks in self.acknowledgements
            ],
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        """Read what `to_json` wrote, in this or an earlier format."""
        date = data.get("published_at")
        return cls(
            **{name: data[name] for name in _PLAIN if name in data},
            featured=Ref.from_json(data.get("featured")),
            category=Ref.from_json(data.get("category")),
            series=Ref.from_json(data.get("series")),
            translation_of=Ref.from_json(data.get("translation_of")),
            published_at=datetime.fromisoformat(date) if date else None,
            tags=tuple(_ref(tag) for tag in data.get("tags", ())),
            credits=tuple(
                CreditRef(_ref(c["author"]), c["role"], c["affiliation"])
                for c in data.get("credits", ())
            ),
            acknowledgements=tuple(
                ThanksRef(_ref(t["collaborator"]), t["role"], Ref.from_json(t["grant"]))
                for t in data.get("acknowledgements", ())
            ),
        )


_PLAIN = (
    "title",
    "subtitle",
    "address",
    "summary",
    "body",
    "language",
    "external_url",
    "doi",
    "featured_url",
    *FEATURED_WORDS,
    "series_position",
)
_REFS = ("featured", "category", "series", "translation_of")


def _ref(value: Mapping[str, Any]) -> Ref:
    return Ref(value["id"], value["name"])


def _ref_json(ref: Ref | None) -> dict[str, Any] | None:
    return ref.to_json() if ref else None
