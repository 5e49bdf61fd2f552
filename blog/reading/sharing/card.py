"""What a card shows, and the address that changes with it."""

from __future__ import annotations

import hashlib
from dataclasses import astuple, dataclass, replace
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse

from blog.models import Author, Category, Collaborator, Series, SiteSettings, Tag
from blog.models.content import Content
from blog.models.pictured import Picture

WIDTH, HEIGHT = 1200, 630
# Another number for another drawing of the same words: every card is then drawn anew.
DRAWING = 2
# What has a list, and so a card of its own.
OF_LISTS: dict[str, Any] = {
    "author": Author,
    "category": Category,
    "collaborator": Collaborator,
    "series": Series,
    "tag": Tag,
}
# The least that networks show as a large picture.
LEAST = (600, 315)
SQUARE = 200
# What every network reads.
SHARED_FORMATS = {"jpg": "image/jpeg", "jpeg": "image/jpeg", "png": "image/png", "gif": "image/gif"}


@dataclass(frozen=True, slots=True)
class Card:
    """A card's words and looks. `kind` and `pk` name what it is of; `logo` is a stored file."""

    kind: str
    pk: int
    title: str
    kicker: str
    names: tuple[str, ...]
    site: str
    host: str
    primary: str
    accent: str
    logo: str

    @property
    def mark(self) -> str:
        """A word that is another one for another card."""
        drawn = repr((DRAWING, *astuple(self)))
        return hashlib.sha256(drawn.encode("utf-8", "surrogatepass")).hexdigest()[:16]

    @property
    def url(self) -> str:
        """The path at which it is drawn."""
        if self.kind == "site":
            return reverse("card_site", args=[self.mark])
        if self.kind in OF_LISTS:
            return reverse("card_list", args=[self.kind, self.pk, self.mark])
        return reverse(f"card_{self.kind}", args=[self.pk, self.mark])

    @property
    def picture(self) -> Picture:
        """The card as a picture for the page's head."""
        alt = " · ".join(dict.fromkeys([self.title or self.site, self.site]))
        return Picture(self.url, alt=alt, width=WIDTH, height=HEIGHT)


def card_of(site: SiteSettings, content: Content) -> Card:
    """Return the card of a post or a page."""
    return _card(
        site,
        kind=content.kind,
        pk=content.pk or 0,
        title=content.title,
        kicker=content.category.name if content.category else "",
        names=tuple(author.name for author in content.authors),
    )


def card_of_list(site: SiteSettings, row: Any) -> Card:
    """Return the card of the list of a tag, a category, a series, an author or a partner."""
    return _card(
        site, kind=str(row._meta.model_name), pk=row.pk, title=str(row), kicker="", names=()
    )


def card_of_site(site: SiteSettings) -> Card:
    """Return the card of everything that has none of its own."""
    return _card(site, kind="site", pk=0, title=site.tagline or site.name, kicker="", names=())


def _card(
    site: SiteSettings, *, kind: str, pk: int, title: str, kicker: str, names: tuple[str, ...]
) -> Card:
    return Card(
        kind=kind,
        pk=pk,
        title=title,
        kicker=kicker,
        names=names,
        site=site.name,
        host=str(urlsplit(settings.SITE_URL).hostname).removeprefix("www."),
        primary=site.colour_primary,
        accent=site.colour_accent,
        logo=str(site.logo.file.name) if site.logo else "",
    )


def shared_picture(site: SiteSettings, content: Content) -> Picture:
    """Return the picture that is shown with a link to a text: its own, or else its card.

    A featured picture counts where it lies here, is large enough, and every network reads it.
    """
    own = _for_networks(content.featured) if content.featured else None
    return own or card_of(site, content).picture


def _for_networks(picture: Picture) -> Picture | None:
    if picture.is_remote or not picture.width or not picture.height:
        return None
    made = picture.renditions
    if made:
        # No network shows more pixels than a card has, and this one is quicker to fetch.
        width = max((n for n in made.widths if n <= WIDTH), default=made.widths[0])
        url = f"{made.stem}-{width}.{made.fallback}"
        height = round(picture.height * width / picture.width)
        picture = replace(picture, url=url, width=width, height=height)
    large = (picture.width or 0) >= LEAST[0] and (picture.height or 0) >= LEAST[1]
    return picture if large and kind_of(picture) else None


def portrait(photo: Picture | None) -> Picture | None:
    """Return somebody's photo where networks show it: they do with squares of 200 pixels."""
    if photo is None or photo.is_remote or min(photo.width or 0, photo.height or 0) < SQUARE:
        return None
    return photo if kind_of(photo) else None


def kind_of(picture: Picture) -> str:
    """Return the media type of a picture that every network reads, or nothing."""
    path = urlsplit(picture.url).path
    return SHARED_FORMATS.get(path.rpartition(".")[2].lower(), "")
