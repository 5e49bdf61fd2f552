"""Links to where else somebody or something is found."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class LinkElsewhere(models.Model):
    """A profile on another site, which links back (`rel=me`)."""

    label = models.CharField(max_length=50)
    url = models.URLField("address", max_length=500)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        abstract = True
        ordering: ClassVar = ["position", "pk"]

    def __str__(self) -> str:
        return self.label
