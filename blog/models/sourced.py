"""What an import remembers of where a row came from, so that importing twice changes nothing."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class Sourced(models.Model):
    """A row that an import may have made; both columns are empty where none did."""

    source_guid = models.CharField(max_length=1000, blank=True, editable=False)
    source_hash = models.CharField(
        max_length=64,
        blank=True,
        editable=False,
        help_text="of what was imported, to tell a change",
    )

    class Meta:
        abstract = True

    @staticmethod
    def once_per_source(name: str) -> models.UniqueConstraint:
        """Return the constraint that one source's item is stored once in this table."""
        return models.UniqueConstraint(
            fields=["source_guid"],
            condition=~Q(source_guid=""),
            name=f"{name}_source_guid_is_unique",
        )
