"""The picture, sounds and videos of a post, with what feeds must say of a file."""

from __future__ import annotations

import html as html_module
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.core.exceptions import SuspiciousOperation
from django.core.files.storage import default_storage

from blog.models.addresses import absolute
from blog.reading.legal import legal

if TYPE_CHECKING:
    from blog.models import Post
    from blog.models.pictured import Picture

PICTURES = {
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "png": "image/png",
    "gif": "image/gif",
    "webp": "image/webp",
    "avif": "image/avif",
    "svg": "image/svg+xml",
}
PLAYED = {
    "mp3": "audio/mpeg",
    "m4a": "audio/mp4",
    "ogg": "audio/ogg",
    "oga": "audio/ogg",
    "opus": "audio/ogg",
    "wav": "audio/wav",
    "flac": "audio/flac",
    "mp4": "video/mp4",
    "m4v": "video/mp4",
    "webm": "video/webm",
    "ogv": "video/ogg",
    "mov": "video/quicktime",
}
_PLAYED = re.compile(
    rf'href="(https?://[^"?#]+\.({"|".join(PLAYED)})(?:[?#][^"]*)?)"', re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class File:
    """A sound or video: its address, media type and size in bytes, 0 where unknown."""

    url: str
    type: str
    length: int


@dataclass(frozen=True, slots=True)
class Image:
    """The featured picture. Sizes are in pixels and bytes; what isn't known is 0 or empty."""

    url: str
    type: str
    width: int = 0
    height: int = 0
    length: int = 0
    alt: str = ""
    caption: str = ""
    credit: str = ""


def image_of(post: Post, picture: Picture | None) -> Image | None:
    """Return the featured picture as feeds describe it."""
    if picture is None:
        return None
    stored = post.featured
    return Image(
        url=legal(picture.absolute_url),
        type=PICTURES.get(_extension(picture.url), ""),
        width=picture.width or 0,
        height=picture.height or 0,
        length=stored.bytes if stored else 0,
        alt=legal(picture.alt),
        caption=legal(picture.caption),
        credit=legal(picture.credit),
    )


def files_in(html: str) -> tuple[File, ...]:
    """Return the sounds and videos that the HTML of a feed links to, each once."""
    found = {}
    for written, extension in _PLAYED.findall(html):
        url = html_module.unescape(written)
        found[url] = File(url, PLAYED[extension.lower()], _length(url))
    return tuple(found.values())


def _extension(address: str) -> str:
    return urlsplit(address).path.rpartition(".")[2].lower()


def _length(url: str) -> int:
    own = absolute(settings.MEDIA_URL)
    if not url.startswith(own):
        return 0
    try:
        return int(default_storage.size(unquote(urlsplit(url.removeprefix(own)).path)))
    except (OSError, SuspiciousOperation, ValueError):
        return 0
