"""The site itself, and its lists."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from blog.models import SiteSettings
from blog.models.addresses import absolute
from blog.reading.structured.nodes import Node, at, publisher_id, ref, website_id


def website(site: SiteSettings) -> Node:
    """Describe the site as a whole, with its search."""
    target = {"@type": "EntryPoint", "urlTemplate": absolute("/search/") + "?q={q}"}
    return {
        "@type": "WebSite",
        "@id": website_id(),
        "url": absolute("/"),
        "name": site.name,
        "description": site.description or site.tagline,
        "inLanguage": site.language,
        "publisher": ref(publisher_id()),
        "potentialAction": {
            "@type": "SearchAction",
            "target": target,
            "query-input": "required name=q",
        },
    }


def publisher(site: SiteSettings) -> Node:
    """Describe the organisation behind the site."""
    return {
        "@type": "Organization",
        "@id": publisher_id(),
        "name": site.name,
        "url": absolute("/"),
        "logo": absolute(site.logo.url) if site.logo else "",
        "sameAs": [link["address"] for link in getattr(site, "social", [])],
    }


def breadcrumbs(path: str, steps: Sequence[tuple[str, str]], *, home: str) -> Node:
    """Describe where a page stands: (label, path), from the top to the page itself."""
    return {
        "@type": "BreadcrumbList",
        "@id": at(path, "breadcrumb"),
        "itemListElement": [
            {"@type": "ListItem", "position": n, "name": label, "item": absolute(step)}
            for n, (label, step) in enumerate([(home, "/"), *steps], 1)
        ],
    }


def collection(
    site: SiteSettings,
    path: str,
    *,
    title: str,
    description: str = "",
    shown: Iterable[str] = (),
    about: Node | None = None,
) -> Node:
    """Describe a list; `shown` are the paths of what is in it, `about` is whose list it is."""
    items = [
        {"@type": "ListItem", "position": n, "url": absolute(item)}
        for n, item in enumerate(shown, 1)
    ]
    return {
        **_page(path, title, site),
        "@type": "CollectionPage",
        "description": description,
        "about": about,
        "mainEntity": {"@type": "ItemList", "itemListElement": items} if items else None,
    }


def profile(site: SiteSettings, path: str, *, title: str, person: Node) -> Node:
    """Describe the page of somebody."""
    return {**_page(path, title, site), "@type": "ProfilePage", "mainEntity": person}


def _page(path: str, title: str, site: SiteSettings) -> Node:
    return {
        "@id": at(path),
        "url": at(path),
        "name": title,
        "inLanguage": site.language,
        "isPartOf": ref(website_id()),
        "breadcrumb": ref(at(path, "breadcrumb")),
    }
