"""What RFC 4287 asks of a document: its grammar, and what it says in words."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

from lxml import etree

from tests.blog.feeds.checking.content import faults_of_html

NS = {"a": "http://www.w3.org/2005/Atom"}
GRAMMAR = etree.RelaxNG(etree.parse(Path(__file__).with_name("atom.rng")))


def faults(document: bytes) -> list[str]:
    """Return what is wrong with it, nothing if it is in order."""
    root = etree.fromstring(document)
    found = [] if GRAMMAR.validate(root) else [str(each) for each in GRAMMAR.error_log]
    entries: list[Any] = root.xpath("a:entry", namespaces=NS)
    if not root.xpath("a:author", namespaces=NS) and not all(
        each.xpath("a:author", namespaces=NS) for each in entries
    ):
        found.append("somebody must be the author (4.1.1)")
    if len(root.xpath("a:link[@rel='self']", namespaces=NS)) != 1:
        found.append("a feed should name itself once (4.1.1)")
    ids = Counter(root.xpath("a:entry/a:id/text()", namespaces=NS))
    found += [f"{each} stands twice (4.1.1)" for each, count in ids.items() if count > 1]
    found += [fault for each in (root, *entries) for fault in _of_links(each)]
    return found + [fault for each in entries for fault in _of_entry(each)]


def _of_links(element: Any) -> list[str]:
    links = element.xpath("a:link", namespaces=NS)
    alike = Counter(
        (link.get("type"), link.get("hreflang"))
        for link in links
        if link.get("rel", "alternate") == "alternate"
    )
    found = [f"two alternates of {each} (4.1.1)" for each, count in alike.items() if count > 1]
    return found + [
        f"{link.get('href')} is relative"
        for link in links
        if not link.get("href", "").startswith(("http://", "https://"))
    ]


def _of_entry(entry: Any) -> list[str]:
    found = []
    content = entry.findtext("a:content", namespaces=NS)
    if content is None and not entry.xpath("a:link[@rel='alternate']", namespaces=NS):
        found.append("neither content nor an alternate (4.1.2)")
    if content is None and not entry.xpath("a:summary", namespaces=NS):
        found.append("an entry should have content or a summary")
    published, updated = (
        entry.findtext(f"a:{name}", namespaces=NS) for name in ("published", "updated")
    )
    if published and updated < published:
        found.append("updated before it was published")
    return found + faults_of_html(content or "")
