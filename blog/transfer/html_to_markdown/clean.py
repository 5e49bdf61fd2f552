"""What is taken out of imported HTML because no page here would show or run it, named for the
report.
"""

from __future__ import annotations

from collections import Counter
from urllib.parse import urlsplit

from blog.transfer.html_to_markdown.tree import Node, classes, drop, is_empty, name_of, unwrap

_REMOVED = {
    "script": "script",
    "style": "style sheet",
    "noscript": "noscript text",
    "form": "form",
    "object": "plug-in",
    "embed": "plug-in",
    "link": "link element",
    "svg": "inline drawing",
    "select": "form field",
    "textarea": "form field",
}
_LINKED = ("href", "src", "poster", "action", "cite")
_WELCOME = frozenset({"", "http", "https", "mailto", "tel"})


def clean(root: Node) -> list[str]:
    """Remove scripts, forms, styles, handlers, icons and dangerous addresses from the tree, in
    place.

    Returns what was removed, such as "event handler (2 times)", in order of first occurrence.
    """
    removed: Counter[str] = Counter()
    waiting = list(reversed(root))
    while waiting:
        node = waiting.pop()
        what = _unwelcome(node)
        if what:
            removed[what] += 1
            drop(node)
            continue
        _clean_attributes(node, removed)
        waiting.extend(reversed(node))
        if name_of(node) == "a" and is_empty(node):
            if node.get("href") and not (node.get("href") or "").startswith("#"):
                removed["link without words"] += 1
            unwrap(node)
    return [_counted(what, count) for what, count in removed.items()]


def _unwelcome(node: Node) -> str:
    name = name_of(node)
    if name in _REMOVED:
        return _REMOVED[name]
    if name == "input" and node.get("type") != "checkbox":
        return "form field"
    if name == "meta":
        return "meta element"
    if name in ("i", "span") and is_empty(node) and not len(node) and _is_icon(node):
        return "icon"
    if name == "img" and not node.get("src"):
        return "picture without an address"
    return ""


def _is_icon(node: Node) -> bool:
    names = classes(node)
    return any(
        each == "icon" or each.startswith(("fa-", "icon-", "bi-", "ai-")) for each in names
    ) or bool(names & {"fa", "fas", "fab", "far", "bi", "ai", "iconify"})


def _clean_attributes(node: Node, removed: Counter[str]) -> None:
    for key in list(node.attrib):
        if key.startswith("on"):
            removed["event handler"] += 1
            del node.attrib[key]
        elif key in _LINKED and not _is_welcome(node.attrib[key]):
            removed["dangerous address"] += 1
            del node.attrib[key]
        elif key == "autoplay":
            removed["autoplay of a film"] += 1
            del node.attrib[key]
        elif key == "style":
            # Some meaning is read from it later; the sanitiser lets none of it through.
            removed["style attribute"] += 1


def _is_welcome(address: str) -> bool:
    try:
        return urlsplit("".join(address.split())).scheme.lower() in _WELCOME
    except ValueError:
        return False


def _counted(what: str, count: int) -> str:
    return what if count == 1 else f"{what} ({count} times)"
