"""Pictures, figures, galleries, films and players as Markdown."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

from blog import markup
from blog.markup.embeds import video_at
from blog.transfer.html_to_markdown import escape
from blog.transfer.html_to_markdown.images import image, sizes
from blog.transfer.html_to_markdown.inline import contents, inline
from blog.transfer.html_to_markdown.style import Style, Unconvertible
from blog.transfer.html_to_markdown.tree import BOXES, Node, fold, name_of, text_of

ALONE = frozenset({"iframe", "video", "audio"})
_GENERIC_TITLES = frozenset(
    {"", "youtube video", "youtube video player", "vimeo video player", "vimeo video"}
)


def alone(node: Node, style: Style) -> str:
    """Write a film, a sound or a frame that stands alone. Raises Unconvertible."""
    return _frame(node) if name_of(node) == "iframe" else _player(node, style)


def _frame(node: Node) -> str:
    source = node.get("src") or ""
    video = video_at(source)
    if video is None or fold(node.get("title")).lower() not in _GENERIC_TITLES:
        raise Unconvertible("iframe")
    if video.provider == "vimeo":
        return _vimeo(source, video.url)
    return video.url


def _vimeo(source: str, address: str) -> str:
    """Keep the key of a film that isn't listed, and the moment where it begins."""
    parts = urlsplit(source)
    key = parse_qs(parts.query).get("h", [""])[0] or parts.fragment.partition("?h=")[2]
    start = re.match(r"t=[\dhms]+", parts.fragment)
    path = f"/{key}" if re.fullmatch(r"[0-9a-f]+", key) else ""
    return f"{address}{path}{'#' + start[0] if start else ''}"


def _player(node: Node, style: Style) -> str:
    sources = [node.get("src"), *(each.get("src") for each in node.iter("source"))]
    addresses = list(dict.fromkeys(source for source in sources if source))
    if len(addresses) != 1 or next(node.iter("track"), None) is not None:
        raise Unconvertible(name_of(node))
    label = escape.escape(fold(node.get("aria-label") or node.get("title")), in_link=True)
    written = f"![{label}]({escape.destination(addresses[0])}){_player_attributes(node)}"
    probe = markup.render(written, base_url="https://example.org/").html
    if f"<{name_of(node)}" not in probe:
        raise Unconvertible(name_of(node))
    return written


def _player_attributes(node: Node) -> str:
    poster = node.get("poster") or ""
    found = sizes(node).strip("{}")
    if poster and re.fullmatch(r"[\w%:./-]+", poster):
        found = f"{found} poster={poster}".strip()
    return f"{{{found}}}" if found else ""


def figure(node: Node, style: Style) -> str:
    """Write a figure: one picture with its caption as the title, or a `::: figure` block.

    Raises Unconvertible.
    """
    caption = node.find("figcaption")
    inside = [part for part in _flat(node) if part is not caption]
    shown = [part for part in inside if not isinstance(part, str) or part.strip()]
    if not shown and caption is None:
        return ""
    if len(shown) == 1 and not isinstance(shown[0], str):
        single = shown[0]
        if name_of(single) in ALONE:
            player = alone(single, style)
            return player if caption is None else _container("figure", player, caption, style)
        words = _plain_caption(caption)
        if name_of(single) == "img" and words is not None:
            return image(single, style, caption=words)
    return _container("figure", _pictures(shown, style), caption, style)


def _flat(node: Node) -> list[Node | str]:
    """The contents with boxes and paragraphs opened."""
    parts: list[Node | str] = []
    for part in contents(node):
        if not isinstance(part, str) and name_of(part) in BOXES | {"p"}:
            parts += _flat(part)
        else:
            parts.append(part)
    return parts


def _plain_caption(caption: Node | None) -> str | None:
    """The caption as plain text; None where it holds markup."""
    if caption is None:
        return ""
    if any(name_of(below) not in BOXES | {"p", "span"} for below in caption.iterdescendants()):
        return None
    return text_of(caption)


def _pictures(parts: list[Node | str], style: Style) -> str:
    if not all(not isinstance(part, str) and _is_picture(part) for part in parts):
        raise Unconvertible("figure")
    return inline(parts, style)


def _is_picture(node: Node) -> bool:
    if name_of(node) == "a":
        return len(node) == 1 and name_of(node[0]) == "img" and not text_of(node)
    return name_of(node) == "img"


def _container(kind: str, inside: str, caption: Node | None, style: Style) -> str:
    words = inline(_flat(caption), style) if caption is not None else ""
    body = "\n\n".join(part for part in (inside, words) if part)
    return f"::: {kind}\n{body}\n:::"


def gallery(node: Node, style: Style) -> str:
    """Write a box of pictures, each with its own link and caption, as `::: gallery`. Raises
    Unconvertible.
    """
    lines = []
    for item in node:
        picture = next(item.iter("img"), None) if name_of(item) != "img" else item
        if picture is None or len(list(item.iter("img"))) > 1:
            raise Unconvertible("gallery")
        link = next(item.iter("a"), None) if name_of(item) != "a" else item
        written = image(picture, Style(strict=style.strict), caption=text_of(item))
        if link is not None:
            written = f"[{written}]({escape.destination(link.get('href') or '')})"
        lines.append(written)
    if not lines:
        raise Unconvertible("gallery")
    return "::: gallery\n" + "\n".join(lines) + "\n:::"
