"""Fenced code: Pygments classes, a title, highlighted lines; mermaid diagrams pass through."""

import logging
import re
import time
from collections.abc import Iterable
from functools import lru_cache
from html import escape

from pygments.lexer import Lexer
from pygments.lexers import get_lexer_by_name
from pygments.token import STANDARD_TYPES, Token, _TokenType
from pygments.util import ClassNotFound

from blog.markup.job import Job
from blog.markup.values import Slot

logger = logging.getLogger(__name__)

MAX_HIGHLIGHTED = 50_000
_UNREADABLE = re.compile(r"[^\n]{1000}|\n{50}|[ \t]{200}")
_TITLE = re.compile(r'\btitle=(?:"([^"]*)"|(\S+))')
_LINES = re.compile(r"\{\s*(\d{1,5}(?:-\d{1,5})?(?:\s*,\s*\d{1,5}(?:-\d{1,5})?)*)\s*\}")
_LANGUAGE = re.compile(r"[\w+#.-]{1,40}")


def code_block(job: Job, source: str, info: str) -> str:
    """The placeholder for fenced code; `info` is like `python title="x.py" {1,3-5}`."""
    language = _language(info)
    if language == "mermaid":
        return job.block(_diagram(job, source))
    title = _TITLE.search(info)
    name = (title[1] or title[2] or "") if title else ""
    plain = job.target == "feed"
    lines = frozenset() if plain else highlighted_lines(info)
    inner = escape(source, quote=False) if plain else highlighted(job, source, language, lines)
    label = f' class="language-{escape(language)}"' if language else ""
    # A block that scrolls sideways must be reachable by keyboard.
    focus = "" if plain else ' tabindex="0"'
    pre = f"<pre{focus}><code{label}>{inner}</code></pre>"
    caption = f"<figcaption>{escape(name)}</figcaption>" if name else ""
    html = f'<figure class="code">{caption}{pre}</figure>' if name else pre
    return job.block(Slot(html, text=escape(f"{name}\n{source}".strip("\n"), quote=False)))


def _diagram(job: Job, source: str) -> Slot:
    text = escape(source, quote=False)
    if job.target == "feed":
        return Slot(f'<pre><code class="language-mermaid">{text}</code></pre>', text=text)
    return Slot(f'<pre class="mermaid">{text}</pre>', text=text)


def _language(info: str) -> str:
    match = _LANGUAGE.match(info.lstrip("{. "))
    if not match or match[0].startswith("title="):
        return ""
    return match[0].lower()


def highlighted_lines(info: str) -> frozenset[int]:
    """The line numbers, from 1, that `{1,3-5}` names; at most 1000 of a range."""
    match = _LINES.search(info)
    numbers: set[int] = set()
    for part in match[1].split(",") if match else ():
        first, _, last = part.partition("-")
        numbers.update(range(int(first), min(int(last or first), int(first) + 1000) + 1))
    return frozenset(numbers)


@lru_cache(maxsize=64)
def _lexer(language: str) -> Lexer | None:
    try:
        return get_lexer_by_name(language, stripnl=False, ensurenl=False)
    except ClassNotFound:
        return None


@lru_cache(maxsize=1024)
def _class(kind: _TokenType) -> str:
    while kind is not Token and kind not in STANDARD_TYPES and kind.parent is not None:
        kind = kind.parent
    return STANDARD_TYPES.get(kind, "")


def highlighted(job: Job, source: str, language: str, lines: frozenset[int] = frozenset()) -> str:
    """Code as HTML with Pygments' short class names; `lines` are wrapped in `<span class="hll">`.

    Plain where the language is unknown (it is never guessed) or the code is out of the ordinary.
    """
    spans = _merged(_kinds(job, source, language) or [("", source)])
    if not lines:
        return "".join(_span(name, text) for name, text in spans)
    return _with_lines(spans, lines)


def _kinds(job: Job, source: str, language: str) -> list[tuple[str, str]]:
    """The code in pieces with their classes; nothing where a lexer would take too long.

    Many lexers are quadratic on long lines and long gaps, which no code to be read has. The time a
    document may take for the rest is bounded too.
    """
    lexer = _lexer(language) if language else None
    if lexer is None or len(source) > MAX_HIGHLIGHTED or _UNREADABLE.search(source):
        return []
    start = time.monotonic()
    found: list[tuple[str, str]] = []
    try:
        for kind, text in lexer.get_tokens(source):
            found.append((_class(kind), text))
            if time.monotonic() - start > job.highlighting_seconds:
                return []
    except Exception:
        logger.warning("code in %s could not be highlighted", language, exc_info=True)
        return []
    finally:
        job.highlighting_seconds -= time.monotonic() - start
    return found


def _merged(spans: Iterable[tuple[str, str]]) -> Iterable[tuple[str, str]]:
    name, parts = "", list[str]()
    for next_name, text in spans:
        if next_name != name and parts:
            yield name, "".join(parts)
            parts = []
        name = next_name
        parts.append(text)
    if parts:
        yield name, "".join(parts)


def _span(name: str, text: str) -> str:
    text = escape(text, quote=False)
    return f'<span class="{name}">{text}</span>' if name and name != "w" else text


def _with_lines(spans: Iterable[tuple[str, str]], lines: frozenset[int]) -> str:
    rows: list[list[str]] = [[]]
    for name, text in spans:
        for number, part in enumerate(text.split("\n")):
            if number:
                rows.append([])
            if part:
                rows[-1].append(_span(name, part))
    last = len(rows) - 1
    out = []
    for number, row in enumerate(rows):
        line = "".join(row) + ("\n" if number < last else "")
        marked = number + 1 in lines and line
        out.append(f'<span class="hll">{line}</span>' if marked else line)
    return "".join(out)
