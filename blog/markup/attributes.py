"""Attributes in braces: `{#id .class key=value}` after an image, a link, code, a heading, or on the
line before a block.

Only this grammar with these keys is read as attributes; any other brace stays text, so that
templates, shortcodes and mathematics in prose come out as typed.
"""

import re

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

_ITEM = (
    r"(?:#[\w:.-]+|\.[a-zA-Z][\w-]*"
    r'|(?:width|height|lang|dir|title|poster|start|cite|credit|licence)=(?:"[^"{}\n]*"|[\w%:./-]+))'
)
_BRACES = rf"\{{[ \t]*({_ITEM}(?:[ \t]+{_ITEM})*)[ \t]*\}}"
INLINE = re.compile(_BRACES)
_TRAILING = re.compile(rf"(?:^|[ \t]+){_BRACES}[ \t]*$")
_LINE = re.compile(rf"{_BRACES}[ \t]*$")
_EACH = re.compile(_ITEM)
_AFTER = frozenset({"image", "code_inline", "link_close", "span_close"})
_BLOCKS = frozenset(
    {"paragraph_open", "heading_open", "blockquote_open", "table_open", "fence", "code_block"}
)
_LISTS = frozenset(
    {"bullet_list_open", "ordered_list_open", "dl_open", "container_open", "math_block"}
)


def read(items: str) -> dict[str, str]:
    """The attributes written between braces; classes are joined by spaces."""
    found: dict[str, str] = {}
    for item in _EACH.findall(items):
        if item[0] == "#":
            found["id"] = item[1:]
        elif item[0] == ".":
            found["class"] = f"{found.get('class', '')} {item[1:]}".strip()
        else:
            key, _, value = item.partition("=")
            found[key] = value.strip('"')
    return found


def take_trailing(text: str) -> tuple[str, dict[str, str]]:
    """A line without the attributes at its end, and these."""
    if not text.rstrip().endswith("}"):
        return text, {}
    match = _TRAILING.search(text)
    return (text[: match.start()], read(match[1])) if match else (text, {})


def add(token: Token, attributes: dict[str, str]) -> None:
    """Put attributes on a token; classes are added to those it has."""
    for key, value in attributes.items():
        if key == "class":
            token.attrJoin("class", value)
        else:
            token.attrSet(key, value)


def _after_inline(state: StateInline, silent: bool) -> bool:
    if state.src[state.pos] != "{" or state.pending or not state.tokens:
        return False
    token = state.tokens[-1]
    if token.type not in _AFTER:
        return False
    match = INLINE.match(state.src, state.pos, state.posMax)
    if not match:
        return False
    if not silent:
        add(_opening(state.tokens), read(match[1]))
    state.pos = match.end()
    return True


def _opening(tokens: list[Token]) -> Token:
    level = 0
    for token in reversed(tokens):
        level += token.nesting
        if level == 0:
            return token
    return tokens[-1]


def _line_before_block(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    position = state.bMarks[start] + state.tShift[start]
    if state.src[position : position + 1] != "{" or state.is_code_block(start):
        return False
    match = _LINE.match(state.src, position, state.eMarks[start])
    # Without a block right below there is nothing to carry the attributes: the braces are text.
    if not match or start + 1 >= end or state.isEmpty(start + 1):
        return False
    if state.sCount[start + 1] < state.blkIndent:
        return False
    if not silent:
        state.line = start + 1
        token = state.push("block_attributes", "", 0)
        token.meta = {"attributes": read(match[1])}
        token.hidden = True
    return True


def attach(state: StateCore) -> None:
    """Core rule before inline parsing: gives blocks the attributes written for them."""
    waiting: dict[str, str] = {}
    for index, token in enumerate(state.tokens):
        if token.type == "block_attributes":
            waiting = {**waiting, **token.meta["attributes"]}
            continue
        if waiting and (token.type in _BLOCKS or token.type in _LISTS):
            add(token, waiting)
        waiting = {}
        if token.type == "heading_open":
            inline = state.tokens[index + 1]
            inline.content, found = take_trailing(inline.content)
            add(token, found)


def install(md: MarkdownIt) -> None:
    """Add the attribute rules."""
    md.inline.ruler.push("attributes", _after_inline)
    md.block.ruler.before("fence", "block_attributes", _line_before_block)
    md.core.ruler.after("block", "attributes", attach)
    md.add_render_rule("block_attributes", lambda self, tokens, index, options, env: "")
