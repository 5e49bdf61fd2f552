"""Footnotes: numbered marks, and the notes at the end with links back to every mark.

The parser is mdit-py-plugins' (Pandoc's syntax); the HTML follows the DPUB-ARIA roles.
"""

from collections.abc import Sequence
from html import escape
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin

from blog.markup.job import job_of
from blog.markup.values import Slot


def _mark(self: Any, tokens: Sequence[Token], index: int, options: Any, env: Any) -> str:
    job = job_of(env)
    number = tokens[index].meta["id"] + 1
    again = tokens[index].meta.get("subId", 0)
    identifier = f"fnref-{number}-{again + 1}" if again else f"fnref-{number}"
    href = escape(job.resolver.fragment(f"fn-{number}"))
    link = f'<a href="{href}" id="{identifier}" role="doc-noteref">{number}</a>'
    return job.inline(
        Slot(f'<sup class="footnote-ref">{link}</sup>', text=str(number), in_headings=False)
    )


def _notes_open(self: Any, tokens: Sequence[Token], index: int, options: Any, env: Any) -> str:
    label = escape(job_of(env).word("footnotes"))
    return f'<section class="footnotes" role="doc-endnotes" aria-label="{label}">\n<hr>\n<ol>\n'


def _notes_close(self: Any, tokens: Sequence[Token], index: int, options: Any, env: Any) -> str:
    return "</ol>\n</section>\n"


def _note_open(self: Any, tokens: Sequence[Token], index: int, options: Any, env: Any) -> str:
    return f'<li id="fn-{tokens[index].meta["id"] + 1}">'


def _note_close(self: Any, tokens: Sequence[Token], index: int, options: Any, env: Any) -> str:
    return "</li>\n"


def _back(self: Any, tokens: Sequence[Token], index: int, options: Any, env: Any) -> str:
    job = job_of(env)
    number = tokens[index].meta["id"] + 1
    again = tokens[index].meta.get("subId", 0)
    suffix = f"-{again + 1}" if again else ""
    href = escape(job.resolver.fragment(f"fnref-{number}{suffix}"))
    label = escape(f"{job.word('back')} ({number}{suffix})")
    # U+FE0E asks for the arrow as text; phones would show a coloured button.
    return job.inline(
        Slot(
            f' <a href="{href}" class="footnote-backref" role="doc-backlink" aria-label="{label}">'
            "↩\ufe0e</a>"
        )
    )


def install(md: MarkdownIt) -> None:
    """Add the parser for footnotes and our HTML for them."""
    md.use(footnote_plugin)
    md.add_render_rule("footnote_ref", _mark)
    md.add_render_rule("footnote_block_open", _notes_open)
    md.add_render_rule("footnote_block_close", _notes_close)
    md.add_render_rule("footnote_open", _note_open)
    md.add_render_rule("footnote_close", _note_close)
    md.add_render_rule("footnote_anchor", _back)
