"""Bring the database to what this version of Masthead needs."""

from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from blog.models import Listing, ListKind, Post
from blog.reading import related
from blog.reading.search import index


class Command(BaseCommand):
    """Run after each installation or upgrade, before anything serves. Repeating is harmless."""

    help = (
        "Migrate the database, make its cache table, renew what is made from texts, after upgrades."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        """Apply the migrations, make the table that shared rate limits live in, then render anew
        what an earlier version of the renderer made, fill a search index that lacks
        texts or lists that are empty, find related posts where some are missing, and
        write what feeds bring where it is stale.
        """
        call_command("migrate", interactive=False, verbosity=options["verbosity"])
        call_command("createcachetable", verbosity=options["verbosity"])
        try:
            call_command("rerender", outdated=True)
        except CommandError as error:
            # Their old HTML still serves readers, so this is no reason to stay offline.
            self.stderr.write(self.style.WARNING(str(error)))
        # The worker makes them; until it has, pages show the pictures themselves.
        call_command("make_renditions", queue=True)
        if index.is_incomplete():
            call_command("reindex")
        if related.is_incomplete():
            call_command("relate")
        listed = Listing.objects.filter(kind=ListKind.LANGUAGE).count()
        if listed != Post.objects.released().count():
            call_command("relist", verbosity=options["verbosity"])
        call_command("rewrite_feeds", if_stale=True)
