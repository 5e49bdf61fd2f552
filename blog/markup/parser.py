"""The Markdown parser: CommonMark with GFM's and our own constructs, one instance per process."""

from collections.abc import Sequence
from functools import cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.deflist import deflist_plugin

from blog.markup import (
    attributes,
    autolinks,
    callouts,
    containers,
    embeds,
    emoji,
    figures,
    footnotes,
    limits,
    lines,
    mathematics,
    media,
    rawhtml,
    tables,
)
from blog.markup.code import code_block
from blog.markup.job import job_of
from blog.markup.values import Slot


@cache
def parser() -> MarkdownIt:
    """The configured parser. It holds no state of a document and is built once."""
    # Deeper nesting is refused by limits.enforce; the parser's own limit would drop text silently.
    md = MarkdownIt("commonmark", {"maxNesting": 32, "xhtmlOut": False})
    md.enable(["table", "strikethrough"])
    md.use(deflist_plugin)
    mathematics.install(md)
    containers.install(md)
    attributes.install(md)
    footnotes.install(md)
    autolinks.install(md)
    emoji.install(md)
    callouts.install(md)
    tables.install(md)
    md.core.ruler.before("inline", "limits", limits.enforce)
    figures.install(md)
    embeds.install(md)
    md.core.ruler.push("confine_html", rawhtml.confine_html)
    lines.install(md)
    _install_renderers(md)
    return md


def _install_renderers(md: MarkdownIt) -> None:
    md.add_render_rule("image", media.image)
    md.add_render_rule("fence", _fence)
    md.add_render_rule("code_block", _code_block)
    md.add_render_rule("math_inline", _math_inline)
    md.add_render_rule("math_block", _math_block)
    md.add_render_rule("finished", _finished)
    md.add_render_rule("paragraph_open", _paragraph_open)
    md.add_render_rule("s_open", lambda self, tokens, index, options, env: "<del>")
    md.add_render_rule("s_close", lambda self, tokens, index, options, env: "</del>")


def _fence(self: Any, tokens: Sequence[Token], index: int, options: Any, env: Any) -> str:
    return code_block(job_of(env), tokens[index].content, tokens[index].info) + "\n"


def _code_block(self: Any, tokens: Sequence[Token], index: int, options: Any, env: Any) -> str:
    return code_block(job_of(env), tokens[index].content, "") + "\n"


def _math_inline(self: Any, tokens: Sequence[Token], index: int, options: Any, env: Any) -> str:
    return mathematics.formula(job_of(env), tokens[index].content, display=False)


def _math_block(self: Any, tokens: Sequence[Token], index: int, options: Any, env: Any) -> str:
    return mathematics.formula(job_of(env), tokens[index].content, display=True) + "\n"


def _finished(self: Any, tokens: Sequence[Token], index: int, options: Any, env: Any) -> str:
    return tokens[index].content


def _paragraph_open(self: Any, tokens: Sequence[Token], index: int, options: Any, env: Any) -> str:
    token = tokens[index]
    html: str = self.renderToken(tokens, index, options, env)
    if token.meta.get("dash"):
        return html + job_of(env).inline(Slot("— "))
    return html
