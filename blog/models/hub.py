"""What the hubs were told, which pass news on to those who follow the feeds."""

from __future__ import annotations

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q

from blog.models.claim import ClaimQuerySet


class HubNoticeQuerySet(ClaimQuerySet):
    """Sets of notices."""

    def open(self) -> Self:
        """Return those that have no outcome yet: the hub doesn't know, and isn't given up."""
        return self.filter(told_at=None, given_up_at=None)


class HubNotice(models.Model):
    """That one hub is told of one change, once."""

    hub = models.URLField("hub's address", max_length=500)
    event = models.ForeignKey("blog.Event", models.CASCADE, related_name="hub_notices")
    created_at = models.DateTimeField(auto_now_add=True)
    # Set before the hub is asked: a worker killed in between must not tell it twice.
    claimed_at = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    told_at = models.DateTimeField(null=True, blank=True)
    given_up_at = models.DateTimeField(null=True, blank=True)
    problem = models.CharField(max_length=300, blank=True, help_text="What went wrong last.")

    objects: ClassVar = HubNoticeQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["hub", "event"], name="hub_notice_once_per_change"),
            models.CheckConstraint(
                condition=Q(told_at=None) | Q(given_up_at=None),
                name="hub_notice_told_or_given_up",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.event} to {self.hub}"

    @property
    def state(self) -> str:
        """What became of it, in a few words."""
        if self.told_at:
            return "told"
        if self.given_up_at:
            return "given up"
        return "tried again later" if self.problem else "waiting"
