"""What all descriptions have in common: one graph for a page, whose nodes name each other."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from blog.models.addresses import absolute
from blog.models.pictured import Picture

CONTEXT = "https://schema.org"
Node = dict[str, Any]


def graph(*nodes: Node) -> Node:
    """Return the page's description."""
    return {"@context": CONTEXT, "@graph": [filled(node) for node in nodes]}


def filled(values: Node) -> Node:
    """Leave out what isn't known."""
    return {name: value for name, value in values.items() if value not in ("", None, [])}


def at(path: str, part: str = "") -> str:
    """Return the identity of what a page describes, or of a part of it."""
    return f"{absolute(path)}#{part}" if part else absolute(path)


def ref(identity: str) -> Node:
    """Return a reference to a node of the same graph."""
    return {"@id": identity}


def website_id() -> str:
    """Return the identity of the site."""
    return at("/", "website")


def publisher_id() -> str:
    """Return the identity of the organisation behind the site."""
    return at("/", "organization")


def image(picture: Picture | None) -> Node | None:
    """Describe a picture."""
    if picture is None:
        return None
    return filled(
        {
            "@type": "ImageObject",
            "url": picture.absolute_url,
            "width": picture.width,
            "height": picture.height,
            "caption": picture.caption,
            "creditText": picture.credit,
            "license": {"@type": "CreativeWork", "name": picture.licence}
            if picture.licence
            else None,
        }
    )


def together(pairs: Iterable[tuple[str, Node]]) -> dict[str, list[Node]]:
    """Return the nodes under their properties' names, in order."""
    found: dict[str, list[Node]] = {}
    for name, node in pairs:
        found.setdefault(name, []).append(node)
    return found
