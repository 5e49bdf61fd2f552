"""What somebody is told by e-mail."""

from __future__ import annotations

from typing import ClassVar, Self

from django.conf import settings
from django.db import models

from blog.models.claim import ClaimQuerySet


class NotificationChoice(models.Model):
    """That somebody wants, or doesn't want, one kind of mail. No row: the kind's default."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="notification_choices"
    )
    kind = models.CharField(max_length=30)
    wanted = models.BooleanField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["user", "kind"], name="notification_choice_once")
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {'yes' if self.wanted else 'no'}"


class NotificationQuerySet(ClaimQuerySet):
    """Sets of mails."""

    def open(self) -> Self:
        """Return those that were not sent."""
        return self.filter(sent_at=None)


class Notification(models.Model):
    """One mail to one person about one event: stored with the event, sent by the worker."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="notifications")
    event = models.ForeignKey("blog.Event", models.CASCADE, related_name="notifications")
    kind = models.CharField(max_length=30)
    created_at = models.DateTimeField(auto_now_add=True)
    # Set before the mail goes out: a worker killed in between must not send it twice.
    claimed_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar = NotificationQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["user", "event"], name="notification_once_per_event")
        ]

    def __str__(self) -> str:
        return f"{self.kind} to {self.user}"
