"""Pictures as templates draw them: with the words of their use, and the files there are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from blog.markup.renditions import Renditions
from blog.models.addresses import absolute
from blog.models.snapshot import FEATURED_WORDS

if TYPE_CHECKING:
    from blog.models.collaborator import Collaborator
    from blog.models.image import Image


@dataclass(frozen=True, slots=True)
class Picture:
    """A featured picture, photo or logo. Sizes are in pixels, None where unknown.

    `renditions` are its smaller files, `focus` the classes that keep what matters in a crop.
    """

    url: str
    alt: str = ""
    caption: str = ""
    credit: str = ""
    width: int | None = None
    height: int | None = None
    licence: str = ""
    renditions: Renditions | None = None
    focus: str = ""

    @property
    def absolute_url(self) -> str:
        """The whole address."""
        return absolute(self.url)

    @property
    def is_remote(self) -> bool:
        """Whether another host serves it."""
        return not self.absolute_url.startswith(absolute("/"))


def picture(
    image: Image | None,
    *,
    alt: str = "",
    caption: str = "",
    credit: str = "",
    licence: str = "",
) -> Picture | None:
    """Return a stored picture for a template, with this use's own words where given."""
    if image is None:
        return None
    return Picture(
        url=image.url,
        alt=alt or image.alt,
        caption=caption or image.caption,
        credit=credit or image.credit,
        width=image.width,
        height=image.height,
        licence=licence or image.licence,
        renditions=image.made(),
        focus=image.focus,
    )


def logo_of(partner: Collaborator) -> Picture | None:
    """Return a partner's logo: the uploaded one, or the one at its old address."""
    if partner.logo:
        return picture(partner.logo, alt=partner.logo.alt or partner.name)
    return Picture(partner.logo_url, alt=partner.name) if partner.logo_url else None


def featured_of(source: Any) -> Picture | None:
    """Return the featured picture of a row or of anything with its columns."""
    words = {name.removeprefix("featured_"): getattr(source, name) for name in FEATURED_WORDS}
    if source.featured:
        return picture(source.featured, **words)
    if source.featured_url:
        return Picture(source.featured_url, **words)
    return None
