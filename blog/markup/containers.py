"""Blocks between lines of colons: `::: note Title`, `::: figure`, `::: gallery`, `::: quote`, `:::
details`.

The opening line names one of ours, optionally followed by a title and by attributes in braces; the
block ends at a line of colons alone, at least as many. Blocks nest; any other name is text.
"""

import re

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock

from blog.markup.attributes import take_trailing

KINDS = frozenset(
    {"note", "tip", "important", "warning", "caution", "figure", "gallery", "quote", "details"}
)
_OPENING = re.compile(r"(:{3,})[ \t]*([a-z]+)(?:[ \t]+(\S.*))?$")
_CLOSING = re.compile(r"(:{3,})[ \t]*$")


def _opening(state: StateBlock, line: int) -> re.Match[str] | None:
    text = _text(state, line)
    match = _OPENING.match(text) if text.startswith(":::") else None
    return match if match and match[2] in KINDS else None


def _text(state: StateBlock, line: int) -> str:
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]].rstrip()


def _end(state: StateBlock, start: int, end: int, colons: int) -> tuple[int, bool]:
    """The line that closes the block opened at `start`, and whether there is one."""
    depth = 1
    fence = ""
    for line in range(start + 1, end):
        if state.sCount[line] < state.blkIndent and not state.isEmpty(line):
            return line, False
        text = _text(state, line)
        if text.startswith(("```", "~~~")) and (not fence or text.startswith(fence)):
            fence = "" if fence else text[:3]
        if fence or not text.startswith(":::"):
            continue
        if _opening(state, line):
            depth += 1
        elif (match := _CLOSING.match(text)) and (len(match[1]) >= colons or depth > 1):
            depth -= 1
            if depth == 0:
                return line, True
    return end, False


def _container(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    match = _opening(state, start)
    if not match or state.is_code_block(start):
        return False
    if silent:
        return True
    last, closed = _end(state, start, end, len(match[1]))
    title, attributes = take_trailing(match[3] or "")
    token = state.push("container_open", "div", 1)
    token.block = True
    token.info = match[2]
    token.meta = {"title": title.strip()}
    token.attrs.update(attributes)
    token.map = [start, last]
    old_parent, old_end = state.parentType, state.lineMax
    state.parentType, state.lineMax = "container", last
    state.md.block.tokenize(state, start + 1, last)
    state.parentType, state.lineMax = old_parent, old_end
    closing = state.push("container_close", "div", -1)
    closing.block = True
    closing.info = match[2]
    state.line = last + 1 if closed else last
    return True


def install(md: MarkdownIt) -> None:
    """Add the block rule."""
    md.block.ruler.before(
        "fence", "container", _container, {"alt": ["paragraph", "reference", "blockquote", "list"]}
    )
