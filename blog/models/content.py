"""The frozen value that every template draws, from a live row or from a snapshot."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.utils.safestring import SafeString

from blog import markup
from blog.models.addresses import absolute
from blog.models.beneath import corrections_of, tags_of
from blog.models.pictured import Picture, featured_of, logo_of, picture

if TYPE_CHECKING:
    from blog.models.author import Author
    from blog.models.collaborator import Collaborator
    from blog.models.document import Document

WORDS_PER_MINUTE = 230


@dataclass(frozen=True, slots=True)
class Term:
    """A category, tag or series as a template shows it."""

    name: str
    slug: str
    url: str
    description: str = ""


@dataclass(frozen=True, slots=True)
class Byline:
    """One author's credit. `url` is empty where the author has no public page."""

    name: str
    slug: str
    url: str
    role: str
    affiliation: str = ""
    orcid: str = ""
    website: str = ""
    photo: Picture | None = None

    @property
    def absolute_url(self) -> str:
        """The whole address of the author's page, or empty."""
        return absolute(self.url) if self.url else ""


@dataclass(frozen=True, slots=True)
class Thanks:
    """One partner's acknowledgement. `url` is empty where the partner has no public page."""

    name: str
    slug: str
    url: str
    kind: str
    role: str
    website: str = ""
    logo: Picture | None = None
    grant: str = ""
    grant_number: str = ""
    grant_url: str = ""

    @property
    def absolute_url(self) -> str:
        """The whole address of the partner's page, or empty."""
        return absolute(self.url) if self.url else ""


@dataclass(frozen=True, slots=True)
class Amendment:
    """What readers are told of a correction, and when it was made."""

    note: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Content:
    """A post or page as it is shown, whatever it was drawn from."""

    kind: str
    pk: int | None
    title: str
    url: str
    html: SafeString
    subtitle: str = ""
    summary: str = ""
    language: str = "en"
    guid: str = ""
    text: str = ""
    lead: str = ""
    feed_html: SafeString = field(default_factory=SafeString)
    toc: tuple[dict[str, Any], ...] = ()
    words: int = 0
    external_url: str = ""
    doi: str = ""
    published_at: datetime | None = None
    updated_at: datetime | None = None
    featured: Picture | None = None
    category: Term | None = None
    series: Term | None = None
    series_position: int | None = None
    tags: tuple[Term, ...] = ()
    credits: tuple[Byline, ...] = ()
    acknowledgements: tuple[Thanks, ...] = ()
    corrections: tuple[Amendment, ...] = ()
    state: str = "draft"

    @property
    def absolute_url(self) -> str:
        """The canonical address, on the site's own host."""
        return absolute(self.url)

    @property
    def authors(self) -> tuple[Byline, ...]:
        """Those who wrote it, in order."""
        return tuple(credit for credit in self.credits if credit.role == "wrote")

    @property
    def other_credits(self) -> tuple[Byline, ...]:
        """Those who did something else for it, in order."""
        return tuple(credit for credit in self.credits if credit.role != "wrote")

    @property
    def minutes(self) -> int:
        """Reading time in whole minutes, at least one."""
        return max(1, round(self.words / WORDS_PER_MINUTE))

    @property
    def excerpt(self) -> str:
        """The summary, or the beginning of the text where none was written."""
        return self.summary or self.lead


def term(row: Any) -> Term | None:
    """Return a category, tag or series for a template; a merged tag as its successor."""
    if row is None:
        return None
    row = row.resolved() if hasattr(row, "resolved") else row
    return Term(str(row), row.slug, row.get_absolute_url(), row.description)


def byline(author: Author, role: str, affiliation: str) -> Byline:
    """Return an author's credit for a template; a merged author as their successor."""
    author = author.resolved()
    return Byline(
        name=author.name,
        slug=author.slug,
        url="" if author.is_hidden else author.get_absolute_url(),
        role=role,
        affiliation=affiliation,
        orcid=author.orcid,
        website=author.website,
        photo=picture(author.photo),
    )


def thanks(partner: Collaborator, role: str, grant: Any = None) -> Thanks:
    """Return a partner's acknowledgement for a template; a merged partner as its successor."""
    partner = partner.resolved()
    return Thanks(
        name=partner.name,
        slug=partner.slug,
        url="" if partner.is_hidden else partner.get_absolute_url(),
        kind=partner.kind,
        role=role,
        website=partner.website,
        logo=logo_of(partner),
        grant=grant.title if grant else "",
        grant_number=grant.number if grant else "",
        grant_url=grant.url if grant else "",
    )


def content_of(document: Document, *, with_corrections: bool = False) -> Content:
    """Return the live version of a post or page, its corrections where they are asked for.

    Load posts by `with_relations()`, or one by `as_a_page()`, or each costs queries of its own.
    """
    common = _common(document)
    if with_corrections:
        common["corrections"] = tuple(Amendment(note, at) for note, at in corrections_of(document))
    parts = _post_parts(document) if common["kind"] == "post" else {}
    return Content(**common, **parts)


def _common(document: Document) -> dict[str, Any]:
    return {
        "kind": document._meta.model_name,
        "pk": document.pk,
        "title": document.title,
        "subtitle": document.subtitle,
        "summary": document.summary,
        "language": document.language,
        "url": document.get_absolute_url(),
        "html": markup.trusted(document.html),
        "feed_html": markup.trusted(document.feed_html),
        "text": document.text,
        "lead": document.lead,
        "toc": tuple(document.toc),
        "words": document.words,
        "published_at": document.published_at,
        "updated_at": document.updated_at,
        "featured": featured_of(document),
        "state": document.state,
    }


def _post_parts(post: Any) -> dict[str, Any]:
    return {
        "guid": post.guid,
        "external_url": post.external_url,
        "doi": post.doi,
        "category": term(post.category),
        "series": term(post.series),
        "series_position": post.series_position,
        "tags": unique(term(tag) for tag in tags_of(post)),
        "credits": unique(byline(c.author, c.role, c.affiliation) for c in post.credits.all()),
        "acknowledgements": unique(
            thanks(a.collaborator, a.role, a.grant) for a in post.acknowledgements.all()
        ),
    }


def unique(values: Any) -> tuple[Any, ...]:
    """Return the values in order, each once: two merged into one are shown as one."""
    return tuple(dict.fromkeys(values))
