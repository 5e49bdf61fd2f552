"""A document's Markdown made into the HTML that is stored with it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from django.conf import settings

from blog import markup
from blog.models.addresses import absolute

LEAD = 240  # characters
_VIDEO = "images/video.png"
_STORED_PICTURE = re.compile(r"/media/(images/[\w./-]+)")


@dataclass(frozen=True, slots=True)
class Rendering:
    """What a save stores beside the source, named as the row's columns are."""

    html: str
    feed_html: str
    text: str
    lead: str
    toc: list[dict[str, Any]]
    links: list[str]
    words: int
    renderer_version: int


def render_body(body: str, *, path: str, language: str = "en") -> Rendering:
    """Render a body for the page and for feeds.

    `path` is the document's path on this site. Raises `markup.MarkupRefused`, whose message is
    a sentence for the author.
    """
    options = _options(body, path, language)
    page = markup.render(body, **options)
    feed = markup.render(
        body, target="feed", **options | {"images": options["images"] | stand_ins()}
    )
    return Rendering(
        html=page.html,
        feed_html=feed.html,
        text=page.text,
        lead=markup.summary(page.lead or page.text, LEAD),
        toc=[{"level": h.level, "id": h.id, "text": h.text} for h in page.toc],
        links=list(page.links),
        words=page.words,
        renderer_version=markup.RENDERER_VERSION,
    )


def page_html(body: str, *, path: str, language: str = "en") -> str:
    """Render a body for an editor's preview: the page's HTML alone, with marks of source lines.

    Raises `markup.MarkupRefused` as `render_body` does.
    """
    return markup.render(body, lines=True, **_options(body, path, language)).html


def _options(body: str, path: str, language: str) -> dict[str, Any]:
    return {
        "base_url": absolute(path),
        "images": known_pictures(body),
        "remote_images": _remote_images(),
        "language": language,
    }


def _remote_images() -> bool:
    from blog.models.site import SiteSettings

    return SiteSettings.load().remote_images


def known_pictures(body: str) -> dict[str, markup.Picture]:
    """Return the facts on the library's pictures that the body names, by the address typed."""
    from blog.models.image import Image

    names = set(_STORED_PICTURE.findall(body))
    if not names:
        return {}
    return {
        f"{settings.MEDIA_URL}{image.file.name}": picture_of(image)
        for image in Image.objects.filter(file__in=names)
    }


def stand_ins() -> dict[str, markup.Picture]:
    """Return what stands in feeds for what can't be shown.

    Not under lasting names: readers keep items for longer than a release.
    """
    return {markup.VIDEO: markup.Picture(f"{settings.STATIC_URL}{_VIDEO}", 640, 360)}


def picture_of(image: Any) -> markup.Picture:
    """Return a stored image as the renderer wants it."""
    return markup.Picture(
        url=image.url,
        width=image.width,
        height=image.height,
        alt=image.alt,
        caption=image.caption,
        credit=image.credit,
        licence=image.licence,
        renditions=image.made(),
        focus=image.focus,
    )
