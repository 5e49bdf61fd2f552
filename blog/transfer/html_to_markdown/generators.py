"""What site generators add to their HTML, brought into the plain forms that the converter knows.

Hugo, Hugo Blox, Jekyll and GitHub wrap figures, code, callouts, galleries and footnotes in boxes
of their own. Meanings without an element are noted as `data-as` (callout:note, gallery, footnotes,
mermaid, pull).
"""

from __future__ import annotations

import copy
import re
from collections.abc import Callable

from lxml.html import HtmlElement

from blog.transfer.html_to_markdown.highlights import simplify_highlight
from blog.transfer.html_to_markdown.tree import (
    BOXES,
    HEADINGS,
    Node,
    classes,
    drop,
    fold,
    is_block,
    name_of,
    text_of,
    unwrap,
)

_ANCHORS = frozenset({"header-anchor", "headerlink", "heading-anchor", "anchor", "hanchor"})
_LINKABLE = BOXES | HEADINGS | {"p", "li", "figcaption"}
_KINDS = {
    "tip": "tip",
    "success": "tip",
    "important": "important",
    "warning": "warning",
    "caution": "caution",
    "danger": "caution",
    "error": "caution",
}
_CALLOUTS = frozenset({"alert", "callout", "admonition", "markdown-alert"})
_GALLERIES = frozenset({"gallery", "gallery-grid", "row", "image-gallery", "wp-block-gallery"})
_TITLES = frozenset({"markdown-alert-title", "callout-title", "admonition-title"})


def simplify(root: Node) -> None:
    """Bring the tree into plain forms, in place."""
    for node in [each for each in root.iter() if each is not root]:
        if node.getparent() is not None and name_of(node):
            _simplify(node, name_of(node))
    _footnotes(root)
    _lists(root)


def _simplify(node: Node, name: str) -> None:
    own = classes(node)
    for names, marks, act in _FORMS:
        if name in names and (not marks or not marks.isdisjoint(own)):
            act(node)
            return


def _mermaid(node: Node) -> None:
    node.set("data-as", "mermaid")


def _pull_quote(node: Node) -> None:
    node.set("data-as", "pull")


def _code(node: Node) -> None:
    if "mermaid" in classes(node):
        _mermaid(node)
    elif node.find("code") is not None and "language-mermaid" in classes(node[0]):
        _mermaid(node)
        unwrap(node[0])


def _weight(node: Node) -> None:
    if re.search(r"font-weight:\s*(?:bold|[6-9]00)", node.get("style") or ""):
        node.tag = "strong"


def _link(node: Node) -> None:
    parent = node.getparent()
    if not _ANCHORS.isdisjoint(classes(node)) and (parent is None or name_of(parent) in HEADINGS):
        drop(node)
    elif node.get("href") is not None and any(is_block(child) for child in node):
        _spread(node)


def _spread(link: Node) -> None:
    """Put a link around boxes inside them instead: Markdown's links hold no blocks."""
    for block in [link, *link.iterdescendants()]:
        is_lowest = block is not link and not any(is_block(child) for child in block)
        if is_lowest and name_of(block) in _LINKABLE and text_of(block):
            _wrap_inside(block, link)
    for picture in list(link.iter("img")):
        if not any(name_of(around) == "a" for around in _between(picture, link)):
            _wrap_around(picture, link)
    unwrap(link)


def _between(node: Node, top: Node) -> list[Node]:
    found = []
    for around in node.iterancestors():
        if around is top:
            break
        found.append(around)
    return found


def _wrap_inside(block: Node, link: Node) -> None:
    inner = _clone(link)
    inner.text, block.text = block.text, None
    for child in list(block):
        inner.append(child)
    block.append(inner)


def _wrap_around(node: Node, link: Node) -> None:
    outer = _clone(link)
    outer.tail, node.tail = node.tail, None
    node.addprevious(outer)
    outer.append(node)


def _clone(link: Node) -> Node:
    made: Node = HtmlElement()
    made.tag = "a"
    made.set("href", link.get("href") or "")
    if link.get("title"):
        made.set("title", link.get("title") or "")
    return made


def _callout(node: Node) -> None:
    words = {part for each in classes(node) for part in each.split("-")}
    kind = next((kind for word, kind in _KINDS.items() if word in words), "note")
    for child in list(node):
        if not _TITLES.isdisjoint(classes(child)):
            if text_of(child).lower() not in (kind, *_KINDS):
                return
            drop(child)
    node.set("data-as", f"callout:{kind}")


def _gallery(node: Node) -> None:
    items = [child for child in node if name_of(child)]
    single = all(len(list(item.iter("img"))) == 1 and not _has_prose(item) for item in items)
    if len(items) > 1 and single and not fold(node.text) and not any(fold(i.tail) for i in items):
        node.set("data-as", "gallery")


def _has_prose(item: Node) -> bool:
    prose = HEADINGS | {
        "ul",
        "ol",
        "blockquote",
        "pre",
        "table",
        "video",
        "iframe",
        "em",
        "strong",
        "code",
    }
    links = list(item.iter("a"))
    if len(links) > 1 or len(list(item.iter("p"))) > 1:
        return True
    return any(name_of(below) in prose for below in item.iterdescendants())


def _label(node: Node) -> None:
    around = node.getparent()
    if around is not None and name_of(around) == "label":
        unwrap(around)


def _buttons(node: Node) -> None:
    """A list of buttons: a line of links that the converter writes as buttons."""
    node.tag = "p"
    for item in list(node):
        item.tail = " " + (item.tail or "")
        unwrap(item)


def _footnotes(root: Node) -> None:
    for node in list(root.iter("div", "section")):
        if "footnotes" not in classes(node) and node.get("role") != "doc-endnotes":
            continue
        for arrow in [each for each in node.iter("a") if _is_arrow(each)]:
            drop(arrow)
        for box in [each for each in node if name_of(each) in ("hr", *HEADINGS)]:
            if not text_of(box):
                drop(box)
        node.set("data-as", "footnotes")


def _is_arrow(node: Node) -> bool:
    return "footnote-backref" in classes(node) or node.get("role") == "doc-backlink"


def _lists(root: Node) -> None:
    """Drop empty paragraphs between items; an item outside a list gets one."""
    for empty in [each for each in root.iter("p") if name_of(each.getparent()) in ("ul", "ol")]:
        if not text_of(empty) and not len(empty):
            drop(empty)
    for item in list(root.iter("li")):
        parent = item.getparent()
        if parent is not None and name_of(parent) not in ("ul", "ol", "menu", "dir"):
            holder = copy.copy(item)
            holder.clear()
            holder.tag = "ul"
            item.addprevious(holder)
            holder.tail, item.tail = item.tail, None
            holder.append(item)


_HIGHLIGHTS = frozenset({"highlight", "highlighter-rouge", "codehilite"})
_FORMS: tuple[tuple[set[str], frozenset[str], Callable[[Node], None]], ...] = (
    ({"a"}, frozenset(), _link),
    ({"div", "figure"}, _HIGHLIGHTS, simplify_highlight),
    ({"div", "aside", "section"}, _CALLOUTS, _callout),
    ({"div"}, _GALLERIES, _gallery),
    ({"div"}, frozenset({"mermaid"}), _mermaid),
    ({"pre"}, frozenset(), _code),
    ({"blockquote"}, frozenset({"pull-quote", "pullquote"}), _pull_quote),
    ({"span"}, frozenset(), _weight),
    ({"ul"}, frozenset({"cta-group"}), _buttons),
    ({"input"}, frozenset(), _label),
)
