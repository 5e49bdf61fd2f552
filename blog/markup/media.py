"""Images, video and audio written with Markdown's image syntax."""

import re
from collections.abc import Sequence
from html import escape
from typing import Any

from markdown_it.token import Token

_VIDEO = re.compile(r"[^?#]*\.(?:mp4|m4v|webm|ogv|mov)(?:[?#]|$)", re.IGNORECASE)
_AUDIO = re.compile(r"[^?#]*\.(?:mp3|m4a|ogg|oga|opus|wav|flac)(?:[?#]|$)", re.IGNORECASE)


def image(self: Any, tokens: Sequence[Token], index: int, options: Any, env: Any) -> str:
    """Renders `![alt](src)` as `img`, or as `video` or `audio` by the extension of the address."""
    token = tokens[index]
    label = visible(token.children or [])
    source = str(token.attrGet("src") or "")
    rest = {name: str(value) for name, value in token.attrs.items() if name not in ("src", "alt")}
    for kind, pattern in (("video", _VIDEO), ("audio", _AUDIO)):
        if pattern.match(source):
            named = {"src": source, "aria-label": label} if label else {"src": source}
            return f"<{kind}{_written(named | rest)}></{kind}>"
    return f"<img{_written({'src': source, 'alt': label} | rest)}>"


def is_picture(address: str) -> bool:
    """Whether the image syntax shows a picture for this address, not a video or a sound."""
    return not (_VIDEO.match(address) or _AUDIO.match(address))


def visible(tokens: Sequence[Token]) -> str:
    """The text of inline tokens, for an alternative text: no markup, formulas as their source."""
    parts = []
    for token in tokens:
        if token.type in ("text", "text_special", "code_inline"):
            parts.append(token.content)
        elif token.type == "math_inline":
            parts.append(f"${token.content}$")
        elif token.type == "image":
            parts.append(visible(token.children or []))
        elif token.type in ("softbreak", "hardbreak"):
            parts.append(" ")
    return "".join(parts)


def _written(attributes: dict[str, str]) -> str:
    return "".join(f' {name}="{escape(value)}"' for name, value in attributes.items())
