"""Make all stored HTML anew, after an upgrade changed the renderer."""

from argparse import ArgumentParser
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from blog.editing.rerender import rerender_all
from blog.management.progress import Progress
from blog.transfer.measuring import ask_for_missing


class Command(BaseCommand):
    """Repeating it is harmless; what can't be rendered keeps the HTML it has."""

    help = "Render every post, page, author and partner anew from its Markdown."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take whether to leave out what this version of the renderer made."""
        parser.add_argument(
            "--outdated",
            action="store_true",
            help="only posts and pages that an earlier version of the renderer made",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Render, say how much, and fail where something could not be rendered."""
        outcome = rerender_all(
            outdated_only=options["outdated"], tell=Progress(self.stdout, "rendered")
        )
        if outcome.rendered or not options["outdated"]:
            self.stdout.write(f"{outcome.rendered} rendered, {outcome.changed} changed.")
        if outcome.changed:
            call_command("rewrite_feeds", stdout=self.stdout)
        # The worker asks other hosts; until it has, something stands for their pictures in feeds.
        ask_for_missing()
        if outcome.failed:
            raise CommandError("These keep their old HTML:\n" + "\n".join(outcome.failed))
