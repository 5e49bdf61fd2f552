"""Where each block of the HTML comes from: a mark with its source line, for an editor's preview.

A mark is an empty element before the block. Whoever shows the HTML takes the marks out again, so
that it looks like the page, which has none.
"""

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from blog.markup.job import job_of
from blog.markup.tree import html
from blog.markup.values import Slot


def mark_lines(state: StateCore) -> None:
    """Core rule, the last: put a mark before every outermost block that knows its line."""
    job = job_of(state.env)
    if not job.lines:
        return
    marked: list[Token] = []
    depth = 0
    for token in state.tokens:
        if not depth and token.nesting >= 0 and token.map:
            slot = Slot(f'<span data-line="{token.map[0]}"></span>')
            marked.append(html(job.block(slot)))
        marked.append(token)
        depth += token.nesting
    state.tokens = marked


def install(md: MarkdownIt) -> None:
    """Add the rule; every rule that moves blocks must run before it."""
    md.core.ruler.push("lines", mark_lines)
