"""Posts as feeds bring them, written before anybody asks."""

from __future__ import annotations

from django.db import models


class FeedEntry(models.Model):
    """One post in each format, without the document around it; see feeds/stored.py.

    `key` says what it was made from: with another one it is stale.
    """

    post = models.OneToOneField(
        "blog.Post", models.CASCADE, primary_key=True, related_name="feed_entry"
    )
    key = models.CharField(max_length=64)
    rss = models.TextField()
    atom = models.TextField()
    json = models.TextField()

    class Meta:
        verbose_name_plural = "feed entries"

    def __str__(self) -> str:
        return f"{self.post_id} in feeds"
