"""What must survive a conversion: the text a reader sees, the pictures, the links, the headings'
ids.
"""

from __future__ import annotations

from dataclasses import dataclass

from blog import markup
from blog.markup.embeds import video_at
from blog.transfer.html_to_markdown.tree import BLOCKS, HEADINGS, Node, classes, name_of

# Never text to read, or words that our renderer adds and the source lacks.
_SILENT_TAG_NAMES = "script style template svg title textarea select iframe video audio object"
_SILENT_TAGS = frozenset(_SILENT_TAG_NAMES.split())
_SILENT_CLASS_NAMES = (
    "header-anchor headerlink heading-anchor footnote-backref callout-title "
    "markdown-alert-title embed embedded-page"
)
_SILENT_CLASSES = frozenset(_SILENT_CLASS_NAMES.split())
_BREAKS = BLOCKS | {"br"}


@dataclass(frozen=True)
class Facts:
    """What two trees are compared by. Addresses are absolute."""

    text: str
    links: frozenset[str]
    images: frozenset[tuple[str, str]]
    # Films, sounds and frames.
    media: frozenset[str]
    ids: tuple[str, ...]
    note_links: frozenset[str] = frozenset()

    def same_as(self, rendered: Facts) -> bool:
        """Whether the rendered tree kept all of it; it may have ids for headings that had none."""
        return (
            self.text == rendered.text
            and self.links == rendered.links - self.note_links
            and self.images == rendered.images
            and self.media == rendered.media
            and set(self.ids) <= set(rendered.ids)
        )


class _Collector:
    def __init__(self, base_url: str, notes: bool) -> None:
        self.notes = notes
        self.note_links: set[str] = set()
        self.resolver = markup.Resolver(base_url, "feed")
        self.text: list[str] = []
        self.links: set[str] = set()
        self.images: set[tuple[str, str]] = set()
        self.media: set[str] = set()
        self.ids: list[str] = []

    def read(self, node: Node) -> None:
        name = name_of(node)
        edge = "\n" if name in _BREAKS else ""
        self.text.append(edge)
        self._note(node, name)
        if self.notes and name == "a" and is_footnote_link(node):
            # Some generators write [1], others 1; the arrows back are silent.
            mark = "".join(node.itertext()) if node.get("role") != "doc-backlink" else ""
            self.text.append("" if "footnote-backref" in classes(node) else mark.strip("[] "))
        elif not self._is_silent(node, name):
            self.text.append(node.text or "")
            for child in node:
                self.read(child)
                self.text.append(child.tail or "")
        self.text.append(edge)

    def _is_silent(self, node: Node, name: str) -> bool:
        if not name or name in _SILENT_TAGS:
            if name in ("video", "audio"):
                for source in node.iter("source"):
                    self._note(source, "source")
            return True
        if not self.notes and (is_footnote_link(node) or node.get("role") == "doc-endnotes"):
            return True
        return not _SILENT_CLASSES.isdisjoint(classes(node))

    def _note(self, node: Node, name: str) -> None:
        if name == "a" and node.get("href") is not None and not _frame(node, name):
            if is_footnote_link(node):
                self.note_links.add(self.resolver.absolute(node.get("href")))
            elif _SILENT_CLASSES.isdisjoint(classes(node)):
                self.links.add(self.resolver.absolute(node.get("href")))
        elif name == "img":
            alternative = " ".join((node.get("alt") or "").split())
            self.images.add((self.resolver.absolute(node.get("src") or ""), alternative))
        elif name in ("video", "audio", "source") and node.get("src"):
            self.media.add(self.resolver.absolute(node.get("src")))
        elif frame := _frame(node, name):
            self.media.add(frame)
        elif name in HEADINGS and node.get("id"):
            self.ids.append(node.get("id"))


def _frame(node: Node, name: str) -> str:
    """What a frame of the source shows, or the block that our renderer puts in its place."""
    if name == "iframe":
        source = node.get("src") or ""
        video = video_at(source)
        return f"{video.provider}:{video.id}" if video else source
    if node.get("data-embed"):
        return f"{node.get('data-embed')}:{node.get('data-id')}"
    return (node.get("href") or "") if "embedded-page" in classes(node) else ""


def is_footnote_link(node: Node) -> bool:
    """Whether a link is a footnote's mark or the arrow back to it."""
    return node.get("role") in ("doc-noteref", "doc-backlink") or not {
        "footnote-ref",
        "footnote-backref",
    }.isdisjoint(classes(node))


def facts_of(root: Node, base_url: str, *, notes: bool = True) -> Facts:
    """Collect the facts of a tree, whose relative addresses are resolved against `base_url`.

    `notes` False leaves out footnotes and their marks, for comparing one block.
    """
    collector = _Collector(base_url, notes)
    collector.read(root)
    return Facts(
        text=" ".join("".join(collector.text).split()),
        links=frozenset(collector.links - {""}),
        images=frozenset(collector.images),
        media=frozenset(collector.media),
        ids=tuple(collector.ids),
        note_links=frozenset(collector.note_links - collector.links - {""}),
    )
