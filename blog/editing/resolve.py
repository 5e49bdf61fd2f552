"""From the references in a snapshot to rows, through merges."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from django.db import models

from blog.models import (
    Author,
    Category,
    Collaborator,
    Grant,
    Image,
    Post,
    Ref,
    Series,
    Snapshot,
    Tag,
)

M = TypeVar("M", bound=models.Model)
Rows = dict[int, Any]


def rows(model: type[M], refs: Iterable[Ref | None], *related: str) -> dict[int, M]:
    """Return the rows referred to, by the id referred to; merged ones as their successors.

    A row that is gone is left out: what was deleted since can't be shown any more.
    """
    ids = {ref.id for ref in refs if ref}
    if not ids:
        return {}
    found = model._default_manager.select_related(*related).in_bulk(ids)
    return {key: row.resolved() if hasattr(row, "resolved") else row for key, row in found.items()}


@dataclass(frozen=True, slots=True)
class References:
    """Every row that a snapshot refers to."""

    snapshot: Snapshot
    authors: dict[int, Author] = field(default_factory=dict)
    partners: dict[int, Collaborator] = field(default_factory=dict)
    grants: dict[int, Grant] = field(default_factory=dict)
    tags: dict[int, Tag] = field(default_factory=dict)
    category: Category | None = None
    series: Series | None = None
    featured: Image | None = None
    translation_of: Post | None = None

    @classmethod
    def of(cls, snapshot: Snapshot) -> References:
        """Load them, in one query for each kind that occurs."""
        thanks = snapshot.acknowledgements
        return cls(
            snapshot,
            authors=rows(
                Author, (c.author for c in snapshot.credits), "merged_into__photo", "photo"
            ),
            partners=rows(
                Collaborator, (t.collaborator for t in thanks), "merged_into__logo", "logo"
            ),
            grants=rows(Grant, (t.grant for t in thanks)),
            tags=rows(Tag, snapshot.tags, "merged_into"),
            category=_one(Category, snapshot.category),
            series=_one(Series, snapshot.series),
            featured=_one(Image, snapshot.featured),
            translation_of=_one(Post, snapshot.translation_of),
        )

    def credit_rows(self) -> list[tuple[Author, str, str]]:
        """Return author, role and affiliation of each credit, each pair of the first two once."""
        seen = {
            (self.authors[c.author.id].pk, c.role): (
                self.authors[c.author.id],
                c.role,
                c.affiliation,
            )
            for c in reversed(self.snapshot.credits)
            if c.author.id in self.authors
        }
        return list(reversed(seen.values()))

    def thanks_rows(self) -> list[tuple[Collaborator, str, Grant | None]]:
        """Return partner, role and grant of each acknowledgement, each combination once."""
        found = [
            (
                self.partners[t.collaborator.id],
                t.role,
                self.grants.get(t.grant.id) if t.grant else None,
            )
            for t in self.snapshot.acknowledgements
            if t.collaborator.id in self.partners
        ]
        return list({(p.pk, role, g and g.pk): (p, role, g) for p, role, g in found}.values())

    def tag_rows(self) -> list[Tag]:
        """Return the tags in order, each once."""
        found = [self.tags[ref.id] for ref in self.snapshot.tags if ref.id in self.tags]
        return list({tag.pk: tag for tag in found}.values())


def _one(model: type[M], ref: Ref | None) -> M | None:
    return next(iter(rows(model, [ref]).values()), None)
