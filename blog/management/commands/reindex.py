"""`manage.py reindex`: the search index, written anew."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from blog.management.progress import Progress
from blog.reading.search.index import rebuild


class Command(BaseCommand):
    """Write the search index anew from what is published. Safe to repeat at any time."""

    help = "Write the search index anew from what is published."

    def handle(self, *args: Any, **options: Any) -> None:
        """Rebuild, and say how many texts can be found."""
        count = rebuild(Progress(self.stdout, "texts"))
        self.stdout.write(f"{count} texts in the search index.")
