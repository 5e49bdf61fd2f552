"""What the writers of XML have in common: items that were written before, put in as they are."""

from __future__ import annotations

from io import StringIO
from typing import Any

from django.utils.xmlutils import SimplerXMLGenerator

from blog.feeds.item import Item


class XmlWriter:
    """Mixed into Django's generators, whose items it takes as text from `feed["fragments"]`."""

    feed: dict[str, Any]
    element: str

    @classmethod
    def fragment(cls, item: Item) -> str:
        """Return one item as XML. Its prefixes are those that the document's root declares."""
        out = StringIO()
        handler: Any = SimplerXMLGenerator(out, "utf-8", short_empty_elements=True)
        handler.startElement(cls.element, cls.attributes(item))
        cls.write_item(handler, item)
        handler.endElement(cls.element)
        return f"{out.getvalue()}\n"

    @classmethod
    def attributes(cls, item: Item) -> dict[str, str]:
        """Return the attributes of an item's element."""
        return {}

    @classmethod
    def write_item(cls, handler: Any, item: Item) -> None:
        """Write what is inside an item's element."""
        raise NotImplementedError

    def write_items(self, handler: Any) -> None:
        """Put in the items."""
        for fragment in self.feed["fragments"]:
            # SAX's way to write what is markup already.
            handler.ignorableWhitespace(fragment)

    def latest_post_date(self) -> Any:
        """Return when anything here changed last; Django's generators ask."""
        return self.feed["changed"]
