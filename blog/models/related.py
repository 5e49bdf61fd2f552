"""Which posts go on from a post: found when one is published, so that reading costs no search."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q


class RelatedPost(models.Model):
    """One post that readers of another may like. Whether it is public is asked when it is read."""

    post = models.ForeignKey("blog.Post", models.CASCADE, related_name="related")
    other = models.ForeignKey("blog.Post", models.CASCADE, related_name="related_to")
    score = models.IntegerField(help_text="How much both share; see reading/related.py.")

    class Meta:
        ordering: ClassVar = ["-score", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["post", "other"], name="related_post_once"),
            models.CheckConstraint(condition=~Q(post=F("other")), name="related_post_is_another"),
        ]

    def __str__(self) -> str:
        return f"{self.post_id} → {self.other_id} ({self.score})"
