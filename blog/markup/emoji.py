"""Emoji shortcodes: `:tada:`. The names are GitHub's; unknown names stay as typed."""

import re

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline

from blog.markup.emoji_table import EMOJI

_CODE = re.compile(r":([a-z0-9_+-]{1,40}):")


def _emoji(state: StateInline, silent: bool) -> bool:
    if state.src[state.pos] != ":":
        return False
    match = _CODE.match(state.src, state.pos, state.posMax)
    character = EMOJI.get(match[1]) if match else None
    if not match or not character:
        return False
    if not silent:
        state.append_pending(character)
    state.pos = match.end()
    return True


def install(md: MarkdownIt) -> None:
    """Add the inline rule."""
    md.inline.ruler.push("emoji", _emoji)
