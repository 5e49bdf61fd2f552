"""Which addresses an object may have, and the one way to make an address absolute."""

from __future__ import annotations

import re
from urllib.parse import urljoin

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.text import slugify

# First parts of the paths that routes answer; a page can't stand under them.
ROUTES = frozenset(
    [
        "accounts",
        "admin",
        "archive",
        "author",
        "authors",
        "blog",
        "card",
        "categories",
        "category",
        "collaborators",
        "diagram",
        "feed",
        "feeds",
        "healthz",
        "index",
        "language",
        "media",
        "preview",
        "readyz",
        "robots",
        "search",
        "series",
        "sitemap",
        "static",
        "tag",
        "tags",
    ]
)
SLUG_MAX = 200
PAGE_PATH_MAX = 300
_SLUG = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")
_PATH = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*(?:/[a-z0-9]+(?:[-_][a-z0-9]+)*)*")


def absolute(address: str) -> str:
    """Return the address (a path on this site, or absolute already) as an absolute IRI.

    The site's own scheme and host come from `SITE_URL`, never from a request.
    """
    return urljoin(f"{settings.SITE_URL}/", address)


def leads_somewhere(address: str) -> bool:
    """Whether it is a path on this site or a whole http(s) address.

    Browsers read // and /\\ at the beginning as another host, so neither is a path.
    """
    if address.startswith("/"):
        return address[1:2] not in ("/", "\\")
    return address.lower().startswith(("https://", "http://"))


def make_slug(text: str, fallback: str = "untitled") -> str:
    """Return an ASCII slug of at most 200 characters; never empty and never a year."""
    slug = slugify(text).replace("_", "-").strip("-")[:SLUG_MAX].strip("-") or fallback
    return f"{slug}-" + fallback if re.fullmatch(r"\d{4}", slug) else slug


def validate_slug(value: str) -> None:
    """Refuse a slug that could not be an address of its own for ever.

    Raises ValidationError with a sentence for the person who typed it.
    """
    if not _SLUG.fullmatch(value):
        raise ValidationError(
            "Use lower-case letters without accents, digits and single hyphens in the address, "
            "such as spring-report."
        )
    if re.fullmatch(r"\d{4}", value):
        raise ValidationError(
            f"“{value}” is the address of a year's archive. Add a word, such as {value}-report."
        )


def validate_page_path(value: str) -> None:
    """Refuse a page's path that a route answers or that looks like a file.

    Raises ValidationError with a sentence for the person who typed it.
    """
    if "." in value:
        raise ValidationError("A page's path can't have a dot: addresses with dots are files.")
    if not _PATH.fullmatch(value):
        raise ValidationError(
            "Write the path as words between slashes, in lower-case letters, digits and hyphens, "
            "such as about/funding."
        )
    first = value.split("/", maxsplit=1)[0]
    if first in ROUTES:
        raise ValidationError(
            f"Addresses under /{first}/ belong to the site itself. Choose another first word."
        )
    if re.fullmatch(r"\d{4}/[^/]+", value):
        raise ValidationError(
            f"Addresses such as /{value}/ lead to posts by their year. Choose another first word."
        )
