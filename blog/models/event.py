"""What happened to a text or to somebody's account, and who did it: added, never changed."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from blog.models.attached import AttachedQuerySet


class Event(models.Model):
    """One move of one text, or one decision about somebody. It outlives what it is about."""

    class Kind(models.TextChoices):
        """What was done."""

        CREATED = "created", "created"
        SUBMITTED = "submitted", "submitted for review"
        WITHDRAWN = "withdrawn", "taken back from review"
        CHANGES_REQUESTED = "changes requested", "changes requested"
        APPROVED = "approved", "approved"
        ASSIGNED = "assigned", "reviewer assigned"
        PUBLISHED = "published", "published"
        CHANGES_PUBLISHED = "changes published", "changes published"
        CORRECTED = "corrected", "published as a correction"
        SCHEDULED = "scheduled", "scheduled"
        UNSCHEDULED = "unscheduled", "unscheduled"
        UNPUBLISHED = "unpublished", "unpublished"
        ARCHIVED = "archived", "archived"
        BROUGHT_BACK = "brought back", "brought back"
        RESTORED = "restored", "earlier version restored"
        MERGED = "merged", "versions merged"
        TRASHED = "trashed", "thrown away"
        UNTRASHED = "untrashed", "brought back from the trash"
        ERASED = "erased", "erased"
        LINK_MADE = "link made", "preview link made"
        LINK_REVOKED = "link revoked", "preview link revoked"
        SIGN_OFF_ASKED = "sign-off asked", "sign-off asked for"
        SIGN_OFF_NEEDED = "sign-off needed", "made to need partners’ sign-off"
        SIGN_OFF_WAIVED = "sign-off waived", "no longer needing partners’ sign-off"
        SIGNED_OFF = "signed off", "signed off"
        SIGN_OFF_COMMENT = "sign-off comment", "partner commented"
        COMMENTED = "commented", "commented"
        RESOLVED = "resolved", "comment resolved"
        REOPENED = "reopened", "comment reopened"
        HANDED_OVER = "handed over", "handed to somebody else"
        CHECKED_OFF = "checked off", "checklist item done"
        INVITED = "invited", "invited"
        JOINED = "joined", "invitation accepted"
        LEFT = "left", "account closed"

    kind = models.CharField(max_length=30, choices=Kind)
    # Null once the text is gone: the event stays.
    post = models.ForeignKey(
        "blog.Post", models.SET_NULL, null=True, blank=True, related_name="events"
    )
    page = models.ForeignKey(
        "blog.Page", models.SET_NULL, null=True, blank=True, related_name="events"
    )
    subject = models.CharField(
        max_length=320, help_text="What it was about, as it was called then."
    )
    revision = models.ForeignKey(
        "blog.Revision", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    by_name = models.CharField(max_length=200, blank=True, help_text="Empty: the program itself.")
    note = models.CharField(max_length=2000, blank=True)
    data = models.JSONField(
        default=dict, blank=True, help_text="What else was decided, such as warnings passed over."
    )

    objects: ClassVar = AttachedQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "log"
        ordering: ClassVar = ["-at", "-pk"]
        permissions: ClassVar = [("view_log", "Can read the log of the whole site")]
        indexes: ClassVar = [
            models.Index(fields=["-at", "-id"], name="event_newest_first"),
            models.Index(fields=["kind", "-at", "-id"], name="event_newest_of_kind"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.subject}"
