"""`manage.py rewrite_feeds`: the items of every post in every feed format, written anew."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from blog.feeds.stored import is_stale, rebuild
from blog.management.progress import Progress


class Command(BaseCommand):
    """Write what feeds bring of every post anew. Safe to repeat at any time."""

    help = "Write anew what feeds bring of every post."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take whether to look first."""
        parser.add_argument(
            "--if-stale", action="store_true", help="only where the newest post has changed since"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Write them, and say how many."""
        if options["if_stale"] and not is_stale():
            return
        count, tell = 0, Progress(self.stdout, "posts written for feeds")
        for count in rebuild():
            tell(count)
        self.stdout.write(f"{count} posts written for feeds.")
