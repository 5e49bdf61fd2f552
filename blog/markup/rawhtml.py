"""Typed HTML, kept within the block it was typed in.

The sanitiser reads the whole document as one, so an unclosed tag, quote or comment would swallow
everything after it. Here every piece of typed HTML is cut down to complete tags (CommonMark,
section 6.6), tags that change how a browser reads what follows are taken out, frames become slots,
and elements are balanced against the Markdown blocks around them.
"""

import html
import re
from collections.abc import Callable, Iterator

from markdown_it.common.html_re import close_tag, open_tag
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from blog.markup.embeds import frame
from blog.markup.job import Job, job_of

MAX_ELEMENTS = 60
MAX_FORMATTING = 10

_TAG = re.compile(f"(?:{open_tag}|{close_tag})")
_ATTRIBUTE = re.compile(r"\s+([a-zA-Z_:][\w:.-]*)(?:\s*=\s*([^\"'=<>`\s]+|'[^']*'|\"[^\"]*\"))?")
_NAME = re.compile(r"</?([a-zA-Z][a-zA-Z0-9-]*)")
_VOID_NAMES = "area base br col embed hr img input link meta param source track wbr"
_VOID = frozenset(_VOID_NAMES.split())
_FORMATTING_NAMES = "a b big code em font i nobr s small strike strong tt u"
_FORMATTING = frozenset(_FORMATTING_NAMES.split())
# Their content is not text to be read, or is for browsers without the feature.
_WITH_CONTENT_NAMES = (
    "script style template svg math object applet noscript noembed noframes iframe"
)
_WITH_CONTENT = frozenset(_WITH_CONTENT_NAMES.split())
_TAKEN_OUT_NAMES = (
    "textarea title xmp plaintext select option optgroup frameset frame html head body base"
)
_TAKEN_OUT = _WITH_CONTENT | frozenset(_TAKEN_OUT_NAMES.split())
_CLOSED_BY = {
    "p": {"p"},
    "li": {"li"},
    "dt": {"dt", "dd"},
    "dd": {"dt", "dd"},
    "td": {"td", "th"},
    "th": {"td", "th"},
    "tr": {"td", "th", "tr"},
    **{tag: {"td", "th", "tr", "thead", "tbody", "tfoot"} for tag in ("thead", "tbody", "tfoot")},
}


def attributes_of(tag: str) -> dict[str, str]:
    """The attributes of one complete tag, unescaped; the first of a name counts."""
    found: dict[str, str] = {}
    for name, value in _ATTRIBUTE.findall(tag):
        bare = value[1:-1] if value[:1] in ("'", '"') else value
        found.setdefault(name.lower(), html.unescape(bare))
    return found


class Balance:
    """The elements open at a point of the document, typed ones only."""

    def __init__(self, job: Job) -> None:
        self.job = job
        self.open: list[str] = []
        self.frames: list[int] = [0]
        self.inline = False

    def enter(self) -> None:
        """A Markdown container opens: what is typed inside can't close what is outside."""
        self.frames.append(len(self.open))

    def leave(self) -> str:
        """A Markdown container closes: the end tags for what was left open inside."""
        return self.close_down_to(self.frames.pop())

    def close_down_to(self, count: int) -> str:
        """End tags for all but the first `count` open elements."""
        rest, self.open[count:] = self.open[count:], []
        return "".join(f"</{name}>" for name in reversed(rest))

    def confine(self, text: str) -> str:
        """A piece of typed HTML with only complete and welcome tags left; other `<` become text."""
        return "".join(self._pieces(text))

    def _pieces(self, text: str) -> Iterator[str]:
        position = 0
        while (start := text.find("<", position)) >= 0:
            yield text[position:start]
            position, replacement = self._at(text, start)
            yield replacement
        yield text[position:]

    def _at(self, text: str, start: int) -> tuple[int, str]:
        """Where reading goes on after the `<` at `start`, and what stands for what was read."""
        if text.startswith("<!--", start):
            end = text.find("-->", start + 2)
            return (end + 3, "") if end >= 0 else (len(text), "")
        match = _TAG.match(text, start)
        if not match:
            return start + 1, "&lt;"
        tag = match[0]
        name_match = _NAME.match(tag)
        name = name_match[1].lower() if name_match else ""
        if name in _TAKEN_OUT:
            return self._take_out(text, match.end(), tag, name)
        if tag.startswith("</"):
            return match.end(), self._closed(tag, name)
        return match.end(), self._opened(tag, name)

    def _take_out(self, text: str, end: int, tag: str, name: str) -> tuple[int, str]:
        if tag.startswith("</"):
            return end, ""
        replacement = ""
        if name == "iframe":
            replacement = frame(self.job, attributes_of(tag), inline=self.inline)
        if name in _WITH_CONTENT:
            closing = _closing(name).search(text, end)
            end = closing.end() if closing else end
            if not closing and name in ("script", "style"):
                end = len(text)
        return end, replacement

    def _opened(self, tag: str, name: str) -> str:
        if name in _VOID:
            return tag
        closed = _CLOSED_BY.get(name, ())
        while self.open[self.frames[-1] :] and self.open[-1] in closed:
            self.open.pop()
        crowded = name in _FORMATTING and (
            sum(1 for each in self.open if each in _FORMATTING) >= MAX_FORMATTING
        )
        if crowded or len(self.open) >= MAX_ELEMENTS:
            return ""
        self.open.append(name)
        return tag

    def _closed(self, tag: str, name: str) -> str:
        for index in range(len(self.open) - 1, self.frames[-1] - 1, -1):
            if self.open[index] == name:
                del self.open[index:]
                return tag
        return ""


_CLOSINGS: dict[str, re.Pattern[str]] = {
    name: re.compile(rf"</{name}\s*>", re.IGNORECASE) for name in _WITH_CONTENT
}


def _closing(name: str) -> re.Pattern[str]:
    return _CLOSINGS[name]


_CONTAINERS = ("blockquote", "list_item", "dd", "dt", "container", "footnote_reference", "td", "th")
_OPENS = frozenset(f"{name}_open" for name in _CONTAINERS)
_CLOSES = frozenset(f"{name}_close" for name in _CONTAINERS)


def confine_html(state: StateCore) -> None:
    """Core rule after inline parsing: rewrites every piece of typed HTML in the token stream."""
    if "<" not in state.src:
        return
    balance = Balance(job_of(state.env))
    result: list[Token] = []
    for index, token in enumerate(state.tokens):
        if token.type in _OPENS:
            balance.enter()
        elif token.type in _CLOSES and (closing := balance.leave()):
            result.append(_html(closing))
        elif token.type == "html_block":
            balance.inline = False
            token.content = balance.confine(token.content)
        elif token.type == "inline" and token.children:
            if _is_lone_frame(token):
                state.tokens[index - 1].hidden = state.tokens[index + 1].hidden = True
            _confine_inline(balance, token)
        result.append(token)
    state.tokens = result


def _confine_inline(balance: Balance, token: Token) -> None:
    before = len(balance.open)
    children = token.children or []
    balance.inline = not _is_lone_frame(token)
    for child in children:
        if child.type == "html_inline":
            child.content = _inline(balance.confine, child.content)
    if len(balance.open) > before:
        children.append(_html(balance.close_down_to(before), "html_inline"))


def _is_lone_frame(token: Token) -> bool:
    children = token.children or []
    return "<iframe" in token.content.lower() and all(
        (child.type == "html_inline" and "iframe" in child.content[:8].lower())
        or not child.content.strip()
        for child in children
    )


def _inline(confine: Callable[[str], str], content: str) -> str:
    # Comments, processing instructions and CDATA sections end within the token and show nothing.
    return "" if content.startswith(("<!", "<?")) else confine(content)


def _html(content: str, kind: str = "html_block") -> Token:
    return Token(kind, "", 0, content=content)
