"""A blog that was elsewhere moves in, by its feed."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from collections import Counter
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from blog.models import SiteSettings
from blog.transfer.feed import FeedRefused, parse_feed, read_source
from blog.transfer.feed_import import Options, import_feed
from blog.transfer.plan import Rule
from blog.transfer.report import ACTIONS, KINDS, Report

MOST_SHOWN = 40
WIDTH = 30


class Command(BaseCommand):
    """Import an RSS or Atom feed. Importing it again changes nothing but what changed there."""

    help = "Import a blog from its RSS or Atom feed. Repeating is harmless; see docs/moving-in.md."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the feed, what becomes what, and how to treat pictures and edited items."""
        parser.add_argument("source", metavar="FILE|URL")
        parser.add_argument(
            "--as",
            dest="rules",
            action="append",
            default=[],
            metavar="KIND:PATH-PREFIX",
            help="post:/blog/ makes posts of the items under /blog/; also page and collaborator. "
            "The longest prefix wins; without any, everything is a post.",
        )
        parser.add_argument(
            "--media",
            choices=["keep", "fetch"],
            default="keep",
            help="keep leaves pictures where they are; fetch brings them into the library.",
        )
        parser.add_argument(
            "--overwrite", action="store_true", help="Renew items that were edited here, too."
        )
        parser.add_argument("--dry-run", action="store_true", help="Say what would be done.")
        parser.add_argument("--report", metavar="FILE.json", help="Write what became of each item.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Import and report; a feed that can't be used ends with one sentence."""
        try:
            chosen = Options(
                rules=tuple(Rule.parse(text) for text in options["rules"]),
                media=options["media"],
                overwrite=options["overwrite"],
                dry_run=options["dry_run"],
            )
            feed = parse_feed(read_source(options["source"]))
        except (FeedRefused, ValueError) as error:
            raise CommandError(str(error)) from error
        report_file = _report_file(options["report"])
        report = import_feed(feed, chosen, source=options["source"], progress=self._progress)
        if report_file:
            text = json.dumps(report.as_json(), indent=2, ensure_ascii=False)
            report_file.write_text(text + "\n", encoding="utf-8")
        self._tell(report, chosen)
        if report.failures:
            items = "1 item" if len(report.failures) == 1 else f"{len(report.failures)} items"
            raise CommandError(f"{items} could not be imported; see above.")

    def _progress(self, done: int, total: int, name: str) -> None:
        terminal = getattr(self.stderr, "isatty", lambda: False)()
        if terminal:
            filled = done * WIDTH // total
            bar = "█" * filled + "·" * (WIDTH - filled)
            end = "\n" if done == total else ""
            # Without a style of its own, a progress bar would be red like an error.
            self.stderr.write(f"\r{bar} {done}/{total} {name[:40]:<40}", str, end)
            self.stderr.flush()
        elif done == total or done % 50 == 0:
            self.stderr.write(f"{done} of {total} items", str)

    def _tell(self, report: Report, options: Options) -> None:
        self._tell_warnings(report)
        counts = report.counts()
        used = [action for action in ACTIONS if any(counts[kind, action] for kind in KINDS)]
        self.stdout.write("\n" + f"{'':14}" + "".join(f"{action:>13}" for action in used))
        for kind in KINDS:
            numbers = [counts[kind, action] for action in used]
            if any(numbers):
                self.stdout.write(f"{kind + 's':14}" + "".join(f"{n or '·':>13}" for n in numbers))
        if report.characters:
            self.stdout.write(f"\n{report.kept_as_html:.1%} of the text stayed HTML.")
        if report.authors:
            self.stdout.write(f"{len(report.authors)} authors got a profile.")
        self._tell_pictures(report)
        if options.dry_run:
            self.stdout.write("This was a dry run: nothing was stored.")

    def _tell_warnings(self, report: Report) -> None:
        lines = [*report.warnings]
        for item in report.items:
            lines += [f"{item.path}: {warning}" for warning in item.warnings]
        for line in lines[:MOST_SHOWN]:
            self.stdout.write(f"  {line}")
        if len(lines) > MOST_SHOWN:
            self.stdout.write(f"  … and {len(lines) - MOST_SHOWN} more; --report has them all.")
        removed = Counter(what.partition(" (")[0] for item in report.items for what in item.removed)
        if removed:
            named = ", ".join(f"{what} in {count}" for what, count in removed.most_common())
            self.stdout.write(f"  Removed, by the number of items: {named}.")

    def _tell_pictures(self, report: Report) -> None:
        if report.fetched_pictures:
            self.stdout.write(f"{report.fetched_pictures} pictures were brought into the library.")
        if report.remote_pictures and not SiteSettings.load().remote_images:
            self.stdout.write(
                f"{report.remote_pictures} pictures stay on other hosts. Readers get a link in "
                "their place until “remote images” is switched on in the site's settings."
            )


def _report_file(name: str | None) -> Path | None:
    """The file to write the report to, tried before anything is stored."""
    if not name:
        return None
    path = Path(name)
    try:
        path.touch()
    except OSError as error:
        raise CommandError(f"The report can't be written to {name}: {error.strerror}.") from error
    return path
