"""What a page says of itself to machines: title, canonical address, Open Graph, feeds, JSON-LD."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from blog.models import SiteSettings
from blog.models.addresses import absolute
from blog.models.content import Content
from blog.models.pictured import Picture
from blog.reading.alternates import alternates_of
from blog.reading.around import Around
from blog.reading.locales import open_graph_locale
from blog.reading.sharing.card import (
    LEAST,
    card_of_list,
    card_of_site,
    kind_of,
    portrait,
    shared_picture,
)
from blog.reading.structured.nodes import Node, graph
from blog.reading.structured.places import breadcrumbs, collection, profile, publisher, website
from blog.reading.structured.texts import blog_posting, web_page


@dataclass(frozen=True, slots=True)
class Crumb:
    """A list above the page: its name and its path."""

    label: Any
    path: str


@dataclass(frozen=True, slots=True)
class FeedLink:
    """A feed that a page offers: what it is of with its format, its path and its media type."""

    title: str
    path: str
    type: str


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
    data: Node | None = None
    noindex: bool = False

    @property
    def url(self) -> str:
        """The whole canonical address, or empty."""
        return absolute(self.path) if self.path else ""

    @property
    def image_type(self) -> str:
        """The media type of the picture."""
        return kind_of(self.image) if self.image else ""

    @property
    def card_kind(self) -> str:
        """How large networks show the picture (`twitter:card`)."""
        wide = self.image and (self.image.width or 0) >= LEAST[0] and self.kind != "profile"
        return "summary_large_image" if wide else "summary"

    @property
    def other_locales(self) -> list[str]:
        """The text's other languages as Open Graph writes them."""
        codes = [code for code, _ in self.alternates if code not in (self.language, "x-default")]
        return [open_graph_locale(code) for code in codes]


# Of each format its name, its file beneath a list, and its media type.
FEED_FORMATS = (
    ("RSS", "index.xml", "application/rss+xml"),
    ("Atom", "feed.atom", "application/atom+xml"),
    ("JSON Feed", "feed.json", "application/feed+json"),
)
ALL_POSTS = Crumb(_("All posts"), "/blog/")


def home_meta(site: SiteSettings) -> Meta:
    """Describe the home page."""
    return Meta(
        description=site.description or site.tagline,
        path=reverse("home"),
        language=site.language,
        image=card_of_site(site).picture,
        feeds=_feeds(site),
        data=graph(website(site), publisher(site)),
    )


def list_meta(  # noqa: PLR0913
    site: SiteSettings,
    *,
    title: str,
    path: str,
    description: str = "",
    crumbs: tuple[Crumb, ...] = (),
    feed: str = "",
    shown: Iterable[str] = (),
    language: str = "",
    of: Any = None,
) -> Meta:
    """Describe a list: `path` with its page number, `feed` the path of its own feed, `shown` the
    paths of what is in it, `language` the only one that this is in, `of` whose or what's it is.
    """
    steps = [*_pairs(crumbs), (title, path)]
    page = collection(site, path, title=title, description=description, shown=shown)
    if language:
        page["inLanguage"] = language
    return Meta(
        title=title,
        language=language,
        description=description or site.description,
        path=path,
        image=(card_of_list(site, of) if of else card_of_site(site)).picture,
        feeds=(*(feed_links(title, feed) if feed else ()), *_feeds(site)),
        data=graph(page, _breadcrumbs(path, steps)),
    )


def of_person(meta: Meta, site: SiteSettings, person: Node, photo: Picture | None) -> Meta:
    """Describe a list as the page of whom it is of; `person` by `structured.people.person`."""
    page = profile(site, meta.path, title=meta.title, person=person)
    return replace(
        meta,
        kind="profile",
        description=person.get("description", "") or meta.description,
        image=portrait(photo) or meta.image,
        data=_in_place_of_the_list(meta, page),
    )


def of_partner(
    meta: Meta, site: SiteSettings, partner: Node, grants: Iterable[Node], shown: Iterable[str]
) -> Meta:
    """Describe a list as that of a partner's posts, with the grants they gave."""
    said = partner.get("description", "") or meta.description
    page = collection(site, meta.path, title=meta.title, shown=shown, about=partner)
    data = _in_place_of_the_list(meta, page, *grants)
    return replace(meta, description=said, data=data)


def _in_place_of_the_list(meta: Meta, *nodes: Node) -> Node:
    return graph(*nodes, *(meta.data or {})["@graph"][1:])


def post_meta(site: SiteSettings, content: Content, around: Around) -> Meta:
    """Describe a post."""
    above = [(str(ALL_POSTS.label), ALL_POSTS.path)]
    if content.category:
        above.append((content.category.name, content.category.url))
    image = _picture(site, content)
    return Meta(
        title=content.title,
        description=content.excerpt,
        path=content.url,
        kind="article",
        language=content.language,
        image=image,
        content=content,
        alternates=alternates_of(content, around.translations, site.language),
        feeds=_feeds(site),
        data=graph(
            blog_posting(site, content, image, around.translations),
            publisher(site),
            _breadcrumbs(content.url, [*above, (content.title, content.url)]),
        ),
        noindex=content.state != "published",
    )


def page_meta(site: SiteSettings, content: Content) -> Meta:
    """Describe a page."""
    image = _picture(site, content)
    return Meta(
        title=content.title,
        description=content.excerpt,
        path=content.url,
        language=content.language,
        image=image,
        feeds=_feeds(site),
        data=graph(
            web_page(site, content, image),
            publisher(site),
            _breadcrumbs(content.url, [(content.title, content.url)]),
        ),
        noindex=content.state != "published",
    )


def _picture(site: SiteSettings, content: Content) -> Picture | None:
    """Return the picture to share; what isn't public has none, so that nothing of it is drawn."""
    return shared_picture(site, content) if content.state == "published" else None


def _breadcrumbs(path: str, steps: list[tuple[str, str]]) -> Node:
    return breadcrumbs(path, steps, home=gettext("Home"))


def feed_links(title: str, path: str) -> tuple[FeedLink, ...]:
    """Return a feed in every format; `path` is that of its RSS, with what follows a `?`."""
    return tuple(
        FeedLink(f"{title} ({name})", path.replace("index.xml", file, 1), media_type)
        for name, file, media_type in FEED_FORMATS
    )


def _feeds(site: SiteSettings) -> tuple[FeedLink, ...]:
    return feed_links(site.name, "/index.xml")


def _pairs(crumbs: tuple[Crumb, ...]) -> list[tuple[str, str]]:
    return [(str(crumb.label), crumb.path) for crumb in crumbs]
