"""A whole import: what comes first, what is skipped, and what is told afterwards."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import UTC
from typing import Any

from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from django.urls import reverse
from django.utils import timezone
from lxml.etree import LxmlError

from blog.models import Author, Collaborator, SiteSettings
from blog.models.addresses import absolute, validate_slug
from blog.transfer import store
from blog.transfer.body import author_names, fingerprint, language_of, make_body
from blog.transfer.dates import read_date
from blog.transfer.feed import Feed
from blog.transfer.html_to_markdown import NestedTooDeep
from blog.transfer.media import Media
from blog.transfer.plan import Planned, Rule, make_plan
from blog.transfer.report import ItemReport, Report

Progress = Callable[[int, int, str], None]
# Partners first: posts acknowledge them. Redirects last: they lead to the others.
_ORDER = ("collaborator", "page", "post", "redirect")


@dataclass(frozen=True)
class Options:
    """How to import. `media` is keep or fetch."""

    rules: tuple[Rule, ...] = ()
    media: str = "keep"
    overwrite: bool = False
    dry_run: bool = False


def import_feed(
    feed: Feed, options: Options, *, source: str = "", progress: Progress | None = None
) -> Report:
    """Import every item of a feed and say what became of each.

    Each item is one transaction, so that an import that is cut short has whole items, and finishes
    when it is started again. A dry run does everything and takes it all back.
    """
    with transaction.atomic() if options.dry_run else nullcontext():
        report = _Import(feed, options, source).run(progress or (lambda *_: None))
        if options.dry_run:
            transaction.set_rollback(True)
    return report


class _Import:
    def __init__(self, feed: Feed, options: Options, source: str) -> None:
        self.feed = feed
        self.options = options
        self.report = Report(source, warnings=list(feed.warnings))
        self.plan, self.addresses = make_plan(feed, options.rules)
        self.around = _circumstances(feed, options, source)
        self._place_partners_of_others()
        fetches = options.media == "fetch" and not options.dry_run
        self.media = Media(fetches, trusted_host=self.addresses.host)

    def run(self, progress: Progress) -> Report:
        self._store_authors()
        total = len(self.plan)
        for number, planned in enumerate(self._in_order(), 1):
            self.report.items.append(self._import(planned))
            progress(number, total, planned.old_path)
        order = {id(planned.item): number for number, planned in enumerate(self.plan)}
        self.report.items.sort(key=lambda item: order[self._item_of[id(item)]])
        self.report.fetched_pictures = self.media.fetched
        return self.report

    def _in_order(self) -> Sequence[Planned]:
        self._item_of: dict[int, int] = {}
        return sorted(self.plan, key=lambda planned: _ORDER.index(planned.kind))

    def _store_authors(self) -> None:
        """Make a profile for each author that is linked to: being mentioned is not a credit."""
        for slug, name in author_names(self.plan, self.addresses).items():
            try:
                validate_slug(slug)
            except ValidationError:
                self.report.warnings.append(f"The author “{slug}” has no usable address; skipped.")
                continue
            _, is_new = Author.objects.get_or_create(slug=slug, defaults={"name": name[:200]})
            self.addresses.add(f"/author/{slug}/", reverse("author", args=[slug]))
            if is_new:
                self.report.authors.append(name)

    def _import(self, planned: Planned) -> ItemReport:
        report = ItemReport(
            planned.kind, planned.path or planned.old_path, planned.item.guid, planned.item.title
        )
        report.warnings += planned.warnings
        self._item_of[id(report)] = id(planned.item)
        if planned.skip:
            report.action = "left out"
            report.warnings.append(planned.skip)
            return report
        try:
            self._store(planned, report)
        except ValidationError as error:
            report.action = "failed"
            report.warnings.append(" ".join(error.messages))
        except NestedTooDeep as error:
            report.action = "failed"
            report.warnings.append(str(error))
        except (DatabaseError, LxmlError, RecursionError) as error:
            report.action = "failed"
            report.warnings.append(f"It could not be stored: {type(error).__name__}: {error}")
        return report

    def _store(self, planned: Planned, report: ItemReport) -> None:
        source_hash = fingerprint(planned, self.addresses, str(self.around.zone))
        if planned.existing is None:
            # Another import may have stored it since this one was planned.
            rows: Any = store.MODELS[planned.kind]._default_manager
            planned.existing = rows.filter(source_guid=planned.item.guid).first()
        existing = planned.existing
        if (where := store.is_put_away(existing)) is not None:
            report.action = "left alone"
            report.warnings.append(f"It {where} here, so it stays that way.")
        elif existing is not None and store.is_edited(planned) and not self.options.overwrite:
            report.action = "left alone"
            report.warnings.append("It was edited here since it was imported.")
        elif planned.kind == "redirect":
            self._store_redirect(planned, source_hash, report)
        elif (
            existing is None
            or existing.source_hash != source_hash
            or store.is_edited(planned)
            or self.media.is_wanting(planned, self.addresses)
        ):
            self._convert_and_store(planned, source_hash, report)
        else:
            report.action = "unchanged"

    def _convert_and_store(self, planned: Planned, source_hash: str, report: ItemReport) -> None:
        report.warnings += self.media.bring(planned, self.addresses)
        body = make_body(planned, self.addresses, self.media.known)
        report.warnings += body.warnings
        report.removed += body.removed
        report.title = body.title
        report.kept_as_html = round(body.kept_characters / max(1, body.characters), 4)
        if planned.kind == "collaborator":
            store.store_collaborator(planned, body, source_hash, report, self.around)
            self._know_partners()
        else:
            self.around.partners = self.around.partners or self._know_partners()
            store.store_document(planned, body, source_hash, report, self.around)
        self.report.characters += body.characters
        self.report.kept += body.kept_characters
        own = absolute("/")
        self.report.remote_pictures += sum(
            1 for each in body.pictures if not each.startswith(("/", own))
        )

    def _place_partners_of_others(self) -> None:
        """Let links to a partner that is here but not in the feed lead to their page here."""
        own = {planned.item.guid for planned in self.plan}
        for row in Collaborator.objects.exclude(source_guid__in=own):
            path = row.get_absolute_url()
            if path not in self.addresses.places:
                self.addresses.add(path, path)

    def _know_partners(self) -> dict[str, Collaborator]:
        """The partners by the slug they have here."""
        rows = Collaborator.objects.select_related("merged_into")
        self.around.partners = {row.slug: row.resolved() for row in rows}
        return self.around.partners

    def _store_redirect(self, planned: Planned, source_hash: str, report: ItemReport) -> None:
        if planned.existing is not None and planned.existing.source_hash == source_hash:
            report.action = "unchanged"
            return
        target = self._target(planned)
        if target is None:
            report.warnings.append(
                f"It leads to {planned.target}, which is nowhere to lead readers to."
            )
            return
        store.store_redirect(planned, target, source_hash, report)

    def _target(self, planned: Planned) -> object:
        """What a redirect leads to: something imported, another site's address, or None."""
        address = planned.target
        base = planned.item.link
        for _ in range(len(self.plan)):
            address = self.addresses.repaired(address, base)
            path = address.partition("#")[0].partition("?")[0]
            item = next((p for p in self.plan if p.path == path and not p.skip), None)
            if item is None:
                return address if address.startswith(("http://", "https://")) else None
            if item.kind != "redirect":
                model = store.MODELS[item.kind]
                return model._default_manager.filter(source_guid=item.item.guid).first()
            address, base = item.target, item.item.link
        return None


def _circumstances(feed: Feed, options: Options, source: str) -> store.Circumstances:
    site = SiteSettings.load()
    now = timezone.now()
    dates = [read_date(item.date, site.zone).at for item in feed.items]
    updated = read_date(feed.updated, site.zone).at
    return store.Circumstances(
        zone=site.zone,
        language=language_of(feed.language, site.language),
        undated_post=min((date for date in dates if date and date <= now), default=now),
        undated_reason="the oldest of the feed" if any(dates) else "that of the import",
        undated_page=min(updated or now, now).astimezone(UTC),
        overwrite=options.overwrite,
        note=f"Imported from {source or feed.link or 'a feed'}"[:500],
    )
