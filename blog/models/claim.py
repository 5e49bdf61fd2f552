"""What a worker does once and can't take back: claimed before, so that nobody else does it again.

A worker that dies between the claim and the outcome leaves it claimed and open: it may or may not
have been done, so that it is not done again.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any, Self

from django.db import models
from django.utils import timezone

# What was claimed so long ago and has no outcome was in the hands of a worker that is gone.
LOST_AFTER = timedelta(minutes=2)


class ClaimQuerySet(models.QuerySet[Any]):
    """Sets of rows with a `claimed_at`; each kind says which of them have no outcome yet."""

    def open(self) -> Self:
        """Return those that have no outcome yet."""
        raise NotImplementedError

    def free(self) -> Self:
        """Return the open ones that nobody has in hand."""
        return self.open().filter(claimed_at=None)

    def lost(self) -> Self:
        """Return the open ones whose worker is gone."""
        return self.open().filter(claimed_at__lt=timezone.now() - LOST_AFTER)

    def claim(self, pk: int, **values: Any) -> bool:
        """Take one on, setting `values` too; return whether it is the caller's alone."""
        return self.free().filter(pk=pk).update(claimed_at=timezone.now(), **values) == 1

    def give_back(self, pk: int, **values: Any) -> None:
        """Let go of one that certainly was not done, setting `values` too."""
        self.filter(pk=pk).update(claimed_at=None, **values)
