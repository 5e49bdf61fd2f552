"""What a new post can begin with."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class PostTemplate(models.Model):
    """A beginning for posts of one kind. What is to be filled in stands in [[double brackets]]."""

    name = models.CharField(max_length=100, unique=True)
    when_to_use = models.CharField(max_length=500, blank=True)
    body = models.TextField(blank=True, help_text="Markdown, with [[what to write here]].")
    category = models.ForeignKey(
        "blog.Category", models.PROTECT, null=True, blank=True, related_name="+"
    )
    tags: models.ManyToManyField[models.Model, models.Model] = models.ManyToManyField(
        "blog.Tag", blank=True, related_name="+"
    )
    checks = models.JSONField(
        default=dict,
        blank=True,
        help_text="Checks that weigh differently for its posts: name to block, warn or off.",
    )
    position = models.PositiveSmallIntegerField(default=0)
    is_active = models.BooleanField("offered", default=True)

    class Meta:
        ordering: ClassVar = ["position", "name"]

    def __str__(self) -> str:
        return self.name
