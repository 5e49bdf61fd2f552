"""The feeds themselves, made by Django's syndication framework: one class for each format."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.http import HttpRequest
from django.utils.feedgenerator import Stylesheet

from blog.feeds.atom import AtomWriter
from blog.feeds.channels import Channel
from blog.feeds.json_feed import JsonWriter
from blog.feeds.rss import MINUTES_TO_LIVE, RssWriter
from blog.models.addresses import absolute
from blog.reading.legal import legal

GENERATOR = "Masthead"


@dataclass(frozen=True, slots=True)
class Document:
    """One document of a channel: its items as written before, and what else it says.

    `links` are pairs of relation and address (RFC 5005, RFC 8288); `changed` is when anything in
    it changed last.
    """

    channel: Channel
    fragments: Sequence[str]
    changed: datetime
    links: Sequence[tuple[str, str]] = ()
    archive: str = ""


class PostsFeed(Feed[Any, Document]):
    """A channel's document in one format. Addresses come from SITE_URL, never from the request."""

    feed_type: Any
    name: str
    file: str
    ttl = MINUTES_TO_LIVE

    def get_object(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Document:
        """Return the document that the view has found."""
        document: Document = kwargs["document"]
        return document

    def get_feed(self, obj: Document, request: HttpRequest) -> Any:
        """Return the feed in the language of its posts."""
        feed = super().get_feed(obj, request)
        feed.feed["language"] = obj.channel.language
        return feed

    def stylesheets(self, document: Document) -> list[Stylesheet]:
        """Return what makes the document kind to those who open it in a browser.

        Not under its lasting name: readers keep documents for longer than a release.
        """
        return [Stylesheet(f"{settings.STATIC_URL}css/feed-xml.css", mimetype="text/css")]

    def title(self, document: Document) -> str:
        """Name the list, and the site it belongs to."""
        return legal(document.channel.title)

    def description(self, document: Document) -> str:
        """Say what the list is of."""
        return legal(document.channel.description)

    def subtitle(self, document: Document) -> str:
        """Say what the list is of, as Atom calls it."""
        return legal(document.channel.description)

    def link(self, document: Document) -> str:
        """Return the address of the list's page."""
        return document.channel.page

    def feed_url(self, document: Document) -> str:
        """Return the document's own address."""
        return document.channel.address(self.file, document.archive)

    def feed_guid(self, document: Document) -> str:
        """Return the feed's identity, which its archives share."""
        return document.channel.address(self.file)

    def author_name(self, document: Document) -> str:
        """Name the organisation, which answers for what nobody is credited with."""
        return legal(document.channel.site.name)

    def author_link(self, document: Document) -> str:
        """Return the organisation's address."""
        return absolute("/")

    def feed_copyright(self, document: Document) -> str | None:
        """Name the licence."""
        site = document.channel.site
        return legal(" ".join(filter(None, (site.licence_name, site.licence_url)))) or None

    def feed_extra_kwargs(self, document: Document) -> dict[str, Any]:
        """Hand the writer what Django's has no place for."""
        logo = document.channel.site.logo
        return {
            "logo": absolute(logo.url) if logo else "",
            "links": document.links,
            "is_archive": bool(document.archive),
            "changed": document.changed,
            "fragments": document.fragments,
            "generator": GENERATOR,
        }

    def items(self, document: Document) -> list[Any]:
        """Return nothing for Django to describe: the document brings its items as text."""
        return []


class RssFeed(PostsFeed):
    """RSS 2.0."""

    feed_type = RssWriter
    name = "rss"
    file = "index.xml"


class AtomFeed(PostsFeed):
    """Atom 1.0."""

    feed_type = AtomWriter
    name = "atom"
    file = "feed.atom"


class JsonFeed(PostsFeed):
    """JSON Feed 1.1."""

    feed_type = JsonWriter
    name = "json"
    file = "feed.json"


FEEDS: tuple[PostsFeed, ...] = (RssFeed(), AtomFeed(), JsonFeed())
