"""Fill an empty database with a made-up publication that shows everything."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from blog.models import Page, Post
from blog.transfer.sample import accounts
from blog.transfer.sample.load import has_content, is_loaded, load


class Command(BaseCommand):
    """Load the sample blog. Repeating it changes nothing; interrupted, it goes on."""

    help = "Fill an empty database with a made-up blog: posts, pages, people, partners, pictures."

    _step = ""

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take what to do where there is content, and whether to make accounts."""
        parser.add_argument(
            "--if-empty", action="store_true", help="do nothing, silently, where there is content"
        )
        parser.add_argument(
            "--force", action="store_true", help="load it beside content that is there already"
        )
        parser.add_argument(
            "--accounts",
            action="store_true",
            help="make the sample accounts, whose password everybody knows, without DEBUG, too",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Load, or say why not.

        Raises CommandError where the database has content and `--force` wasn't given.
        """
        loaded = is_loaded()
        if not loaded and has_content() and not options["force"]:
            if options["if_empty"]:
                return
            raise CommandError(
                "This database has content, and the sample would be mixed with it. "
                "Use another database, or --force to load the sample beside it."
            )
        if loaded:
            self._again(**options)
        else:
            self._load(with_accounts=settings.DEBUG or options["accounts"])
            # Where it is one step of many, whoever takes the steps says it at the end.
            if not options["if_empty"]:
                self._tell_accounts()

    def _again(self, **options: Any) -> None:
        if options["accounts"]:
            accounts.link_authors(accounts.make_accounts())
            self._print_accounts()
        elif not options["if_empty"]:
            self.stdout.write("The sample blog is here already; nothing was changed.")

    def _load(self, *, with_accounts: bool) -> None:
        load(with_accounts=with_accounts, say=self._say)
        if self.stdout.isatty():
            self.stdout.write()
        posts, pages = Post.objects.count(), Page.objects.count()
        self.stdout.write(
            self.style.SUCCESS(f"The sample blog is here: {posts} posts, {pages} pages.")
        )

    def _tell_accounts(self) -> None:
        if accounts.account_lines():
            self._print_accounts()
        else:
            self.stdout.write(
                "No sample accounts were made, because everybody knows their password. "
                "On a machine that nobody else reaches, add --accounts."
            )

    def _print_accounts(self) -> None:
        self.stdout.write(f"Sample accounts (password {accounts.PASSWORD}):")
        for line in accounts.account_lines():
            self.stdout.write(f"  {line}")

    def _say(self, line: str) -> None:
        """Show progress: over one line in a terminal, only each step's name elsewhere."""
        step = line.split(":", maxsplit=1)[0]
        if self.stdout.isatty():
            self.stdout.write(f"\r{line:<48}", ending="")
            self.stdout.flush()
        elif step != self._step:
            self.stdout.write(step)
        self._step = step
