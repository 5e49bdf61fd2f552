"""What schema.org lets each type say, as far as pages here say it: written down by hand.

A type has what is listed for it, and what its kinds above have (https://schema.org/docs/full.html).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

ABOVE = {
    "Article": "CreativeWork",
    "Blog": "CreativeWork",
    "BlogPosting": "SocialMediaPosting",
    "BreadcrumbList": "ItemList",
    "CollectionPage": "WebPage",
    "CorrectionComment": "Comment",
    "Comment": "CreativeWork",
    "CreativeWork": "Thing",
    "CreativeWorkSeries": "CreativeWork",
    "EntryPoint": "Thing",
    "Grant": "Thing",
    "ImageObject": "MediaObject",
    "ItemList": "Thing",
    "ListItem": "Thing",
    "MediaObject": "CreativeWork",
    "MonetaryGrant": "Grant",
    "Organization": "Thing",
    "Person": "Thing",
    "ProfilePage": "WebPage",
    "PropertyValue": "Thing",
    "Role": "Thing",
    "SearchAction": "Thing",
    "SocialMediaPosting": "Article",
    "WebPage": "CreativeWork",
    "WebSite": "CreativeWork",
}
MAY_SAY = {
    "Thing": "description identifier image mainEntityOfPage name potentialAction sameAs url",
    "CreativeWork": "about alternativeHeadline author citation contributor correction creditText"
    " dateModified datePublished editor funder funding hasPart headline inLanguage"
    " isAccessibleForFree isPartOf keywords license mainEntity mentions position publisher sponsor"
    " text timeRequired translationOfWork translator workTranslation",
    "Article": "articleBody articleSection wordCount",
    "WebPage": "breadcrumb primaryImageOfPage",
    "MediaObject": "contentUrl height width",
    "ImageObject": "caption",
    "ItemList": "itemListElement numberOfItems",
    "ListItem": "item position",
    "Organization": "logo",
    "Person": "affiliation",
    "Grant": "funder fundedItem sponsor",
    "PropertyValue": "propertyID value",
    "EntryPoint": "urlTemplate",
    # A role stands between a thing and one of its properties, whose name it repeats; an action's
    # input may be annotated (https://schema.org/docs/actions.html).
    "Role": "roleName contributor",
    "SearchAction": "target query query-input",
}


def allowed(kind: str) -> set[str]:
    """Return the properties of a type; empty for one that schema.org, or this list, lacks."""
    found = set(MAY_SAY.get(kind, "").split())
    return found | allowed(ABOVE[kind]) if kind in ABOVE else found


def nodes(value: Any) -> Iterator[dict[str, Any]]:
    """Yield every node in a value, references to others left out."""
    if isinstance(value, list):
        for one in value:
            yield from nodes(one)
    elif isinstance(value, dict):
        if "@type" in value:
            yield value
        for one in value.values():
            yield from nodes(one)


def wrong(document: dict[str, Any]) -> list[str]:
    """Return what of a page's description isn't in the vocabulary, or says nothing."""
    found = [
        f"{node['@type']}.{name}"
        for node in nodes(document)
        for name, value in node.items()
        if not name.startswith("@")
        if name not in allowed(node["@type"]) or value in ("", None, [], {})
    ]
    return found + [node["@type"] for node in nodes(document) if not allowed(node["@type"])]
