"""The last pass: over the sanitised HTML, tag by tag.

The sanitiser's output is regular (quoted attributes, no `<` outside tags), so one expression reads
it. Here addresses are written for page or feed, images get their facts, headings their ids, slots
their content, and the text, links and images are collected.
"""

import html as html_module
import re
from collections.abc import Callable
from html import escape
from typing import NamedTuple

from blog.markup.headings import Names, Outline, slugify_heading
from blog.markup.job import Job
from blog.markup.pictures import PictureTags
from blog.markup.text import BLOCKS, count_words, fold
from blog.markup.validity import share_as_class
from blog.markup.values import Heading, Rendered

_TAG = re.compile(r'<(/?)([a-z][a-z0-9]*)((?: [a-zA-Z:_-]+="[^"]*")*)>')
_ATTRIBUTE = re.compile(r' ([a-zA-Z:_-]+)="([^"]*)"')
_ID = re.compile(r' (?:id|name)="([^"]*)"')
# What XML 1.0 (section 2.2) can't hold; a feed with one of them is not well-formed.
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class _Open(NamedTuple):
    """A heading whose end was not met yet: where its start tag and its words belong."""

    name: str
    level: int
    attributes: dict[str, str]
    place: int
    words: int


class Finisher:
    """Reads the sanitised HTML once and builds the result."""

    def __init__(self, job: Job, source: str) -> None:
        self.job = job
        self.source = source
        self.out: list[str] = []
        self.words: list[str] = []
        self.toc: list[Heading] = []
        self.links: dict[str, None] = {}
        self.ids: set[str] = set()
        self.names = Names(_ID.findall(source))
        self.outline = Outline()
        self.headings: list[_Open] = []
        self.depth = {"a": 0, "table": 0, "picture": 0}
        self.figures: list[str] = []
        self.pictures = PictureTags(job)
        self.asides: set[int] = set()
        self.skip_to = 0

    def finish(self) -> Rendered:
        """The rendered document."""
        position = 0
        for match in _TAG.finditer(self.source):
            if match.start() < self.skip_to:
                continue
            self._say(self.source[max(position, self.skip_to) : match.start()])
            self._tag(match)
            position = match.end()
        self._say(self.source[max(position, self.skip_to) :])
        text = fold(html_module.unescape("".join(self.words)))
        return Rendered(
            html=_NOT_XML.sub("", "".join(self.out)).strip() + "\n" if self.out else "",
            toc=tuple(self.toc),
            links=tuple(self.links),
            images=tuple(self.pictures.seen),
            unsized=tuple(self.job.unsized),
            words=count_words(text),
            text=_NOT_XML.sub("", text),
        )

    def _say(self, text: str) -> None:
        if text:
            self.out.append(text)
            self.words.append(text)

    def _tag(self, match: re.Match[str]) -> None:
        closing, name, raw = match.groups()
        if name in BLOCKS:
            self.words.append("\n")
        if closing:
            self._close(name, match[0])
            return
        handler = _HANDLERS.get(name)
        if handler is None and ' id="' not in raw:
            self.out.append(match[0].replace(' class=""', ""))
            return
        attributes = {key: html_module.unescape(value) for key, value in _ATTRIBUTE.findall(raw)}
        self._claim_id(attributes)
        if handler is None:
            self.out.append(tag(name, attributes))
        else:
            handler(self, name, attributes, match)

    def _claim_id(self, attributes: dict[str, str]) -> None:
        identifier = attributes.get("id")
        if identifier is None:
            return
        if identifier in self.ids or not identifier or " " in identifier:
            del attributes["id"]
        self.ids.add(identifier)

    def _close(self, name: str, text: str) -> None:
        if name in self.depth:
            self.depth[name] = max(0, self.depth[name] - 1)
        if name == "figure" and self.figures:
            self.figures.pop()
        if self.headings and name == self.headings[-1].name:
            text = self._close_heading(self.headings.pop())
        # What is left of a paragraph that held only comments or unwelcome tags.
        if name == "p" and self.out and self.out[-1] == "<p>":
            self.out.pop()
            return
        self.out.append(text)
        if name == "table" and not self.depth["table"] and self.job.target == "page":
            self.out.append("</div>")

    def on_slot(self, name: str, attributes: dict[str, str], match: re.Match[str]) -> None:
        """A placeholder gives way to its finished piece."""
        slot = self.job.filled(attributes.pop("data-slot", ""))
        if slot is None:
            self.out.append(tag(name, attributes))
            return
        self.out.append(slot.html)
        if not slot.in_headings:
            self.asides.add(len(self.words))
        self.words.append(slot.text)
        for link in slot.links:
            self.links[link] = None
        self.skip_to = match.end() + len(f"</{name}>")

    def on_heading(self, name: str, attributes: dict[str, str], match: re.Match[str]) -> None:
        """A heading waits for its text, which may become its id."""
        level = self.outline.level(int(name[1]))
        opened = _Open(name, level, attributes, len(self.out), len(self.words))
        self.headings.append(opened)
        self.out.append("")

    def _close_heading(self, opened: _Open) -> str:
        """Write the start tag, and return the end tag."""
        words = enumerate(self.words[opened.words :], opened.words)
        said = "".join(word for number, word in words if number not in self.asides)
        text = fold(html_module.unescape(said))
        identifier = opened.attributes.get("id", "")
        if not identifier:
            identifier = self.names.unique(slugify_heading(text))
            self.ids.add(identifier)
        name = f"h{opened.level}"
        self.out[opened.place] = tag(name, {"id": identifier, **opened.attributes})
        if text:
            self.toc.append(Heading(opened.level, identifier, text))
        return f"</{name}>"

    def on_link(self, name: str, attributes: dict[str, str], match: re.Match[str]) -> None:
        """A link or an old-style anchor."""
        self.depth["a"] += 1
        anchor = attributes.pop("name", "")
        if anchor and "id" not in attributes and anchor not in self.ids:
            self.ids.add(anchor)
            attributes["id"] = anchor
        typed = attributes.pop("href", None)
        if typed is not None and (written := self.job.resolver.write(typed)):
            attributes = {"href": written, **attributes}
            self.links[self.job.resolver.absolute(typed)] = None
        self.out.append(tag(name, attributes))

    def on_citing(self, name: str, attributes: dict[str, str], match: re.Match[str]) -> None:
        """An element with the address of its source."""
        if "cite" in attributes:
            attributes["cite"] = self.job.resolver.write(attributes["cite"])
        self.out.append(tag(name, {key: value for key, value in attributes.items() if value}))

    def on_image(self, name: str, attributes: dict[str, str], match: re.Match[str]) -> None:
        """An image, with what is known about it."""
        if self.job.target == "page":
            share_as_class(attributes)
        if self.depth["picture"]:
            # Whoever typed its sources has chosen them.
            attributes.setdefault("srcset", "")
        self.out.append(
            self.pictures.image(attributes, in_link=self.depth["a"] > 0, around=self.figures)
        )

    def on_figure(self, name: str, attributes: dict[str, str], match: re.Match[str]) -> None:
        """A figure, whose class says how large its images are drawn."""
        self.figures.append(attributes.get("class", ""))
        self.out.append(tag(name, attributes))

    def on_picture(self, name: str, attributes: dict[str, str], match: re.Match[str]) -> None:
        """A typed choice of files."""
        self.depth["picture"] += 1
        self.out.append(tag(name, attributes))

    def on_source(self, name: str, attributes: dict[str, str], match: re.Match[str]) -> None:
        """A source or track of a picture or player."""
        if self.depth["picture"] and self.job.target == "feed":
            # Its image stands alone: of another source nobody knows the size.
            return
        self.out.append(self.pictures.source(attributes))

    def on_player(self, name: str, attributes: dict[str, str], match: re.Match[str]) -> None:
        """A video or audio, or the link that stands for it."""
        end = self.source.find(f"</{name}>", match.end())
        inner = self.source[match.end() : end] if end >= 0 else ""
        link = self.pictures.player_link(name, attributes, inner, in_link=self.depth["a"] > 0)
        if link is None:
            if self.job.target == "page":
                share_as_class(attributes)
            self.out.append(self.pictures.player(name, attributes))
        else:
            self.out.append(link)
            self.skip_to = end + len(f"</{name}>")

    def on_input(self, name: str, attributes: dict[str, str], match: re.Match[str]) -> None:
        """Only a checkbox tells a reader something; any other would ask for an answer."""
        if attributes.get("type") != "checkbox":
            return
        checked = "checked" in attributes
        if self.job.target == "feed":
            self.out.append("☑" if checked else "☐")
        else:
            self.out.append(tag(name, attributes))

    def on_table(self, name: str, attributes: dict[str, str], match: re.Match[str]) -> None:
        """A table, in a box that scrolls where the page is narrow."""
        if not self.depth["table"] and self.job.target == "page":
            label = escape(self.job.word("table"))
            self.out.append(
                f'<div class="table-scroll" role="group" aria-label="{label}" tabindex="0">'
            )
        self.depth["table"] += 1
        self.out.append(tag(name, attributes))

    def on_pre(self, name: str, attributes: dict[str, str], match: re.Match[str]) -> None:
        """Preformatted text, with its first empty line."""
        # A browser drops one line break after the tag; the sanitiser has dropped that one already.
        lost = "\n" if self.source.startswith("\n", match.end()) else ""
        self.out.append(tag(name, attributes) + lost)


def tag(name: str, attributes: dict[str, str]) -> str:
    """A start tag with its attributes, escaped."""
    # The sanitiser leaves an empty attribute where no class was welcome.
    kept = [(key, value) for key, value in attributes.items() if value or key != "class"]
    written = "".join(f' {key}="{escape(value)}"' for key, value in kept)
    return f"<{name}{written}>"


_Handler = Callable[[Finisher, str, dict[str, str], re.Match[str]], None]
_HANDLERS: dict[str, _Handler] = {
    "a": Finisher.on_link,
    "audio": Finisher.on_player,
    "blockquote": Finisher.on_citing,
    "del": Finisher.on_citing,
    "div": Finisher.on_slot,
    "figure": Finisher.on_figure,
    "img": Finisher.on_image,
    "input": Finisher.on_input,
    "ins": Finisher.on_citing,
    "picture": Finisher.on_picture,
    "pre": Finisher.on_pre,
    "q": Finisher.on_citing,
    "source": Finisher.on_source,
    "span": Finisher.on_slot,
    "table": Finisher.on_table,
    "track": Finisher.on_source,
    "video": Finisher.on_player,
    **{f"h{level}": Finisher.on_heading for level in range(1, 7)},
}
