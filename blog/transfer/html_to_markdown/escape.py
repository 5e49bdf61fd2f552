"""Text written so that the renderer shows it as it is."""

from __future__ import annotations

import re

_PUNCTUATION = r"!\"#$%&'()*+,\-./:;<=>?@\[\\\]^_`{|}~"
_ALWAYS = re.compile(r"[`*]")
_BACKSLASH = re.compile(rf"\\(?=[{_PUNCTUATION}]|$)")
_CONTEXT = re.compile(
    r"(?P<under>(?<![^\W_])_|_(?![^\W_]))"
    r"|(?P<strike>~~)"
    r"|(?P<tag><(?=[a-zA-Z/!?]))"
    r"|(?P<entity>&(?=#?\w+;))"
    r"|(?P<scheme>(?<![a-zA-Z])https?(?=://))"
    r"|(?P<www>(?<![a-zA-Z.])www(?=\.))"
    r"|(?P<at>(?<=[\w.+-])@(?=[\w-]+\.\w))"
    r"|(?P<emoji>:(?=[\w+-]+:))"
    r"|(?P<brace>\{(?=[ \t]*(?:[#.]|(?:width|height|lang|dir|title|poster|start|cite)=)))"
    r"|(?P<note>\[(?=[\^!]))"
    r"|(?P<box>\[(?=[ xX]\]))"
    r"|(?P<close>\](?=[({\[:]))",
    re.IGNORECASE,
)
_AFTER = frozenset({"scheme", "www"})
_LINE_START = re.compile(
    r"(?m)^([ \t]*)(?:(#{1,6}(?=[ \t]|$)|[-+](?=[ \t]|$)|>|:(?=[ \t:])|~(?=[ \t])"
    r"|[-=]+(?=[ \t]*$)|--)|(\d{1,9})([.)])(?=[ \t]|$))"
)


def escape(text: str, *, in_link: bool = False, strict: bool = False) -> str:
    """Escape running text. `strict` escapes every character that could mean something anywhere."""
    if strict:
        return re.sub(r"([\\`*_{}\[\]<>$~|:!@&#])", r"\\\1", text).replace("www.", "www\\.")
    text = _BACKSLASH.sub(r"\\\\", text)
    text = _ALWAYS.sub(r"\\\g<0>", text)
    text = _CONTEXT.sub(_in_context, text)
    return re.sub(r"(?<!\\)([\[\]])", r"\\\1", text) if in_link else text


def _in_context(match: re.Match[str]) -> str:
    if match.lastgroup in _AFTER:
        return match[0] + "\\"
    return "\\~\\~" if match.lastgroup == "strike" else "\\" + match[0]


def escape_line_starts(text: str) -> str:
    """Escape what would begin a heading, a list, a quote, a definition or a rule at the start of a
    line.
    """
    return _LINE_START.sub(_at_start, text)


def _at_start(match: re.Match[str]) -> str:
    indent, sign, number, dot = match.groups()
    return f"{indent}\\{sign}" if sign else f"{indent}{number}\\{dot}"


def escape_dollars(text: str) -> str:
    """Escape dollar signs where two of them could be read as a formula."""
    return re.sub(r"(?<!\\)\$", r"\\$", text)


def title(text: str) -> str:
    """A link's or picture's title, in quotes (CommonMark, section 6.3)."""
    text = re.sub(rf"\\(?=[{_PUNCTUATION}])", r"\\\\", text)
    return '"' + re.sub(r"&(?=#?\w+;)", r"\\&", text).replace('"', '\\"') + '"'


def destination(address: str) -> str:
    """A link's destination (CommonMark, section 6.3)."""
    address = address.strip().replace(" ", "%20").replace("\\", "%5C")
    address = address.replace("<", "%3C").replace(">", "%3E")
    address = re.sub(r"[\t\n\r]", "", address)
    address = re.sub(r"&(?=#?\w+;)", r"\\&", address)
    if not address or not _is_balanced(address):
        return f"<{address}>"
    return address


def _is_balanced(address: str) -> bool:
    depth = 0
    for character in address:
        depth += (character == "(") - (character == ")")
        if depth < 0:
            return False
    return depth == 0


def code_span(text: str) -> str:
    """Text as inline code, with a fence longer than any inside it."""
    longest = max((len(run) for run in re.findall(r"`+", text)), default=0)
    fence = "`" * (longest + 1)
    pad = " " if text[:1] == "`" or text[-1:] == "`" or (text[:1] == text[-1:] == " ") else ""
    return f"{fence}{pad}{text}{pad}{fence}"


def fence(text: str, info: str = "") -> str:
    """Text as a fenced code block."""
    longest = max(
        (len(run) for run in re.findall(r"^[ \t]*(`{3,})", text, re.MULTILINE)), default=2
    )
    mark = "`" * max(3, longest + 1)
    return f"{mark}{info}\n{text}\n{mark}"
