"""Asking for feeds as readers do, and reading what comes back by other means than ours."""

from __future__ import annotations

import json
from typing import Any

from django.test import Client
from lxml import etree

FILES = ("index.xml", "feed.atom", "feed.json")
ATOM = "{http://www.w3.org/2005/Atom}"


def poll(client: Client, path: str, **headers: str) -> Any:
    return client.get(
        path, headers={name.replace("_", "-"): text for name, text in headers.items()}
    )


def ids(content: bytes) -> list[str]:
    """The identities of a document's items, in order, whatever its format."""
    if content.startswith(b"{"):
        return [item["id"] for item in json.loads(content)["items"]]
    root = etree.fromstring(content)
    return [str(text) for text in root.xpath("//item/guid/text()")] + [
        str(text) for text in root.xpath("//a:entry/a:id/text()", namespaces={"a": ATOM[1:-1]})
    ]


def link(content: bytes, relation: str) -> str:
    """The address of a relation, empty where there is none."""
    if content.startswith(b"{"):
        found = json.loads(content)
        archive = found.get("_masthead", {}).get("archive", {})
        named = {"self": found["feed_url"], "prev-archive": found.get("next_url", "")}
        return str(named.get(relation) or archive.get(relation.replace("-", "_"), ""))
    links = etree.fromstring(content).iter(f"{ATOM}link")
    return next((str(each.get("href")) for each in links if each.get("rel") == relation), "")
