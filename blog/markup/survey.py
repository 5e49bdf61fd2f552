"""What a document consists of, with the source line of each piece: for checks, not for readers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from typing import Any
from urllib.parse import unquote

from markdown_it.token import Token

from blog.markup.addresses import Resolver
from blog.markup.finish import Finisher
from blog.markup.job import Job
from blog.markup.limits import check
from blog.markup.media import is_picture, visible
from blog.markup.parser import parser
from blog.markup.rawhtml import attributes_of
from blog.markup.sanitise import sanitise

# Stands in prose for what isn't words: code, formulas, pictures.
THING = "\ufffc"
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)(?:\"[^\"]*\"|'[^']*'|[^>\"'])*>")
_WITHOUT_PROSE = re.compile(r"<(pre|code|samp|kbd)\b.*?</\1\s*>", re.IGNORECASE | re.DOTALL)
_BREAKS = ("softbreak", "hardbreak")


@dataclass(frozen=True, slots=True)
class Prose:
    """A block's words as readers see them: `kind` is paragraph, heading, cell, html or other.

    A line break of the source is one here; code, formulas and pictures are one `THING` each.
    `source` is the Markdown; `line` counts from 0.
    """

    kind: str
    text: str
    source: str
    line: int


@dataclass(frozen=True, slots=True)
class Title:
    """A heading: its level from 1 to 6, its words, and its line, from 0."""

    level: int
    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Link:
    """A link as it was typed (percent-decoded): `is_bare` where the address itself is the text."""

    address: str
    text: str
    line: int
    is_bare: bool = False


@dataclass(frozen=True, slots=True)
class Illustration:
    """A picture: `alt` is None where HTML says nothing; an empty one is meant in HTML only."""

    address: str
    alt: str | None
    line: int
    is_html: bool = False


@dataclass(frozen=True, slots=True)
class Survey:
    """Everything found in one document. `ids` are the places that a #fragment can lead to."""

    prose: tuple[Prose, ...] = ()
    headings: tuple[Title, ...] = ()
    links: tuple[Link, ...] = ()
    pictures: tuple[Illustration, ...] = ()
    ids: frozenset[str] = frozenset()
    words: int = 0


def survey(text: str, *, base_url: str, language: str = "en") -> Survey:
    """Parse a document once and say what it consists of.

    `base_url` and `language` as for `render`. Raises MarkupRefused as `render` does.
    """
    check(text)
    job = Job(Resolver(base_url, "page"), "page", {}, True, language, highlighting_seconds=0)
    env: dict[str, Any] = {"job": job}
    md = parser()
    tokens = md.parse(text, env)
    found = _Surveyor()
    found.read(tokens)
    finisher = Finisher(job, sanitise(md.renderer.render(tokens, md.options, env)))
    words = finisher.finish().words
    return Survey(
        prose=tuple(found.prose),
        headings=tuple(found.headings),
        links=tuple(found.links),
        pictures=tuple(found.pictures),
        ids=frozenset(finisher.ids) | _anchors(tokens),
        words=words,
    )


def _anchors(tokens: list[Token]) -> frozenset[str]:
    """Return the marks that footnotes make, which aren't among the document's own ids."""
    kinds = {token.type for token in tokens}
    if "footnote_open" not in kinds:
        return frozenset()
    count = sum(1 for token in tokens if token.type == "footnote_open")
    return frozenset(f"{kind}-{n + 1}" for kind in ("fn", "fnref") for n in range(count))


@dataclass
class _Surveyor:
    """Walks over the tokens and collects."""

    prose: list[Prose] = field(default_factory=list)
    headings: list[Title] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    pictures: list[Illustration] = field(default_factory=list)

    def read(self, tokens: list[Token]) -> None:
        """Collect from every block."""
        before: Token | None = None
        for token in tokens:
            if token.type == "inline":
                self._inline(token, before)
            elif token.type == "html_block":
                line = token.map[0] if token.map else 0
                self._html(token.content, line)
            before = token

    def _inline(self, token: Token, before: Token | None) -> None:
        first = token.map[0] if token.map else 0
        walk = _Inline(first, self)
        for child in token.children or []:
            walk.take(child)
        text = "".join(walk.text)
        kind = _kind(before)
        self.prose.append(Prose(kind, text, token.content, first))
        if before is not None and kind == "heading":
            self.headings.append(Title(int(before.tag[1]), _folded(text), first))

    def _html(self, html: str, line: int) -> None:
        """Collect from a block of typed HTML; its words lie between the tags."""
        walk = _Inline(line, self)
        start: int | None = None
        for piece, tag in _pieces(_WITHOUT_PROSE.sub(_blank, html)):
            walk.say(unescape(piece))
            if tag is None:
                continue
            walk.tag(tag[0])
            if not re.fullmatch(r"[hH][1-6]", tag[2]):
                continue
            if tag[1] and start is not None:
                words = _folded("".join(walk.text[start:]))
                self.headings.append(Title(int(tag[2][1]), words, line))
            start = None if tag[1] else len(walk.text)
        text = "".join(walk.text)
        if text.strip():
            self.prose.append(Prose("html", text, html, line))


class _Inline:
    """The inside of one block: its words, its links, its pictures."""

    def __init__(self, line: int, found: _Surveyor) -> None:
        self.line = line
        self.found = found
        self.text: list[str] = []
        self.link: tuple[str, int, int, bool] | None = None

    def say(self, text: str) -> None:
        """Take words; their line breaks are the source's."""
        self.text.append(text)
        self.line += text.count("\n")

    def take(self, token: Token) -> None:
        """Take one inline token."""
        if token.type in ("text", "text_special"):
            self.text.append(token.content)
        elif token.type in _BREAKS:
            self.say("\n")
        elif token.type == "link_open":
            self.open(str(token.attrGet("href") or ""), is_bare=token.info == "auto")
        elif token.type == "link_close":
            self.close()
        elif token.type == "image":
            self.picture(str(token.attrGet("src") or ""), visible(token.children or []))
        elif token.type == "html_inline":
            self.tag(token.content)
        elif token.content:
            self.text.append(THING)

    def open(self, address: str, *, is_bare: bool = False) -> None:
        """A link begins."""
        self.link = (unquote(address), self.line, len(self.text), is_bare)

    def close(self) -> None:
        """A link ends."""
        if self.link is not None:
            address, line, start, is_bare = self.link
            words = _folded("".join(self.text[start:]))
            self.found.links.append(Link(address, words, line, is_bare))
            self.link = None

    def picture(self, address: str, alt: str | None, *, is_html: bool = False) -> None:
        """A picture stands here."""
        self.text.append(THING)
        if is_picture(address):
            shown = Illustration(unquote(address), alt, self.line, is_html)
            self.found.pictures.append(shown)

    def tag(self, html: str) -> None:
        """A typed tag, where it is one of a link or a picture."""
        match = _TAG.match(html)
        name = match[2].lower() if match else ""
        attributes = attributes_of(html) if match and not match[1] else {}
        if name == "a" and match and match[1]:
            self.close()
        elif name == "a" and "href" in attributes:
            self.open(attributes["href"])
        elif name == "img":
            self.picture(attributes.get("src", ""), attributes.get("alt"), is_html=True)


def _kind(before: Token | None) -> str:
    opened = before.type if before is not None else ""
    if opened == "paragraph_open":
        return "paragraph"
    if opened == "heading_open":
        return "heading"
    return "cell" if opened in ("td_open", "th_open") else "other"


def _pieces(html: str) -> Iterator[tuple[str, re.Match[str] | None]]:
    """Yield each piece of text with the tag after it."""
    position = 0
    for match in _TAG.finditer(html):
        yield html[position : match.start()], match
        position = match.end()
    yield html[position:], None


def _blank(match: re.Match[str]) -> str:
    return THING + "\n" * match[0].count("\n")


def _folded(text: str) -> str:
    return " ".join(text.split())
