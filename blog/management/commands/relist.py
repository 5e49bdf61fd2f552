"""`manage.py relist`: what lists of posts are read from, written anew."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from blog.editing.listings import rebuild
from blog.management.progress import Progress


class Command(BaseCommand):
    """Put every post into its lists anew and count them. Safe to repeat at any time."""

    help = "Put every published post into its lists anew, and count what each list holds."

    def handle(self, *args: Any, **options: Any) -> None:
        """Rebuild, and say how many posts are in lists."""
        count = rebuild(Progress(self.stdout, "posts"))
        self.stdout.write(f"{count} posts in lists.")
