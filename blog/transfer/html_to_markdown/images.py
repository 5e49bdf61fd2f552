"""Pictures as Markdown writes them."""

from __future__ import annotations

import re

from blog.transfer.html_to_markdown import escape
from blog.transfer.html_to_markdown.style import Style
from blog.transfer.html_to_markdown.tree import Node, fold


def image(node: Node, style: Style, *, caption: str = "") -> str:
    """Write a picture: `![alt](src "caption"){width=…}`."""
    alternative = escape.escape(fold(node.get("alt")), in_link=True, strict=style.strict)
    if style.in_cell:
        alternative = alternative.replace("|", "\\|")
    words = caption or fold(node.get("title"))
    source = escape.destination(node.get("src") or "")
    target = f"{source} {escape.title(words)}" if words else source
    return f"![{alternative}]({target}){sizes(node)}"


def sizes(node: Node) -> str:
    """Width and height as attributes in braces, where they are pixels or a percentage."""
    found = [
        f"{key}={value}"
        for key in ("width", "height")
        if re.fullmatch(r"\d{1,4}%?", value := (node.get(key) or "").removesuffix("px"))
    ]
    return "{" + " ".join(found) + "}" if found else ""
