"""Atom 1.0 (RFC 4287), with the archives of RFC 5005."""

from __future__ import annotations

from typing import Any

from django.utils.feedgenerator import Atom1Feed, rfc3339_date
from django.utils.xmlutils import SimplerXMLGenerator

from blog.feeds.fragments import XmlWriter
from blog.feeds.item import Item, Person

HTML = "text/html"


class AtomWriter(XmlWriter, Atom1Feed):
    """Writes what Django's own writer leaves out: all people, schemes of terms, full content."""

    element = "entry"

    def write(self, outfile: Any, encoding: str) -> None:
        """Write the document as Django does, which knows of style sheets in RSS alone."""
        handler: Any = SimplerXMLGenerator(outfile, encoding, short_empty_elements=True)
        handler.startDocument()
        for stylesheet in self.feed["stylesheets"]:
            handler.processingInstruction("xml-stylesheet", stylesheet)
        handler.startElement("feed", self.root_attributes())
        self.add_root_elements(handler)
        self.write_items(handler)
        handler.endElement("feed")

    def root_attributes(self) -> dict[str, str]:
        """Declare the module in use."""
        history = {"xmlns:fh": "http://purl.org/syndication/history/1.0"}
        attributes: dict[str, str] = super().root_attributes()
        return attributes | history

    def add_root_elements(self, handler: Any) -> None:
        """Add the logo and what the feed leads to."""
        super().add_root_elements(handler)
        handler.addQuickElement("generator", self.feed["generator"])
        for rel, href in self.feed["links"]:
            handler.addQuickElement("link", "", {"rel": rel, "href": href})
        if self.feed["is_archive"]:
            handler.addQuickElement("fh:archive")
        if self.feed["logo"]:
            handler.addQuickElement("logo", self.feed["logo"])

    @classmethod
    def attributes(cls, item: Item) -> dict[str, str]:
        """Say in which language the entry is: an entry may be alone, or among others."""
        return {"xml:lang": item.language}

    @classmethod
    def write_item(cls, handler: Any, item: Item) -> None:
        """Write the elements of an entry."""
        handler.addQuickElement("title", item.title)
        handler.addQuickElement("id", item.guid)
        handler.addQuickElement("published", rfc3339_date(item.published))
        handler.addQuickElement("updated", rfc3339_date(item.updated))
        for author in item.authors:
            _person(handler, "author", author)
        for person in item.contributors:
            _person(handler, "contributor", person)
        for label in item.labels:
            facts = {"term": label.term, "scheme": label.scheme, "label": label.name}
            handler.addQuickElement("category", "", facts)
        _links(handler, item)
        if item.summary:
            handler.addQuickElement("summary", item.summary)
        if item.html is not None or not item.summary:
            html = item.brief if item.html is None else item.html
            handler.addQuickElement("content", html, {"type": "html"})


def _person(handler: Any, element: str, person: Person) -> None:
    handler.startElement(element, {})
    handler.addQuickElement("name", person.name)
    if person.uri:
        handler.addQuickElement("uri", person.uri)
    handler.endElement(element)


def _links(handler: Any, item: Item) -> None:
    link = {"rel": "alternate", "type": HTML, "href": item.link}
    if item.link == item.page:
        # The grammar allows one alternate of each type and language.
        link["hreflang"] = item.language
    handler.addQuickElement("link", "", link)
    other = item.page if item.link != item.page else item.elsewhere
    if other:
        rel = "related" if other == item.page else "via"
        handler.addQuickElement("link", "", {"rel": rel, "type": HTML, "href": other})
    for file in item.files:
        facts = {"rel": "enclosure", "href": file.url, "type": file.type}
        length = {"length": str(file.length)} if file.length else {}
        handler.addQuickElement("link", "", facts | length)
