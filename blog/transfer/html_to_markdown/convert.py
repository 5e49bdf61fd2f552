"""HTML to Markdown that renders to the same text, pictures and links, checked by rendering it."""

from __future__ import annotations

import copy
import re
from dataclasses import dataclass

from lxml import html as lxml_html

from blog import markup
from blog.transfer.html_to_markdown.blocks import Parts, convert_group, groups
from blog.transfer.html_to_markdown.facts import Facts, facts_of
from blog.transfer.html_to_markdown.generators import simplify
from blog.transfer.html_to_markdown.inline import contents
from blog.transfer.html_to_markdown.keep import as_html
from blog.transfer.html_to_markdown.style import Style, Unconvertible
from blog.transfer.html_to_markdown.tree import Node, fold, name_of, parse_rendered, text_of

# Raised when the same source would come out differently, so that importing again converts again.
CONVERTER_VERSION = 2
_NOTE_MARK = re.compile(r"(?<!\\)\[\^([\w-]+)\]")


@dataclass(frozen=True)
class Conversion:
    """The Markdown, how many characters of visible text there are, and how many of them stayed
    HTML.
    """

    markdown: str
    characters: int
    kept_characters: int
    kept: tuple[str, ...]
    is_whole: bool = True


@dataclass
class _Block:
    group: Node | Parts
    text: str = ""
    is_html: bool = False


def convert(root: Node, *, base_url: str) -> Conversion:
    """Convert a repaired tree to Markdown.

    `base_url` is the absolute address the document will have here. Each block that has no
    Markdown, or would lose something, stays HTML; so does the whole where the sum of its blocks
    isn't the same, which `is_whole` False tells.
    """
    expected = facts_of(root, base_url)
    tree = copy.deepcopy(root)
    simplify(tree)
    blocks = [_Block(group) for group in groups(contents(tree))]
    _write(blocks)
    if not _is_same(expected, _joined(blocks), base_url):
        _repair(blocks, base_url)
        if not _is_same(expected, _joined(blocks), base_url):
            return _all_html(blocks, expected)
    return _result(blocks, expected)


def _write(blocks: list[_Block]) -> None:
    before = ""
    for block in blocks:
        name = "" if isinstance(block.group, list) else name_of(block.group)
        block.text, block.is_html = _markdown(block.group, Style(), before == name), False
        if not block.text and _has_content(block.group):
            block.text, block.is_html = as_html(block.group), True
        before = name if not block.is_html else ""


def _markdown(group: Node | Parts, style: Style, alternate: bool) -> str:
    """The block's Markdown; empty where it has none. Works on a copy: converting takes things
    apart.
    """
    try:
        return convert_group(copy.deepcopy(group), style, alternate=alternate)
    except (Unconvertible, RecursionError):
        return ""


def _has_content(group: Node | Parts) -> bool:
    found = _facts(group, "https://example.org/", notes=True)
    return bool(found.text or found.images or found.media or found.ids)


def _joined(blocks: list[_Block]) -> str:
    return "\n\n".join(block.text for block in blocks if block.text)


def _is_same(expected: Facts, markdown: str, base_url: str) -> bool:
    try:
        rendered = markup.render(markdown, base_url=base_url).html
    except markup.MarkupRefused:
        return False
    return expected.same_as(facts_of(parse_rendered(rendered), base_url))


def _repair(blocks: list[_Block], base_url: str) -> None:
    """Find the blocks that don't survive, and write them with every sign escaped, or as HTML."""
    for block in blocks:
        if block.is_html or (
            not isinstance(block.group, list) and block.group.get("data-as") == "footnotes"
        ):
            continue
        expected = _facts(block.group, base_url)
        if _survives(expected, block.text, base_url):
            continue
        strict = _markdown(block.group, Style(strict=True), False)
        if strict and _survives(expected, strict, base_url):
            block.text = strict
        else:
            block.text, block.is_html = as_html(block.group), True


def _survives(expected: Facts, markdown: str, base_url: str) -> bool:
    labels = dict.fromkeys(_NOTE_MARK.findall(markdown))
    markdown += "".join(f"\n\n[^{label}]: x" for label in labels)
    try:
        rendered = parse_rendered(markup.render(markdown, base_url=base_url).html)
    except markup.MarkupRefused:
        return False
    return expected.same_as(facts_of(rendered, base_url, notes=False))


def _facts(group: Node | Parts, base_url: str, *, notes: bool = False) -> Facts:
    holder: Node = lxml_html.Element("div")
    for part in group if isinstance(group, list) else [group]:
        if isinstance(part, str):
            if len(holder):
                holder[-1].tail = (holder[-1].tail or "") + part
            else:
                holder.text = (holder.text or "") + part
        else:
            child = copy.deepcopy(part)
            child.tail = None
            holder.append(child)
    return facts_of(holder, base_url, notes=notes)


def _all_html(blocks: list[_Block], expected: Facts) -> Conversion:
    text = "\n\n".join(as_html(block.group) for block in blocks)
    size = len(expected.text)
    return Conversion(text, size, size, ("everything",), is_whole=False)


def _result(blocks: list[_Block], expected: Facts) -> Conversion:
    kept = [block for block in blocks if block.is_html]
    return Conversion(
        markdown=_joined(blocks),
        characters=len(expected.text),
        kept_characters=sum(len(_shown(block.group)) for block in kept),
        kept=tuple("text" if isinstance(b.group, list) else name_of(b.group) for b in kept),
    )


def _shown(group: Node | Parts) -> str:
    if isinstance(group, list):
        return " ".join(fold(part) if isinstance(part, str) else text_of(part) for part in group)
    return text_of(group)
