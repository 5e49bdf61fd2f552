"""Finding what an address on this site leads to."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.urls import Resolver404, resolve

from blog.models import Author, Category, Collaborator, Page, Post, Series, Tag
from blog.models.redirect import normal_path

# What a view of this name shows, and the column that its address names it by.
_SHOWN: dict[str, tuple[type[Any], str]] = {
    "post": (Post, "slug"),
    "page": (Page, "path"),
    "author": (Author, "slug"),
    "collaborator": (Collaborator, "slug"),
    "category": (Category, "slug"),
    "tag": (Tag, "slug"),
    "series": (Series, "slug"),
}


def thing_at(address: str) -> Any:
    """Return the post, page, author … whose own address this is, or None.

    `address` is a path here, or a whole address on this site's own host.
    """
    path = normal_path(address.removeprefix(settings.SITE_URL))
    try:
        match = resolve(path)
    except Resolver404:
        return None
    if match.url_name not in _SHOWN:
        return None
    model, column = _SHOWN[match.url_name]
    return model.objects.filter(**{column: match.kwargs.get(column)}).first()
