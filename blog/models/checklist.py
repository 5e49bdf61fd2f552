"""What is to be done after a post was published."""

from __future__ import annotations

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

_TWICE = "There is such an item already."


class ChecklistItem(models.Model):
    """One thing to do after publishing a post, for one category or for every post."""

    category = models.ForeignKey(
        "blog.Category",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="checklist",
        help_text="Empty: for posts of every category.",
    )
    text = models.CharField(max_length=200)
    position = models.PositiveSmallIntegerField(default=0)
    is_active = models.BooleanField(
        "active", default=True, help_text="Asked for at posts published from now on."
    )

    class Meta:
        ordering: ClassVar = ["position", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["category", "text"],
                condition=Q(category__isnull=False),
                name="checklist_item_once_per_category",
                violation_error_message=_TWICE,
            ),
            models.UniqueConstraint(
                fields=["text"],
                condition=Q(category=None),
                name="checklist_item_once_for_all",
                violation_error_message=_TWICE,
            ),
        ]

    def __str__(self) -> str:
        return self.text


class ChecklistTaskQuerySet(models.QuerySet["ChecklistTask"]):
    """Sets of things to do."""

    def open(self) -> Self:
        """Return what nobody ticked yet."""
        return self.filter(done_at=None)


class ChecklistTask(models.Model):
    """One thing to do for one post, made when it was first published."""

    post = models.ForeignKey("blog.Post", models.CASCADE, related_name="checklist")
    item = models.ForeignKey(
        ChecklistItem, models.SET_NULL, null=True, blank=True, related_name="tasks"
    )
    text = models.CharField(max_length=200)
    position = models.PositiveSmallIntegerField(default=0)
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    done_by_name = models.CharField(max_length=200, blank=True)

    objects: ClassVar = ChecklistTaskQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["position", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["post", "text"], name="checklist_task_once_per_post")
        ]
        indexes: ClassVar = [
            models.Index(fields=["post"], condition=Q(done_at=None), name="checklist_task_open")
        ]

    def __str__(self) -> str:
        return self.text
