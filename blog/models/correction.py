"""What readers are told of a material change."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from blog.models.attached import Attached, AttachedQuerySet


class Correction(Attached):
    """A public note under a text: what was changed, and when. Made by publishing alone."""

    note = models.CharField(max_length=1000)
    at = models.DateTimeField()
    revision = models.ForeignKey(
        "blog.Revision", models.SET_NULL, null=True, blank=True, related_name="+"
    )

    objects: ClassVar = AttachedQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["at", "pk"]
        constraints: ClassVar = [Attached.to_one_document("correction")]

    def __str__(self) -> str:
        return self.note
