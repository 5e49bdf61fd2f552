"""`manage.py relate`: which posts go on from which, found anew."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from blog.management.progress import Progress
from blog.reading.related import rebuild


class Command(BaseCommand):
    """Find the related posts of every post anew. Safe to repeat at any time."""

    help = "Find anew which posts are shown as related to each post."

    def handle(self, *args: Any, **options: Any) -> None:
        """Rebuild, saying now and then how far it is."""
        count, tell = 0, Progress(self.stdout, "posts")
        for count in rebuild():
            tell(count)
        self.stdout.write(f"{count} posts know the posts that are related to them.")
