"""Who has a text open in the editor right now."""

from __future__ import annotations

from datetime import timedelta
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.utils import timezone

from blog.models.attached import Attached, AttachedQuerySet

# Every open editor says so once in this time; who missed it three times is gone.
HEARTBEAT = timedelta(seconds=15)


class PresenceQuerySet(AttachedQuerySet["Presence"]):
    """Sets of open editors."""

    def here(self) -> Self:
        """Return those that were heard of lately."""
        return self.filter(seen_at__gt=timezone.now() - 3 * HEARTBEAT)


class Presence(Attached):
    """One open editor: a person, a tab, and where in the text they are."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    tab = models.CharField(max_length=36, help_text="Made up by the page, for as long as it lives.")
    place = models.CharField(
        max_length=200, blank=True, help_text="The field, or the heading above the cursor."
    )
    seen_at = models.DateTimeField(default=timezone.now)

    objects: ClassVar = PresenceQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            Attached.to_one_document("presence"),
            models.UniqueConstraint(fields=["user", "tab"], name="presence_once_per_tab"),
        ]

    def __str__(self) -> str:
        return f"{self.user} at {self.place or 'the text'}"
