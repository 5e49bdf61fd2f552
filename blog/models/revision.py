"""Stored versions of whole posts and pages."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from blog.models.attached import Attached, AttachedQuerySet
from blog.models.snapshot import Snapshot


class Revision(Attached):
    """One version of a post's or page's whole content. Rows are added, never changed."""

    class Kind(models.TextChoices):
        """What made it."""

        SAVE = "save"
        AUTOSAVE = "autosave"
        PUBLISH = "publish"
        RESTORE = "restore"
        MERGE = "merge"
        IMPORT = "import"

    number = models.PositiveIntegerField(help_text="1, 2, 3 … within its post or page")
    base = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        help_text="The revision its writer had before them.",
    )
    kind = models.CharField(max_length=20, choices=Kind, default=Kind.SAVE)
    note = models.CharField(max_length=500, blank=True)
    data = models.JSONField(help_text="A Snapshot, with id and name of everything referred to.")
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    created_by_name = models.CharField(max_length=200, blank=True)

    objects: ClassVar = AttachedQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-pk"]
        constraints: ClassVar = [
            Attached.to_one_document("revision"),
            models.UniqueConstraint(
                fields=["post", "number"],
                condition=Q(post__isnull=False),
                name="revision_number_is_unique_per_post",
            ),
            models.UniqueConstraint(
                fields=["page", "number"],
                condition=Q(page__isnull=False),
                name="revision_number_is_unique_per_page",
            ),
        ]

    def __str__(self) -> str:
        return f"revision {self.number} ({self.kind}) by {self.created_by_name or 'nobody'}"

    def says_the_same_as(self, other: Revision) -> bool:
        """Whether both hold the same content, leaving the date of publication aside."""
        # Not the stored values themselves: an older one may lack a field that was added since.
        mine, theirs = (
            Snapshot.from_json(revision.data).changed(published_at=None)
            for revision in (self, other)
        )
        return mine == theirs
