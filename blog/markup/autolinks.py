"""Bare addresses become links as GFM says (GFM spec, section 6.9): http, https, www. and e-mail.

One rule, which the text scanner stops for only where such an address can begin.
"""

import re
from html import unescape

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline

from blog.markup.github import short_name

_START = re.compile(r"(?:https?://|www\.)", re.IGNORECASE)
_DOMAIN = re.compile(r"(?:[^\W_]|[_-])+(?:\.(?:[^\W_]|[_-])+)*")
_REST = re.compile(r"[^\s<]*")
_ENTITY = re.compile(r"&[a-zA-Z0-9]{1,31};$")
_REFERENCE = re.compile(r"&#?[a-zA-Z0-9]{1,31};")
_EMAIL_END = re.compile(r"@([A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)+)")
_LOCAL = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.+-_")
_BEFORE = frozenset(" \t\n*_~(")
_TRAILING = frozenset("?!.,:*_~'\"")


def _address(state: StateInline, silent: bool) -> bool:
    start = state.pos
    if state.src[start] not in "hHwW" or state.linkLevel > 0:
        return False
    opening = _START.match(state.src, start, state.posMax)
    if not opening or (start and state.src[start - 1] not in _BEFORE):
        return False
    domain = _DOMAIN.match(state.src, opening.end(), state.posMax)
    if not domain or "_" in "".join(domain[0].split(".")[-2:]):
        return False
    if opening[0].lower() == "www." and "." not in domain[0]:
        return False
    rest = _REST.match(state.src, domain.end(), state.posMax)
    text = trimmed(state.src[start : rest.end() if rest else domain.end()])
    href = text if opening[0][0] in "hH" else f"http://{text}"
    return _push(state, silent, href, text)


def _push(state: StateInline, silent: bool, href: str, text: str) -> bool:
    href = state.md.normalizeLink(_decoded(href))
    if not state.md.validateLink(href):
        return False
    state.pos += len(text)
    if silent:
        return True
    opening = state.push("link_open", "a", 1)
    opening.attrs = {"href": href}
    opening.markup, opening.info = "bare", "auto"
    state.push("text", "", 0).content = short_name(text) or _decoded(text)
    closing = state.push("link_close", "a", -1)
    closing.markup, closing.info = "bare", "auto"
    return True


def _decoded(address: str) -> str:
    return _REFERENCE.sub(lambda match: unescape(match[0]), address)


def trimmed(address: str) -> str:
    """An address without what belongs to the sentence: punctuation, unbalanced parentheses."""
    surplus = address.count(")") - address.count("(")
    end = len(address)
    while end:
        last = address[end - 1]
        if last == ")" and surplus > 0:
            surplus -= 1
        elif last == ";" and (match := _ENTITY.search(address, max(0, end - 33), end)):
            end = match.start() + 1
        elif last not in _TRAILING:
            break
        end -= 1
    return address[:end]


def _email(state: StateInline, silent: bool) -> bool:
    if state.src[state.pos] != "@" or silent or state.linkLevel > 0:
        return False
    match = _EMAIL_END.match(state.src, state.pos, state.posMax)
    if not match or match[1][-1] in "-_":
        return False
    start = len(state.pending)
    while start and state.pending[start - 1] in _LOCAL:
        start -= 1
    local = state.pending[start:]
    if not local or state.src[state.pos - len(local) : state.pos] != local:
        return False
    protocol = "mailto:" if state.pending[:start].endswith("mailto:") else ""
    start -= len(protocol)
    before = state.pos - len(local) - len(protocol)
    if before and state.src[before - 1] not in _BEFORE:
        return False
    state.pending = state.pending[:start]
    state.pos = before
    address = local + match[0]
    return _push(state, silent, f"mailto:{address}", protocol + address)


def install(md: MarkdownIt) -> None:
    """Add the rules, and let the text scanner stop where an address can begin."""
    characters = md.inline.terminator_re.pattern
    md.inline.terminator_re = re.compile(
        rf"{characters}|[hH](?=[tT]{{2}}[pP][sS]?://)|[wW](?=[wW]{{2}}\.)"
    )
    md.inline.ruler.after("text", "bare_address", _address)
    md.inline.ruler.push("bare_email", _email)
