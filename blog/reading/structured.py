"""schema.org descriptions of pages, as values that become JSON-LD."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.translation import gettext as _

from blog.models import SiteSettings
from blog.models.addresses import absolute
from blog.models.content import Byline, Content, Picture, Thanks

CONTEXT = "https://schema.org"
# The property under which each role of an acknowledgement stands.
THANKS = {"funder": "funder", "host": "sponsor", "contributor": "contributor"}
CREDITS = {
    "wrote": "author",
    "edited": "editor",
    "translated": "translator",
}


def website(site: SiteSettings) -> dict[str, Any]:
    """Describe the site as a whole, with its search."""
    search = {"@type": "SearchAction", "query-input": "required name=q"}
    search["target"] = absolute("/search/") + "?q={q}"
    return _whole(
        {
            "@type": "WebSite",
            "@id": f"{absolute('/')}#website",
            "url": absolute("/"),
            "name": site.name,
            "description": site.description or site.tagline,
            "inLanguage": site.language,
            "publisher": publisher(site),
            "potentialAction": search,
        }
    )


def publisher(site: SiteSettings) -> dict[str, Any]:
    """Describe the organisation behind the site."""
    logo = absolute(site.logo.url) if site.logo else ""
    links = [link["address"] for link in getattr(site, "social", [])]
    return _filled(
        {
            "@type": "Organization",
            "@id": f"{absolute('/')}#organization",
            "name": site.name,
            "url": absolute("/"),
            "logo": logo,
            "sameAs": links,
        }
    )


def breadcrumbs(steps: Sequence[tuple[str, str]]) -> dict[str, Any]:
    """Describe where a page stands: (label, path), from the top to the page itself."""
    return _whole(
        {
            "@type": "BreadcrumbList",
            "itemListElement": [
                {"@type": "ListItem", "position": n, "name": label, "item": absolute(path)}
                for n, (label, path) in enumerate([(_("Home"), "/"), *steps], 1)
            ],
        }
    )


def blog_posting(site: SiteSettings, content: Content) -> dict[str, Any]:
    """Describe a post, with everyone credited and every partner acknowledged."""
    return _whole(
        {
            "@type": "BlogPosting",
            **_document(site, content),
            "headline": content.title,
            "alternativeHeadline": content.subtitle,
            "wordCount": content.words,
            "articleSection": content.category.name if content.category else "",
            "keywords": [tag.name for tag in content.tags],
            **_people(site, content.credits),
            **_partners(content.acknowledgements),
            "isPartOf": _wholes_of(content),
            "citation": content.external_url,
            "correction": [
                {
                    "@type": "CorrectionComment",
                    "text": one.note,
                    "datePublished": one.at.isoformat(),
                }
                for one in content.corrections
            ],
        }
    )


def web_page(site: SiteSettings, content: Content) -> dict[str, Any]:
    """Describe a page."""
    return _whole(
        {
            "@type": "WebPage",
            **_document(site, content),
            "name": content.title,
            "isPartOf": {"@id": f"{absolute('/')}#website"},
        }
    )


def _document(site: SiteSettings, content: Content) -> dict[str, Any]:
    changed = content.updated_at or content.published_at
    return {
        "@id": content.absolute_url,
        "url": content.absolute_url,
        "mainEntityOfPage": content.absolute_url,
        "description": content.excerpt,
        "inLanguage": content.language,
        "datePublished": content.published_at.isoformat() if content.published_at else "",
        "dateModified": changed.isoformat() if changed else "",
        "image": _image(content.featured),
        "publisher": publisher(site),
        "license": site.licence_url,
    }


def _image(picture: Picture | None) -> dict[str, Any] | None:
    if picture is None:
        return None
    return _filled(
        {
            "@type": "ImageObject",
            "url": picture.absolute_url,
            "width": picture.width,
            "height": picture.height,
            "caption": picture.caption,
            "creditText": picture.credit,
        }
    )


def _people(site: SiteSettings, credits_: Iterable[Byline]) -> dict[str, Any]:
    people: dict[str, list[dict[str, Any]]] = {}
    for credit in credits_:
        people.setdefault(CREDITS.get(credit.role, "contributor"), []).append(_person(credit))
    people.setdefault("author", [publisher(site)])
    return people


def _person(credit: Byline) -> dict[str, Any]:
    orcid = f"https://orcid.org/{credit.orcid}" if credit.orcid else ""
    affiliation = {"@type": "Organization", "name": credit.affiliation}
    return _filled(
        {
            "@type": "Person",
            "name": credit.name,
            "url": credit.absolute_url,
            "sameAs": [address for address in (orcid, credit.website) if address],
            "affiliation": affiliation if credit.affiliation else None,
        }
    )


def _partners(thanks: Iterable[Thanks]) -> dict[str, Any]:
    partners: dict[str, list[dict[str, Any]]] = {}
    for row in thanks:
        partners.setdefault(THANKS.get(row.role, "mentions"), []).append(_organisation(row))
        if row.grant:
            partners.setdefault("funding", []).append(_grant(row))
    return partners


def _organisation(thanks: Thanks) -> dict[str, Any]:
    return _filled(
        {
            "@type": "Organization",
            "name": thanks.name,
            "url": thanks.absolute_url or thanks.website,
            "sameAs": thanks.website,
        }
    )


def _grant(thanks: Thanks) -> dict[str, Any]:
    return _filled(
        {
            "@type": "Grant",
            "name": thanks.grant,
            "identifier": thanks.grant_number,
            "url": thanks.grant_url,
            "funder": _organisation(thanks),
        }
    )


def _wholes_of(content: Content) -> list[dict[str, Any]]:
    wholes: list[dict[str, Any]] = [
        {"@type": "Blog", "@id": f"{absolute('/blog/')}#blog", "url": absolute("/blog/")}
    ]
    if content.series:
        series = {"@type": "CreativeWorkSeries", "name": content.series.name}
        wholes.append({**series, "url": absolute(content.series.url)})
    return wholes


def _filled(values: dict[str, Any]) -> dict[str, Any]:
    """Leave out what isn't known."""
    return {name: value for name, value in values.items() if value not in ("", None, [])}


def _whole(values: dict[str, Any]) -> dict[str, Any]:
    return {"@context": CONTEXT, **_filled(values)}
