"""Imported HTML as a tree, parsed as a browser would parse it, and the few questions asked of its
nodes.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

import nh3
from lxml import html as lxml_html
from lxml.html import HtmlElement

Node: TypeAlias = HtmlElement

_BLOCK_NAMES = (
    "address article aside audio blockquote caption center dd details dialog dir div dl dt "
    "fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr legend li main "
    "menu nav ol optgroup option p pre search section summary table tbody td tfoot th thead "
    "tr ul video"
)
BLOCKS = frozenset(_BLOCK_NAMES.split())
HEADINGS = frozenset(f"h{level}" for level in range(1, 7))
# Boxes that say nothing by themselves: what is inside stands for itself.
_BOX_NAMES = "article aside center div dialog fieldset footer header hgroup main nav search section"
BOXES = frozenset(_BOX_NAMES.split())
_INLINE = (
    "a abbr acronym b bdi bdo big br button cite code data del dfn em font i iframe img input "
    "ins kbd label mark meta meter output picture progress q rp rt ruby s samp script select "
    "small source span strike strong style sub sup svg textarea time title track tt u var wbr "
    "link noscript object embed col colgroup"
)
_TAGS = BLOCKS | frozenset(_INLINE.split())
_ATTRIBUTES = (
    "default kind label srclang "
    "abbr action align alt autoplay cite class colspan content controls datetime dir disabled "
    "checked height href http-equiv id lang loop media muted name open poster reversed role "
    "rowspan scope sizes span src srcset start style title type value width"
)
_SCHEME_NAMES = "http https mailto tel ftp javascript vbscript data file sms irc geo"
_SCHEMES = frozenset(_SCHEME_NAMES.split())
_READER = nh3.Cleaner(
    tags=set(_TAGS),
    clean_content_tags=set(),
    attributes={"*": set(_ATTRIBUTES.split())},
    generic_attribute_prefixes={"on", "data-"},
    url_schemes=set(_SCHEMES),
    link_rel=None,
)


class NestedTooDeep(ValueError):
    """HTML that can't be read whole. The message is a sentence for the operator."""


def parse(source: str) -> Node:
    """Parse a fragment by the rules of HTML 5 (so `<p><figure>` closes the paragraph); returns a
    `div` around it.

    This is for reading only: scripts and handlers are still there, so that they can be reported.
    Raises NestedTooDeep, where the parser would otherwise leave out the rest.
    """
    parser = lxml_html.HTMLParser()
    root = lxml_html.fragment_fromstring(_READER.clean(source), create_parent="div", parser=parser)
    if any(error.type_name == "ERR_RESOURCE_LIMIT" for error in parser.error_log):
        raise NestedTooDeep("Its HTML is nested more than 256 elements deep.")
    return root


def parse_rendered(source: str) -> Node:
    """Parse what our renderer made."""
    return lxml_html.fragment_fromstring(source, create_parent="div")


def name_of(node: Node) -> str:
    """The element's name; empty for comments."""
    return node.tag if isinstance(node.tag, str) else ""


def classes(node: Node) -> frozenset[str]:
    """The element's classes."""
    return frozenset((node.get("class") or "").split())


def fold(text: str | None) -> str:
    """The text with each run of white space (HTML, section 3.2.5) as one space and none at its
    ends.
    """
    return " ".join((text or "").split())


def text_of(node: Node) -> str:
    """All text inside, folded."""
    return fold("".join(node.itertext()))


def drop(node: Node) -> None:
    """Remove an element with what is inside; the text after it stays."""
    node.drop_tree()


def unwrap(node: Node) -> None:
    """Remove an element and leave what is inside in its place."""
    node.drop_tag()


def is_block(node: Node) -> bool:
    """Whether it is a block or holds one."""
    return name_of(node) in BLOCKS or any(
        name_of(below) in BLOCKS for below in node.iterdescendants()
    )


def is_empty(node: Node) -> bool:
    """Whether a reader would see nothing of it."""
    seen = ("img", "video", "audio", "iframe", "input", "hr", "picture")
    return not text_of(node) and not any(name_of(each) in seen for each in node.iter())


def ancestors(node: Node) -> Iterator[str]:
    """The names of the elements around it, innermost first."""
    return (name_of(each) for each in node.iterancestors())
