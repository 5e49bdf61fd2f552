"""Rows that stay when they were merged into another, so that references survive."""

from __future__ import annotations

from typing import Self, TypeVar

from django.db import models
from django.db.models import F, Q

M_co = TypeVar("M_co", bound=models.Model, covariant=True)


class MergeableQuerySet(models.QuerySet[M_co]):
    """Sets of rows of which some were merged into others."""

    def unmerged(self) -> Self:
        """Return the rows that stand for themselves."""
        return self.filter(merged_into=None)


class Mergeable(models.Model):
    """An author, tag or partner; merging keeps the row and points it at its successor."""

    merged_into = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="merged_from",
    )

    class Meta:
        abstract = True

    @staticmethod
    def not_into_itself(name: str) -> models.CheckConstraint:
        """Return the constraint that a row can't be merged into itself."""
        return models.CheckConstraint(
            condition=Q(merged_into=None) | ~Q(merged_into=F("id")),
            name=f"{name}_not_merged_into_itself",
        )

    def resolved(self) -> Self:
        """Return the row that stands for this one now.

        Merging re-points earlier merges, so one step is always enough.
        """
        return self.merged_into or self  # type: ignore[return-value]
