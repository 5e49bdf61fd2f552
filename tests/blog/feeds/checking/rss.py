"""What the RSS 2.0 specification and the RSS Advisory Board's profile ask of a document."""

from __future__ import annotations

import re
from collections import Counter
from email.utils import parsedate_to_datetime
from typing import Any

from lxml import etree

from tests.blog.feeds.checking.content import faults_of_html

CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
ATOM = "{http://www.w3.org/2005/Atom}link"
CHANNEL = set(
    "title link description language copyright managingEditor webMaster pubDate lastBuildDate "
    "category generator docs cloud ttl image textInput skipHours skipDays item".split()
)
ITEM = set("title link description author category comments enclosure guid pubDate source".split())
MANY = {"item", "category"}
_DATE = re.compile(r"\w{3}, \d{2} \w{3} \d{4} \d{2}:\d{2}:\d{2} [+-]\d{4}")


def faults(document: bytes) -> list[str]:
    """Return what is wrong with it, nothing if it is in order."""
    root = etree.fromstring(document)
    channel = root.find("channel")
    if root.tag != "rss" or root.get("version") != "2.0" or channel is None:
        return ["no RSS 2.0"]
    found = _of_members(channel, CHANNEL)
    found += [
        f"channel has no {name}"
        for name in ("title", "link", "description")
        if not (channel.findtext(name) or "").strip()
    ]
    selves = [each for each in channel.iter(ATOM) if each.get("rel") == "self"]
    if len(selves) != 1:
        found.append("a channel should name itself by atom:link")
    image = channel.find("image")
    if image is not None and (
        image.findtext("title") != channel.findtext("title")
        or image.findtext("link") != channel.findtext("link")
    ):
        found.append("the image's title and link should be the channel's")
    items = channel.findall("item")
    guids = Counter(item.findtext("guid") for item in items)
    found += [f"guid {each} stands {count} times" for each, count in guids.items() if count > 1]
    found += _of_dates(channel)
    return found + [fault for item in items for fault in _of_item(item)]


def _of_members(element: Any, known: set[str]) -> list[str]:
    names = Counter(str(child.tag) for child in element if not str(child.tag).startswith("{"))
    found = [f"{element.tag} has {name}" for name in names if name not in known]
    return found + [
        f"{name} stands {count} times"
        for name, count in names.items()
        if count > 1 and name not in MANY
    ]


def _of_item(item: Any) -> list[str]:
    found = _of_members(item, ITEM)
    if item.find("title") is None and item.find("description") is None:
        found.append("an item with neither title nor description")
    guid = item.find("guid")
    if guid is None or not guid.text:
        found.append("an item without a guid")
    elif guid.get("isPermaLink", "true") == "true" and not guid.text.startswith("http"):
        found.append(f"{guid.text} is no permanent link")
    found += [
        f"link is {text!r}"
        for text in item.xpath("link/text()")
        if not text.startswith(("http://", "https://"))
    ]
    # An author must be an e-mail address; names go into dc:creator.
    found += [f"author {text}" for text in item.xpath("author/text()") if "@" not in text]
    for file in item.findall("enclosure"):
        if not all(file.get(name) for name in ("url", "length", "type")):
            found.append("an enclosure without url, length or type")
        elif not file.get("length").isdigit():
            found.append("an enclosure's length is no number")
    whole = item.findtext(CONTENT) or ""
    return found + faults_of_html(whole) + faults_of_html(item.findtext("description") or "")


def _of_dates(channel: Any) -> list[str]:
    dates = channel.xpath(".//pubDate/text() | lastBuildDate/text()")
    found = [f"date {text!r}" for text in dates if not _DATE.fullmatch(text)]
    return found + [
        f"year of {text!r}" for text in dates if parsedate_to_datetime(text).year < 1990
    ]
