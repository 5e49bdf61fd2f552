"""Callouts, pull quotes and folded details: quotes and containers that say what kind of aside they
are.

`> [!NOTE]` with an optional own title, or `::: note Title`. A pull quote is `::: quote`, or a
blockquote with `{.pull}` on the line before it; a last line `-- who` names its source.
"""

import re
from html import escape

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from blog.markup.job import Job, job_of
from blog.markup.tree import closing_index, html, paragraph, set_tag
from blog.markup.values import Slot

KINDS = ("note", "tip", "important", "warning", "caution")
_MARK = re.compile(r"\[!(" + "|".join(KINDS) + r")\][ \t]*([^\n]*)(?:\n|$)", re.IGNORECASE)
_SOURCE = re.compile(r"(?:^|\n)(?:--|—)[ \t]*([^\n]+)$")


def asides(state: StateCore) -> None:
    """Core rule before inline parsing: turns blockquotes and containers into asides."""
    job = job_of(state.env)
    index = 0
    while index < len(state.tokens):
        token = state.tokens[index]
        if token.type == "blockquote_open":
            _quote(state.tokens, index, job)
        elif token.type == "container_open" and token.info in KINDS:
            title = token.meta["title"]
            _callout(
                state.tokens, index, closing_index(state.tokens, index), token.info, title, job
            )
        elif token.type == "container_open" and token.info == "details":
            _details(state.tokens, index, job)
        elif token.type == "container_open" and token.info == "quote":
            _pull_quote(state.tokens, index, closing_index(state.tokens, index))
        index += 1


def _quote(tokens: list[Token], index: int, job: Job) -> None:
    if "pull" in str(tokens[index].attrGet("class") or "").split():
        _pull_quote(tokens, index, closing_index(tokens, index))
        return
    if index + 2 >= len(tokens) or tokens[index + 1].type != "paragraph_open":
        return
    inline = tokens[index + 2]
    match = _MARK.match(inline.content)
    if not match:
        return
    inline.content = inline.content[match.end() :]
    if not inline.content:
        del tokens[index + 1 : index + 4]
    _callout(tokens, index, closing_index(tokens, index), match[1].lower(), match[2].strip(), job)


def _callout(tokens: list[Token], index: int, end: int, kind: str, title: str, job: Job) -> None:
    opening = tokens[index]
    page = job.target == "page"
    # A feed reader has no style sheet of ours: a quote with a bold title still reads as an aside.
    set_tag(opening, tokens[end], "div" if page else "blockquote", f"callout callout-{kind}")
    if page:
        opening.attrSet("role", "note")
    if title:
        head = paragraph(title if page else f"**{title}**", opening)
    else:
        word = escape(job.word(kind))
        slot = Slot(word if page else f"<strong>{word}</strong>")
        head = [html(f'<p class="callout-title">{job.inline(slot)}</p>\n')]
    if title:
        head[0].attrSet("class", "callout-title")
    tokens[index + 1 : index + 1] = head


def _details(tokens: list[Token], index: int, job: Job) -> None:
    opening = tokens[index]
    set_tag(opening, tokens[closing_index(tokens, index)], "details")
    title = opening.meta["title"]
    if title:
        head = paragraph(title, opening, "summary")
    else:
        head = [html(f"<summary>{job.inline(Slot(escape(job.word('details'))))}</summary>\n")]
    tokens[index + 1 : index + 1] = head


def _pull_quote(tokens: list[Token], index: int, end: int) -> None:
    """A figure that holds the quote, with its source as the caption."""
    opening, closing = tokens[index], tokens[end]
    set_tag(opening, closing, "figure", "quote")
    caption: list[Token] = []
    if tokens[end - 1].type == "paragraph_close" and (
        match := _SOURCE.search(tokens[end - 2].content)
    ):
        tokens[end - 2].content = tokens[end - 2].content[: match.start()]
        if not tokens[end - 2].content.strip():
            del tokens[end - 3 : end]
        caption = paragraph(match[1].strip(), opening, "figcaption")
        caption[0].meta = {"dash": True}
    end = closing_index(tokens, index)
    tokens[end:end] = [Token("quote_close", "blockquote", -1, block=True), *caption]
    tokens[index + 1 : index + 1] = [Token("quote_open", "blockquote", 1, block=True)]


def install(md: MarkdownIt) -> None:
    """Add the rule; it must run before inline parsing."""
    md.core.ruler.before("inline", "asides", asides)
