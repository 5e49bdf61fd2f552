"""A document's Markdown made into the HTML that is stored with it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from django.conf import settings

from blog import markup
from blog.models.addresses import absolute
from blog.models.picture_size import sizes_of

LEAD = 240  # characters
# What stands in feeds for what has no size: each a static file of 1280×720 pixels.
STAND_INS = {markup.VIDEO: "images/video.png", markup.PICTURE: "images/picture.png"}
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
    feed = _feed(body, options)
    if sizes := sizes_of(feed.unsized):
        options["images"] |= sizes
        feed = _feed(body, options)
    page = markup.render(body, **options)
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


def pictures_without_size(body: str, *, path: str, language: str = "en") -> tuple[str, ...]:
    """Return the absolute addresses of a body's pictures whose size is neither typed nor known.

    Raises `markup.MarkupRefused` as `render_body` does.
    """
    unsized = _feed(body, _options(body, path, language)).unsized
    known = sizes_of(unsized)
    return tuple(address for address in unsized if address not in known)


def _feed(body: str, options: dict[str, Any]) -> markup.Rendered:
    images = options["images"] | _stand_ins()
    return markup.render(body, target="feed", **options | {"images": images})


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


def _stand_ins() -> dict[str, markup.Picture]:
    # Not under lasting names: readers keep items for longer than a release.
    return {
        key: markup.Picture(f"{settings.STATIC_URL}{name}", 640, 360)
        for key, name in STAND_INS.items()
    }


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
