"""A block that stays HTML: as little of it as is needed, in a form that ends where it should."""

from __future__ import annotations

import copy
import re

from lxml import html as lxml_html

from blog.transfer.html_to_markdown.tree import BLOCKS, Node, classes, drop, name_of

_KEPT_NAMES = (
    "default kind label srclang "
    "abbr align alt checked cite colspan controls datetime dir disabled height href id lang "
    "loop muted name open poster reversed rowspan scope sizes span src srcset start title "
    "type value width"
)
_KEPT = frozenset(_KEPT_NAMES.split())
_BLANK_LINES = re.compile(r"\n[ \t\r\f]*(?=\n)")
_PREFORMATTED = re.compile(r"<pre[ >].*?</pre>", re.DOTALL)


def as_html(group: Node | list[Node | str]) -> str:
    """Write a block, or a run of text and inline elements, as an HTML block (CommonMark, section
    4.6).

    No line of it is empty, for an empty line would end it.
    """
    node = _holder(group) if isinstance(group, list) else copy.deepcopy(group)
    node.tail = None
    _clean(node)
    text = lxml_html.tostring(node, encoding="unicode").strip()
    text = _PREFORMATTED.sub(lambda match: match[0].replace("\n\n", "\n&#10;"), text)
    text = _BLANK_LINES.sub("", text)
    # The serialiser doesn't know these two as elements without an end.
    text = re.sub(r"</(?:source|track)>", "", text)
    starts = name_of(node) in BLOCKS - {"video", "audio", "option", "optgroup", "hgroup"}
    return text if starts else f"<div>{text}</div>"


def _holder(parts: list[Node | str]) -> Node:
    holder: Node = lxml_html.Element("p")
    for part in parts:
        if not isinstance(part, str):
            child = copy.deepcopy(part)
            child.tail = None
            holder.append(child)
        elif len(holder):
            holder[-1].tail = (holder[-1].tail or "") + part
        else:
            holder.text = (holder.text or "") + part
    return holder


def _clean(node: Node) -> None:
    for arrow in [each for each in node.iter("a") if "footnote-backref" in classes(each)]:
        drop(arrow)
    for each in node.iter():
        if not name_of(each):
            continue
        if each.get("data-as") == "mermaid":
            each.tag = "pre"
        mermaid = each.get("data-as") == "mermaid"
        for key in set(each.attrib) - _KEPT:
            del each.attrib[key]
        if mermaid:
            each.set("class", "mermaid")
