"""Blocks as Markdown. Each function takes an element and returns its Markdown or raises
Unconvertible.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from blog import markup
from blog.transfer.html_to_markdown import escape, pictures, tables
from blog.transfer.html_to_markdown.inline import contents, inline
from blog.transfer.html_to_markdown.style import Style, Unconvertible
from blog.transfer.html_to_markdown.tree import (
    BOXES,
    HEADINGS,
    Node,
    classes,
    fold,
    is_block,
    is_empty,
    name_of,
    text_of,
)

Parts = list[Node | str]


def groups(parts: Iterable[Node | str]) -> Iterator[Node | Parts]:
    """Divide contents into blocks: an element, or a run of text and inline elements."""
    run: Parts = []
    for part in parts:
        if isinstance(part, str) or not is_block(part):
            run.append(part)
            continue
        yield from _finished(run)
        run = []
        if name_of(part) in BOXES and not part.get("data-as"):
            yield from groups(contents(part))
        else:
            yield part
    yield from _finished(run)


def _finished(run: Parts) -> Iterator[Parts]:
    if any(part.strip() if isinstance(part, str) else not is_empty(part) for part in run):
        yield run


def convert_all(parts: Iterable[Node | str], style: Style) -> str:
    """Write contents as Markdown blocks with empty lines between them. Raises Unconvertible."""
    written: list[str] = []
    before = ""
    for group in groups(parts):
        text = convert_group(group, style, alternate=bool(written) and _same_list(before, group))
        if text:
            written.append(text)
            before = "" if isinstance(group, list) else name_of(group)
    return "\n\n".join(written)


def _same_list(before: str, group: Node | Parts) -> bool:
    return not isinstance(group, list) and before in ("ul", "ol") and name_of(group) == before


def convert_group(group: Node | Parts, style: Style, *, alternate: bool = False) -> str:
    """Write one of `groups` as Markdown.

    `alternate` chooses the other sign for a list that follows a list. Raises Unconvertible.
    """
    if isinstance(group, list):
        return _paragraph(group, style)
    meant = (group.get("data-as") or "").partition(":")[0]
    name = name_of(group)
    if name in ("ul", "ol") and not meant:
        return _list(group, style, alternate=alternate)
    handler = _MEANINGS.get(meant) or _HANDLERS.get(name)
    if handler is None:
        raise Unconvertible(name)
    return handler(group, style)


def _paragraph(parts: Parts, style: Style) -> str:
    shown = [part for part in parts if not isinstance(part, str) or part.strip()]
    if len(shown) == 1 and not isinstance(shown[0], str) and name_of(shown[0]) in pictures.ALONE:
        return pictures.alone(shown[0], style)
    return inline(parts, style)


def _p(node: Node, style: Style) -> str:
    if any(
        name_of(child) not in ("video", "audio", "picture") and is_block(child) for child in node
    ):
        return convert_all(contents(node), style)
    return _paragraph(contents(node), style)


def _heading(node: Node, style: Style) -> str:
    text = inline(contents(node), Style(strict=style.strict, one_line=True))
    if not text:
        return ""
    text = re.sub(r"(#+)$", lambda m: "\\" + m[0], text)
    identifier = node.get("id") or ""
    own = markup.slugify_heading(text_of(node))
    attributes = ""
    if identifier and (style.strict or identifier != own):
        if not re.fullmatch(r"[\w:.-]+", identifier):
            raise Unconvertible("id")
        attributes = f" {{#{identifier}}}"
    return f"{'#' * int(name_of(node)[1])} {text}{attributes}"


def _quote(node: Node, style: Style) -> str:
    inside = convert_all(contents(node), style)
    return _quoted(inside) if inside else ""


def _quoted(text: str) -> str:
    return "\n".join(f"> {line}".rstrip() for line in text.split("\n"))


def _pull_quote(node: Node, style: Style) -> str:
    return "{.pull}\n" + _quote(node, style)


def _callout(node: Node, style: Style) -> str:
    kind = node.get("data-as", "").partition(":")[2]
    return f"> [!{kind.upper()}]\n" + _quoted(convert_all(contents(node), style))


def _rule(node: Node, style: Style) -> str:
    return "---"


def _list(node: Node, style: Style, *, alternate: bool) -> str:
    if any(node.get(key) is not None for key in ("reversed", "type")):
        raise Unconvertible("list")
    items = [child for child in node if name_of(child)]
    if any(name_of(child) != "li" or child.get("value") for child in items) or _loose_text(node):
        raise Unconvertible("list")
    number = int(node.get("start") or 1) if name_of(node) == "ol" else None
    loose = any(name_of(below) == "p" for item in items for below in item)
    written = []
    for index, item in enumerate(items):
        if number is None:
            sign = "*" if alternate else "-"
        else:
            sign = f"{number + index}{')' if alternate else '.'}"
        written.append(_item(item, f"{sign} ", style))
    return ("\n\n" if loose else "\n").join(written)


def _loose_text(node: Node) -> bool:
    return bool(fold(node.text) or any(fold(child.tail) for child in node))


def _item(node: Node, sign: str, style: Style) -> str:
    box = _take_checkbox(node)
    parts = contents(node)
    blocks = list(groups(parts))
    tight = all(isinstance(block, list) or _may_interrupt(block) for block in blocks)
    written = [convert_group(block, style) for block in blocks]
    text = box + ("\n" if tight else "\n\n").join(part for part in written if part)
    return (sign + indent(text, " " * len(sign))).rstrip()


def _may_interrupt(block: Node) -> bool:
    """Whether a list may follow text without an empty line (CommonMark, section 5.2)."""
    return name_of(block) == "ul" or (name_of(block) == "ol" and block.get("start") in (None, "1"))


def _take_checkbox(node: Node) -> str:
    first = next((child for child in node.iter("input")), None)
    if first is None:
        return ""
    holder = first.getparent()
    if (
        fold(holder.text)
        or holder.index(first)
        or holder not in (node, *node.findall("p"), *node.findall("label"))
    ):
        raise Unconvertible("input")
    checked = first.get("checked") is not None
    first.drop_tree()
    return "[x] " if checked else "[ ] "


def indent(text: str, by: str) -> str:
    """Indent every line but the first and empty ones."""
    return re.sub(r"\n(?=[^\n])", "\n" + by, text)


def _definitions(node: Node, style: Style) -> str:
    written: list[str] = []
    for child in node:
        if name_of(child) == "dt":
            text = inline(contents(child), style)
            if not text or "\n" in text:
                raise Unconvertible("dt")
            written.append(("\n" if written else "") + text)
        elif name_of(child) == "dd":
            written.append(":   " + indent(convert_all(contents(child), style), "    "))
        else:
            raise Unconvertible(name_of(child))
    if _loose_text(node):
        raise Unconvertible("dl")
    return "\n".join(written)


def _code(node: Node, style: Style) -> str:
    if any(name_of(below) not in ("code", "span", "br") for below in node.iterdescendants()):
        raise Unconvertible("pre")
    code = next(node.iter("code"), node)
    if text_of(code) != text_of(node):
        raise Unconvertible("pre")
    for line_break in list(node.iter("br")):
        line_break.tail = "\n" + (line_break.tail or "")
    language = next(
        (name.removeprefix("language-") for name in classes(code) if name.startswith("language-")),
        "",
    )
    info = node.get("data-info") or (
        "" if language in ("fallback", "text", "plaintext") else language
    )
    text = "".join(code.itertext()).replace("\r\n", "\n").strip("\n")
    return escape.fence(text, info)


def _mermaid(node: Node, style: Style) -> str:
    if len(node):
        raise Unconvertible("mermaid")
    return escape.fence((node.text or "").strip("\n"), "mermaid")


def _details(node: Node, style: Style) -> str:
    summary = node.find("summary")
    if summary is None or node.get("open") is not None or any(map(is_block, summary)):
        raise Unconvertible("details")
    heading = inline(contents(summary), Style(strict=style.strict, one_line=True))
    inside = convert_all([part for part in contents(node) if part is not summary], style)
    colons = ":" * (3 + inside.count("\n:::") + inside.startswith(":::"))
    return f"{colons} details {heading}\n{inside}\n{colons}"


def _footnotes(node: Node, style: Style) -> str:
    notes = []
    for item in node.iter("li"):
        if item.getparent().getparent() is not node:
            continue
        label = (item.get("id") or "").rpartition(":")[2]
        if not re.fullmatch(r"[\w-]+", label):
            raise Unconvertible("footnote")
        notes.append(f"[^{label}]: " + indent(convert_all(contents(item), style), "    "))
    if not notes:
        raise Unconvertible("footnotes")
    return "\n\n".join(notes)


_HANDLERS: dict[str, Callable[[Node, Style], str]] = {
    "p": _p,
    "blockquote": _quote,
    "hr": _rule,
    "dl": _definitions,
    "pre": _code,
    "details": _details,
    "table": tables.table,
    "figure": pictures.figure,
    "video": pictures.alone,
    "audio": pictures.alone,
    **dict.fromkeys(HEADINGS, _heading),
}
_MEANINGS: dict[str, Callable[[Node, Style], str]] = {
    "callout": _callout,
    "footnotes": _footnotes,
    "gallery": pictures.gallery,
    "mermaid": _mermaid,
    "pull": _pull_quote,
}
