"""RSS 2.0 with the content, dc, media, atom and history modules (rssboard.org/rss-profile)."""

from __future__ import annotations

from typing import Any

from django.utils.feedgenerator import Rss201rev2Feed, rfc2822_date, rfc3339_date
from django.utils.html import escape

from blog.feeds.fragments import XmlWriter
from blog.feeds.item import Item
from blog.feeds.media import Image

NAMESPACES = {
    "xmlns:content": "http://purl.org/rss/1.0/modules/content/",
    "xmlns:dc": "http://purl.org/dc/elements/1.1/",
    "xmlns:media": "http://search.yahoo.com/mrss/",
    "xmlns:fh": "http://purl.org/syndication/history/1.0",
}
MINUTES_TO_LIVE = 60


class RssWriter(XmlWriter, Rss201rev2Feed):
    """Writes what Django's own writer leaves out: full content, every author, pictures."""

    element = "item"

    def rss_attributes(self) -> dict[str, str]:
        """Declare the modules in use."""
        return {**super().rss_attributes(), **NAMESPACES}

    def add_root_elements(self, handler: Any) -> None:
        """Add the channel's logo and what it leads to."""
        super().add_root_elements(handler)
        handler.addQuickElement("generator", self.feed["generator"])
        for rel, href in self.feed["links"]:
            handler.addQuickElement("atom:link", None, {"rel": rel, "href": href})
        if self.feed["is_archive"]:
            handler.addQuickElement("fh:archive")
        if self.feed["logo"]:
            handler.startElement("image", {})
            handler.addQuickElement("url", self.feed["logo"])
            handler.addQuickElement("title", self.feed["title"])
            handler.addQuickElement("link", self.feed["link"])
            handler.endElement("image")

    @classmethod
    def write_item(cls, handler: Any, item: Item) -> None:
        """Write the elements of an item."""
        if item.title:
            _plain(handler, "title", item.title)
        handler.addQuickElement("link", item.link)
        # The description is HTML, so that a plain text has to be made such.
        handler.addQuickElement("description", escape(item.summary))
        for author in item.authors:
            handler.addQuickElement("dc:creator", author.name)
        for label in item.labels:
            handler.addQuickElement("category", label.name, {"domain": label.scheme})
        handler.addQuickElement("pubDate", rfc2822_date(item.published))
        if item.updated != item.published:
            handler.addQuickElement("atom:updated", rfc3339_date(item.updated))
        handler.addQuickElement("guid", item.guid, {"isPermaLink": "false"})
        # The profile allows one.
        for file in item.files[:1]:
            facts = {"url": file.url, "length": str(file.length), "type": file.type}
            handler.addQuickElement("enclosure", "", facts)
        if item.image:
            _picture(handler, item.image)
        if item.html:
            handler.addQuickElement("content:encoded", item.html)


def _plain(handler: Any, name: str, text: str) -> None:
    """Write plain text as the profile advises: readers that take it for HTML show it right.

    rssboard.org/rss-profile#data-types-characterdata
    """
    handler.startElement(name, {})
    written = text.replace("&", "&#x26;").replace("<", "&#x3C;").replace(">", "&#x3E;")
    handler.ignorableWhitespace(written)
    handler.endElement(name)


def _picture(handler: Any, image: Image) -> None:
    facts = {
        "url": image.url,
        "medium": "image",
        "type": image.type,
        "width": str(image.width or ""),
        "height": str(image.height or ""),
        "fileSize": str(image.length or ""),
    }
    handler.startElement("media:content", {key: value for key, value in facts.items() if value})
    if image.caption:
        handler.addQuickElement("media:title", image.caption, {"type": "plain"})
    if image.alt:
        handler.addQuickElement("media:description", image.alt, {"type": "plain"})
    if image.credit:
        role = {"role": "photographer", "scheme": "urn:ebu"}
        handler.addQuickElement("media:credit", image.credit, role)
    handler.endElement("media:content")
