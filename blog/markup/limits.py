"""Structural limits: what is refused before any work is done on it.

Markdown parsers are linear on what people write and worse on what attackers write. The limits bound
the parts that are not linear: the text handed to the inline parser at once, and the depth of
nesting.
"""

import re

from markdown_it.rules_core import StateCore

MAX_DOCUMENT_BYTES = 200_000
MAX_PARAGRAPH = 20_000
MAX_NESTING = 10
MAX_BRACKETS = 20_000

_MARKER = r"(?:>|[-+*](?=[ \t]|$)|\d{1,9}[.)](?=[ \t]|$))"
_PREFIX = re.compile(rf"[ \t]*(?:{_MARKER}[ \t]*)*+")
_ONE_MARKER = re.compile(_MARKER)
_RULE_LINE = re.compile(r"[ \t]*([-*_])[ \t]*(?:\1[ \t]*){2,}$")
_FENCE = re.compile(r"(`{3,}|~{3,})")
_STARTS_BLOCK = re.compile(r"[#|<]|:::|`{3}|~{3}|\$\$")


class MarkupRefused(ValueError):
    """The document breaks a structural limit. The message is a sentence for its author."""


def check(text: str) -> None:
    """Refuse a document that would take too long: raises MarkupRefused with a sentence for the
    author.

    Looks at the size in UTF-8 bytes, at the length of paragraphs in characters and at nested quotes
    and lists, in one pass over the lines and without parsing.
    """
    size = len(text.encode("utf-8", "surrogatepass"))
    if size > MAX_DOCUMENT_BYTES:
        raise MarkupRefused(
            f"This text is {size // 1000} kB long and the limit is "
            f"{MAX_DOCUMENT_BYTES // 1000} kB. Split it into several posts."
        )
    if text.count("[") > MAX_BRACKETS:
        raise MarkupRefused(
            f"This text has more than {MAX_BRACKETS} opening square brackets. "
            "Take out some of them."
        )
    fence = ""
    run = 0
    for number, line in enumerate(text.splitlines(), 1):
        prefix = _PREFIX.match(line)
        start = prefix.end() if prefix else 0
        fence, was_code = _follow_fence(fence, line, start)
        if was_code:
            run = 0
            continue
        _check_depth(line, start, number)
        run = _paragraph_length(run, line, start)
        if run > MAX_PARAGRAPH:
            raise _too_long(number)


def _follow_fence(fence: str, line: str, start: int) -> tuple[str, bool]:
    """The open code fence after this line, and whether the line is inside one or opens one."""
    match = _FENCE.match(line, start)
    if not fence:
        return (match[1], True) if match else ("", False)
    if match and match[1].startswith(fence) and not line[match.end() :].strip():
        return "", True
    return fence, True


def _check_depth(line: str, start: int, number: int) -> None:
    if start <= MAX_NESTING or _RULE_LINE.match(line):
        return
    depth = len(_ONE_MARKER.findall(line[:start]))
    indent = len(line) - len(line.lstrip(" "))
    if depth > MAX_NESTING or (depth and indent > 8 * MAX_NESTING):
        raise too_deep(number)


def _paragraph_length(run: int, line: str, start: int) -> int:
    content = line[start:]
    if not content.strip():
        return 0
    if run < 0:
        return run
    if content.startswith("<") and not run:
        return -1
    if _STARTS_BLOCK.match(content) or line[:start].rstrip(" \t>"):
        return len(content)
    return run + len(content)


def _too_long(line: int) -> MarkupRefused:
    return MarkupRefused(
        f"The paragraph at line {line} is longer than {MAX_PARAGRAPH} characters. "
        "Divide it with an empty line."
    )


def too_deep(line: int) -> MarkupRefused:
    """The refusal of quotes, lists or containers nested more than MAX_NESTING deep at a line."""
    return MarkupRefused(
        f"Quotes, lists or ::: blocks at line {line} are nested more than {MAX_NESTING} deep. "
        "Take out some of the levels."
    )


def enforce(state: StateCore) -> None:
    """Core rule between block and inline parsing: the same limits on the parsed blocks."""
    depth = 0
    for token in state.tokens:
        line = token.map[0] + 1 if token.map else 1
        if token.type == "inline":
            if len(token.content) > MAX_PARAGRAPH:
                raise _too_long(line)
        elif token.type not in _LEAVES:
            depth += token.nesting
            if depth > MAX_NESTING:
                raise too_deep(line)


_LEAVES = frozenset(
    {
        f"{name}_{end}"
        for name in (
            *("paragraph", "heading", "list_item", "table", "thead", "tbody", "tr", "th", "td"),
            *("dt", "dd"),
        )
        for end in ("open", "close")
    }
)
