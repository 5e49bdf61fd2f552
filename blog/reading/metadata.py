"""What a page says of itself to machines: title, canonical address, Open Graph, feeds, JSON-LD."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from blog.models import SiteSettings
from blog.models.addresses import absolute
from blog.models.content import Content, Picture
from blog.reading import structured
from blog.reading.alternates import alternates_of
from blog.reading.around import Around
from blog.reading.sharing.card import card_of_site, kind_of, shared_picture


@dataclass(frozen=True, slots=True)
class Crumb:
    """A list above the page: its name and its path."""

    label: Any
    path: str


@dataclass(frozen=True, slots=True)
class FeedLink:
    """A feed that a page offers: what it is of, and its path."""

    title: str
    path: str


@dataclass(frozen=True, slots=True)
class Meta:
    """What goes into a page's head. `path` is the canonical one, empty where there is none."""

    title: str = ""
    description: str = ""
    path: str = ""
    kind: str = "website"
    language: str = ""
    image: Picture | None = None
    content: Content | None = None
    alternates: tuple[tuple[str, str], ...] = ()
    feeds: tuple[FeedLink, ...] = ()
    data: tuple[dict[str, Any], ...] = ()
    noindex: bool = False

    @property
    def url(self) -> str:
        """The whole canonical address, or empty."""
        return absolute(self.path) if self.path else ""

    @property
    def image_type(self) -> str:
        """The media type of the picture."""
        return kind_of(self.image) if self.image else ""


ALL_POSTS = Crumb(_("All posts"), "/blog/")


def home_meta(site: SiteSettings) -> Meta:
    """Describe the home page."""
    return Meta(
        description=site.description or site.tagline,
        path=reverse("home"),
        image=card_of_site(site).picture,
        feeds=_feeds(site),
        data=(structured.website(site),),
    )


def list_meta(
    site: SiteSettings,
    *,
    title: str,
    path: str,
    description: str = "",
    crumbs: tuple[Crumb, ...] = (),
    feed: str = "",
) -> Meta:
    """Describe a list: `path` with its page number, `feed` the path of its own feed."""
    return Meta(
        title=title,
        description=description or site.description,
        path=path,
        image=card_of_site(site).picture,
        feeds=(*((FeedLink(title, feed),) if feed else ()), *_feeds(site)),
        data=(structured.breadcrumbs([*_pairs(crumbs), (title, path)]),),
    )


def post_meta(site: SiteSettings, content: Content, around: Around) -> Meta:
    """Describe a post."""
    above = [(str(ALL_POSTS.label), ALL_POSTS.path)]
    if content.category:
        above.append((content.category.name, content.category.url))
    return Meta(
        title=content.title,
        description=content.excerpt,
        path=content.url,
        kind="article",
        language=content.language,
        image=_picture(site, content),
        content=content,
        alternates=alternates_of(content, around.translations, site.language),
        feeds=_feeds(site),
        data=(
            structured.blog_posting(site, content),
            structured.breadcrumbs([*above, (content.title, content.url)]),
        ),
        noindex=content.state != "published",
    )


def page_meta(site: SiteSettings, content: Content) -> Meta:
    """Describe a page."""
    return Meta(
        title=content.title,
        description=content.excerpt,
        path=content.url,
        language=content.language,
        image=_picture(site, content),
        feeds=_feeds(site),
        data=(structured.web_page(site, content),),
        noindex=content.state != "published",
    )


def _picture(site: SiteSettings, content: Content) -> Picture | None:
    """Return the picture to share; what isn't public has none, so that nothing of it is drawn."""
    return shared_picture(site, content) if content.state == "published" else None


def _feeds(site: SiteSettings) -> tuple[FeedLink, ...]:
    return (FeedLink(site.name, "/index.xml"),)


def _pairs(crumbs: tuple[Crumb, ...]) -> list[tuple[str, str]]:
    return [(str(crumb.label), crumb.path) for crumb in crumbs]
