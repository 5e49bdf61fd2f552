"""A post as every feed format describes it: from this alone each writer writes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.html import escape, format_html
from django.utils.translation import gettext as _

from blog.feeds.media import File, Image, files_in, image_of
from blog.models import Post, SiteSettings
from blog.models.addresses import absolute
from blog.models.content import Byline, Content, Thanks, content_of
from blog.models.languages import speaking
from blog.reading.legal import legal


@dataclass(frozen=True, slots=True)
class Person:
    """Who did something for the post. `uri` and `avatar` are empty where there is none."""

    name: str
    uri: str = ""
    role: str = "wrote"
    affiliation: str = ""
    orcid: str = ""
    avatar: str = ""


@dataclass(frozen=True, slots=True)
class Label:
    """A category or tag: its name, its slug, and the address beneath which such slugs are."""

    name: str
    term: str
    scheme: str


@dataclass(frozen=True, slots=True)
class Partner:
    """A partner whom the post thanks, for what, and out of which grant."""

    name: str
    kind: str
    role: str
    url: str = ""
    grant: str = ""
    grant_number: str = ""
    grant_url: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """One item. Addresses are absolute; texts hold nothing that XML can't.

    `page` is the post's own address, `elsewhere` the one that a link post points to, and `link`
    that of both to which the site's feeds lead. `summary` is plain text; `html` is safe, needs
    nothing of ours around it, and is None where feeds bring summaries alone. `updated` moves
    with a material edit, `changed` with every one.
    """

    guid: str
    title: str
    link: str
    page: str
    elsewhere: str
    summary: str
    html: str | None
    language: str
    authors: tuple[Person, ...]
    contributors: tuple[Person, ...]
    labels: tuple[Label, ...]
    partners: tuple[Partner, ...]
    series: str
    image: Image | None
    files: tuple[File, ...]
    published: datetime
    updated: datetime
    changed: datetime

    @property
    def brief(self) -> str:
        """The summary as HTML, and where to go on: for feeds that bring no more."""
        more = f'<p><a href="{escape(self.page)}">{escape(self.title)}</a></p>'
        return (f"<p>{escape(self.summary)}</p>" if self.summary else "") + more


def item_of(post: Post, site: SiteSettings) -> Item:
    """Return a public post, loaded by `as_a_page()`, as an item of the site's feeds.

    Where nobody is credited with writing, the organisation is the author.
    """
    content = content_of(post)
    published = post.published_at or post.created_at
    there = site.link_posts == site.LinkPosts.THERE and content.external_url
    full = site.feed_content == site.FeedContent.FULL
    html = str(content.feed_html)
    return Item(
        guid=legal(content.guid),
        title=legal(content.title),
        link=legal(there or content.absolute_url),
        page=content.absolute_url,
        elsewhere=legal(content.external_url),
        summary=legal(content.excerpt),
        html=legal(html + str(_other_address(content, site, there=bool(there)))) if full else None,
        language=content.language,
        authors=tuple(map(_person, content.authors)) or (Person(legal(site.name), absolute("/")),),
        contributors=tuple(map(_person, content.other_credits)),
        labels=_labels(content),
        partners=tuple(map(_partner, content.acknowledgements)),
        series=legal(content.series.name) if content.series else "",
        image=image_of(post, content.featured),
        files=files_in(html),
        published=published,
        updated=max(published, post.updated_at or published),
        changed=max(filter(None, (published, post.updated_at, post.live_at))),
    )


def _other_address(content: Content, site: SiteSettings, *, there: bool) -> str:
    """Return the paragraph that names a link post's address to which `link` doesn't lead."""
    if not content.external_url:
        return ""
    if there:
        with speaking(content.language, site.language):
            words = _("At %(site)s: %(title)s") % {"site": site.name, "title": content.title}
        return format_html('<p><a href="{}">{}</a></p>', content.absolute_url, words)
    return format_html('<p><a href="{}">{}</a></p>', content.external_url, content.external_url)


def _person(credit: Byline) -> Person:
    return Person(
        name=legal(credit.name),
        uri=credit.absolute_url or legal(credit.website),
        role=credit.role,
        affiliation=legal(credit.affiliation),
        orcid=credit.orcid,
        avatar=credit.photo.absolute_url if credit.photo else "",
    )


def _partner(thanks: Thanks) -> Partner:
    words: dict[str, Any] = {
        name: legal(getattr(thanks, name)) for name in ("grant", "grant_number", "grant_url")
    }
    url = thanks.absolute_url or legal(thanks.website)
    return Partner(legal(thanks.name), thanks.kind, thanks.role, url, **words)


def _labels(content: Content) -> tuple[Label, ...]:
    terms = ([content.category] if content.category else []) + list(content.tags)
    # A term's address is its scheme with its slug, as those of lists are.
    return tuple(
        Label(legal(term.name), term.slug, absolute(term.url.removesuffix(f"{term.slug}/")))
        for term in terms
    )
