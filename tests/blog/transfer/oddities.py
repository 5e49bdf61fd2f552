"""The small feed of our own that has every oddity of a real one, and how it is imported."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from blog.models import Collaborator, Page, Post, SiteSettings
from blog.transfer.feed import Feed, parse_feed, read_source
from blog.transfer.feed_import import Options, import_feed
from blog.transfer.plan import Rule
from blog.transfer.report import ItemReport, Report

FEED = Path(__file__).parent / "data" / "oddities.xml"
RULE_TEXTS = ("post:/blog/", "collaborator:/collaborators/", "page:/")
RULES = tuple(map(Rule.parse, RULE_TEXTS))
ZONE = "America/New_York"


def feed() -> Feed:
    return parse_feed(read_source(str(FEED)))


def move_in(**options: Any) -> Report:
    """Import the oddities into a site in New York that shows pictures of other hosts."""
    SiteSettings(remote_images=True, time_zone=ZONE).save()
    return import_feed(feed(), Options(RULES, **options))


def report_of(report: Report, path: str) -> ItemReport:
    return next(item for item in report.items if item.path == path)


def html_of(thing: Post | Page | Collaborator) -> str:
    return thing.blurb_html if isinstance(thing, Collaborator) else thing.html


def one_item(html: str, **fields: str) -> Feed:
    """A feed of one post."""
    given = {
        "guid": "one",
        "link": "https://kelp.example/blog/one/",
        "title": "One",
        "date": "Tue, 03 Jun 2025 10:00:00 +0000",
        **fields,
    }
    parts = {"guid": "guid", "link": "link", "title": "title", "date": "pubDate"}
    inner = "".join(f"<{parts[key]}>{value}</{parts[key]}>" for key, value in given.items())
    return parse_feed(
        f"<rss version='2.0'><channel><title>Kelp</title><link>https://kelp.example/</link><item>{inner}"
        f"<description><![CDATA[{html}]]></description></item></channel></rss>".encode()
    )
