"""Make the smaller files of pictures that have none yet, or those of an earlier version."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from blog.editing.pictures.renditions import ask_for_missing, make
from blog.editing.rerender import render_users
from blog.models import Image


class Command(BaseCommand):
    """Repeating it is harmless; interrupted, it goes on where it was."""

    help = "Make the AVIF and WebP files of pictures that lack them, and show them in texts."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take whether to wait, and whether to begin anew."""
        parser.add_argument(
            "--queue", action="store_true", help="leave the work to the worker and don't wait"
        )
        parser.add_argument(
            "--all", action="store_true", help="also of pictures that have theirs already"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Make them, say how many, and fail where a picture could not be read."""
        if options["all"]:
            Image.objects.update(renditions={})
        if options["queue"]:
            if count := ask_for_missing():
                self.stdout.write(f"{count} pictures wait for the worker.")
            return
        failed = []
        pictures = list(Image.objects.without_renditions().order_by("pk"))
        for image in pictures:
            if make(image):
                render_users(image)
            else:
                failed.append(f"{image} ({image.file.name})")
        self.stdout.write(f"{len(pictures) - len(failed)} pictures have theirs now.")
        if failed:
            raise CommandError("These could not be read:\n" + "\n".join(failed))
