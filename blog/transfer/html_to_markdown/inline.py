"""Running text with emphasis, links, code and pictures, as Markdown."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import replace
from html import escape as escape_html

from blog.transfer.html_to_markdown import escape
from blog.transfer.html_to_markdown.facts import is_footnote_link
from blog.transfer.html_to_markdown.images import image
from blog.transfer.html_to_markdown.style import Style, Unconvertible
from blog.transfer.html_to_markdown.tree import (
    BLOCKS,
    Node,
    classes,
    fold,
    is_empty,
    name_of,
    text_of,
)

# Elements that Markdown has no sign for; the renderer lets them through, with Markdown inside.
_KEPT_TAG_NAMES = "sup sub kbd abbr cite mark u ins small samp var q dfn time bdi bdo ruby rt rp"
_KEPT_TAGS = frozenset(_KEPT_TAG_NAMES.split())
_KEPT_ATTRIBUTES = ("title", "lang", "datetime", "cite", "dir")
_UNWRAPPED_NAMES = "span font big nobr label button meter output progress data acronym wbr"
_UNWRAPPED = frozenset(_UNWRAPPED_NAMES.split())
_SIGNS = {"strong": "**", "b": "**", "em": "*", "i": "*", "del": "~~", "s": "~~", "strike": "~~"}
_TAG_OF = {"**": "strong", "*": "em", "~~": "del"}
_BUTTONS = frozenset({"btn", "button", "wp-block-button__link"})
_SPACE = re.compile(r"[ \t\n\r\f]+")


def inline(nodes: Iterable[Node | str], style: Style) -> str:
    """Write text and inline elements as Markdown, white space folded, none at the ends.

    Raises Unconvertible.
    """
    parts = list(nodes)
    dollars = (
        sum((p if isinstance(p, str) else "".join(p.itertext())).count("$") for p in parts) > 1
    )
    text = _Writer(replace(style, dollars=dollars or style.dollars)).write(parts)
    text = re.sub(r"[ \t\n]*\\\n[ \t]*", "\\\n", text)
    text = re.sub(r"^(?:\\\n|[ \t\n])+|(?:\\\n|[ \t\n])+$", "", text)
    return text if style.one_line else escape.escape_line_starts(text)


def contents(node: Node) -> list[Node | str]:
    """The children and the text between them."""
    parts: list[Node | str] = [node.text or ""]
    for child in node:
        parts += [child, child.tail or ""]
    return [part for part in parts if not isinstance(part, str) or part]


def following(parts: list[Node | str], index: int, after: str) -> str:
    """The first character that follows a part; empty at the end of the block."""
    for part in parts[index + 1 :]:
        if not isinstance(part, str) and name_of(part) == "br":
            return " "
        text = part if isinstance(part, str) else "".join(part.itertext())
        if text:
            return text[0]
    return after


class _Writer:
    def __init__(self, style: Style) -> None:
        self.style = style
        self.out = ""

    def write(self, parts: list[Node | str], after: str = "") -> str:
        for index, part in enumerate(parts):
            if isinstance(part, str):
                self._text(part)
            elif name_of(part):
                self._element(part, following(parts, index, after))
        return self.out

    def _text(self, text: str) -> None:
        text = _SPACE.sub(" ", text)
        if self.out.endswith((" ", "\n")):
            text = text.lstrip(" ")
        if self.style.dollars:
            written = escape.escape_dollars(self._escaped(text))
        else:
            written = self._escaped(text)
        self.out += written.replace("|", "\\|") if self.style.in_cell and "|" in text else written

    def _escaped(self, text: str) -> str:
        return escape.escape(text, in_link=self.style.in_link, strict=self.style.strict)

    def _element(self, node: Node, after: str) -> None:
        name = name_of(node)
        handler = _HANDLERS.get(name)
        if handler:
            handler(self, node, after)
        elif name in _SIGNS:
            self._emphasis(node, _SIGNS[name], after)
        elif name in _KEPT_TAGS:
            self._kept(node, name, after)
        elif name in _UNWRAPPED:
            self.out = self._inside(node, after=after, out=self.out)
        elif name in BLOCKS or not is_empty(node):
            raise Unconvertible(name)

    def _inside(self, node: Node, *, after: str = "", out: str = "", **changes: object) -> str:
        writer = _Writer(replace(self.style, **changes))  # type: ignore[arg-type]
        writer.out = out
        return writer.write(contents(node), after)

    def _emphasis(self, node: Node, sign: str, after: str) -> None:
        if is_empty(node):
            self._text("".join(node.itertext()))
            return
        if sign in self.style.signs:
            self.out = self._inside(node, after=after, out=self.out)
            return
        inner = self._inside(node, signs=self.style.signs | {sign})
        before_space = " " if inner[:1].isspace() and not self.out.endswith(" ") else ""
        after_space = " " if inner[-1:].isspace() else ""
        inner = inner.strip()
        previous = (self.out + before_space)[-1:]
        following_character = after_space or after
        plain = text_of(node)
        fits = plain and _flanks(previous, plain[0], plain[-1], following_character)
        if fits and not previous.endswith(("*", "~", "_")) and "\\\n" not in inner:
            self.out += f"{before_space}{sign}{inner}{sign}{after_space}"
        else:
            tag = _TAG_OF[sign]
            self.out += f"{before_space}<{tag}>{inner}</{tag}>{after_space}"

    def _kept(self, node: Node, name: str, after: str) -> None:
        mark = node.find("a")
        if name == "sup" and mark is not None and is_footnote_link(mark):
            self._note_mark(mark)
            return
        if is_empty(node):
            return
        if name in ("small", "u") and not node.text and text_of(node) == "":
            return
        written = "".join(
            f' {key}="{escape_html(fold(node.get(key)))}"'
            for key in _KEPT_ATTRIBUTES
            if node.get(key)
        )
        self.out += f"<{name}{written}>{self._inside(node)}</{name}>"

    def _note_mark(self, mark: Node) -> None:
        label = (mark.get("href") or "").rpartition("#")[2].rpartition(":")[2] or text_of(mark)
        if not re.fullmatch(r"[\w-]+", label):
            raise Unconvertible("footnote")
        self.out += f"[^{label}]"

    def link(self, node: Node, after: str) -> None:
        address = node.get("href")
        if address is None or self.style.in_link:
            self.out = self._inside(node, after=after, out=self.out)
            return
        if is_footnote_link(node):
            if node.get("role") != "doc-backlink" and "footnote-backref" not in (
                node.get("class") or ""
            ):
                self._note_mark(node)
            return
        inner = self._inside(node, in_link=True)
        before_space = " " if inner[:1].isspace() and self.out[-1:] not in ("", " ", "\n") else ""
        after_space = " " if inner[-1:].isspace() else ""
        label = text_of(node)
        if label in (address, address.removeprefix("mailto:")) and _is_autolink(address, label):
            written = f"<{label}>"
        else:
            heading = f" {escape.title(fold(node.get('title')))}" if node.get("title") else ""
            button = "{.button}" if not _BUTTONS.isdisjoint(classes(node)) else ""
            written = f"[{inner.strip()}]({escape.destination(address)}{heading}){button}"
        self.out += f"{before_space}{written}{after_space}"

    def image(self, node: Node, after: str) -> None:
        self.out += image(node, self.style)

    def code(self, node: Node, after: str) -> None:
        if any(name_of(below) in ("a", "img", "br") for below in node.iterdescendants()):
            self.out += f"<code>{self._inside(node)}</code>"
            return
        text = _SPACE.sub(" ", "".join(node.itertext()))
        if text.strip():
            written = escape.code_span(text)
            self.out += written.replace("|", "\\|") if self.style.in_cell else written
        else:
            self._text(text)

    def break_line(self, node: Node, after: str) -> None:
        self.out = self.out.rstrip(" ") + ("<br>" if self.style.one_line else "\\\n")

    def checkbox(self, node: Node, after: str) -> None:
        raise Unconvertible("input")

    def nothing(self, node: Node, after: str) -> None:
        return


def _is_autolink(address: str, label: str) -> bool:
    if address.startswith("mailto:"):
        return re.fullmatch(r"[\w.+-]+@[\w-]+(\.[\w-]+)+", label, re.ASCII) is not None
    return re.fullmatch(r"https?://[!-;=?-~]+", address) is not None and "\\" not in address


def _flanks(previous: str, first: str, last: str, after: str) -> bool:
    """Whether signs around the text open and close (CommonMark, section 6.2)."""
    opens = (
        not _is_punctuation(first)
        or not previous
        or previous.isspace()
        or _is_punctuation(previous)
    )
    closes = not _is_punctuation(last) or not after or after.isspace() or _is_punctuation(after)
    return opens and closes


def _is_punctuation(character: str) -> bool:
    return unicodedata.category(character)[0] in "PS"


_Handler = Callable[[_Writer, Node, str], None]
_HANDLERS: dict[str, _Handler] = {
    "a": _Writer.link,
    "img": _Writer.image,
    "code": _Writer.code,
    "tt": _Writer.code,
    "br": _Writer.break_line,
    "input": _Writer.checkbox,
    "meta": _Writer.nothing,
    "link": _Writer.nothing,
    "script": _Writer.nothing,
    "style": _Writer.nothing,
}
