"""Posts and pages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from blog.models import SiteSettings
from blog.models.addresses import absolute
from blog.models.content import Content
from blog.models.doi import doi_url
from blog.models.pictured import Picture
from blog.reading.around import Neighbour
from blog.reading.structured.nodes import (
    Node,
    at,
    image,
    publisher_id,
    ref,
    together,
    website_id,
)
from blog.reading.structured.people import DOI, credited, identifier, thanked


def blog_posting(
    site: SiteSettings,
    content: Content,
    picture: Picture | None,
    translations: Sequence[Neighbour] = (),
) -> Node:
    """Describe a post, with everyone credited and every partner acknowledged."""
    people = together([*credited(content.credits), *thanked(content.acknowledgements)])
    people.setdefault("author", [ref(publisher_id())])
    return {
        "@type": "BlogPosting",
        **_document(site, content, picture),
        **_identity(content),
        "headline": content.title,
        "alternativeHeadline": content.subtitle,
        "wordCount": content.words,
        "timeRequired": f"PT{content.minutes}M",
        "articleSection": content.category.name if content.category else "",
        "keywords": [tag.name for tag in content.tags],
        **people,
        "isPartOf": list(_wholes_of(site, content)),
        "position": content.series_position,
        "citation": content.external_url,
        "correction": [
            {"@type": "CorrectionComment", "text": one.note, "datePublished": one.at.isoformat()}
            for one in content.corrections
        ],
        **_languages(content, translations),
    }


def web_page(site: SiteSettings, content: Content, picture: Picture | None) -> Node:
    """Describe a page."""
    return {
        "@type": "WebPage",
        **_document(site, content, picture),
        "name": content.title,
        "isPartOf": ref(website_id()),
        "breadcrumb": ref(at(content.url, "breadcrumb")),
    }


def _document(site: SiteSettings, content: Content, picture: Picture | None) -> Node:
    changed = content.updated_at or content.published_at
    return {
        "@id": content.absolute_url,
        "url": content.absolute_url,
        "mainEntityOfPage": content.absolute_url,
        "description": content.excerpt,
        "inLanguage": content.language,
        "datePublished": content.published_at.isoformat() if content.published_at else "",
        "dateModified": changed.isoformat() if changed else "",
        "image": image(picture),
        "publisher": ref(publisher_id()),
        "license": site.licence_url,
        "isAccessibleForFree": True,
    }


def _identity(content: Content) -> Node:
    if not content.doi:
        return {}
    address = doi_url(content.doi)
    return {"identifier": identifier(DOI, f"doi:{content.doi}", address), "sameAs": address}


def _wholes_of(site: SiteSettings, content: Content) -> Iterator[Node]:
    yield {
        "@type": "Blog",
        "@id": at("/blog/", "blog"),
        "url": absolute("/blog/"),
        "name": site.name,
    }
    if content.series:
        address = absolute(content.series.url)
        series = {"@type": "CreativeWorkSeries", "@id": f"{address}#series", "url": address}
        yield {**series, "name": content.series.name}


def _languages(content: Content, translations: Sequence[Neighbour]) -> Node:
    """Relate a post to its other languages: the one published first is the original."""
    if not translations or content.published_at is None:
        return {}
    first = min(translations, key=lambda other: (other.published_at, other.pk))
    if (first.published_at, first.pk) < (content.published_at, content.pk or 0):
        return {"translationOfWork": _other(first)}
    return {"workTranslation": [_other(other) for other in translations]}


def _other(post: Neighbour) -> Node:
    address = absolute(post.url)
    return {
        "@type": "BlogPosting",
        "@id": address,
        "url": address,
        "headline": post.title,
        "inLanguage": post.language,
    }
