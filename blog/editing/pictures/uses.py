"""Noting which pictures a version shows, and finding those that nothing else does."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, OuterRef, Q

from blog.models import (
    Author,
    Collaborator,
    Document,
    Image,
    Page,
    PictureUse,
    Post,
    PostTemplate,
    Revision,
    SiteSettings,
    Snapshot,
)
from blog.models.attached import owner_of
from blog.models.picture_use import names_in


def note_pictures(revision: Revision, snapshot: Snapshot) -> None:
    """Note what the revision shows; call it in the transaction that stores the revision."""
    names = names_in(snapshot.body)
    featured = snapshot.featured.id if snapshot.featured else None
    if not names and featured is None:
        return
    shown = Image.objects.filter(Q(file__in=names) | Q(pk=featured)).values_list("pk", flat=True)
    PictureUse.objects.bulk_create(PictureUse(revision=revision, image_id=pk) for pk in shown)


def shown_only_by(document: Document) -> list[Image]:
    """Return the pictures that some version of the document shows and nothing else on the site.

    Versions of other texts, templates, profiles, logos and photos count as something else.
    """
    own = PictureUse.objects.of(document)
    mine = {f"revision__{name}": row for name, row in owner_of(document).items()}
    others = PictureUse.objects.filter(image=OuterRef("pk")).exclude(**mine)
    candidates = Image.objects.filter(pk__in=own.values("image")).exclude(_is_pointed_at(document))
    found = list(candidates.exclude(Exists(others)).order_by("pk"))
    elsewhere = _names_in_profiles() if found else set()
    return [image for image in found if image.file.name not in elsewhere]


def _is_pointed_at(document: Document) -> Q:
    """Return the pictures that a row other than the document names by key."""
    me = owner_of(document)
    posts = Post.objects.exclude(pk=me["post"].pk) if "post" in me else Post.objects.all()
    pages = Page.objects.exclude(pk=me["page"].pk) if "page" in me else Page.objects.all()
    pointing: tuple[tuple[Any, str], ...] = (
        (posts, "featured"),
        (pages, "featured"),
        (Author.objects.all(), "photo"),
        (Collaborator.objects.all(), "logo"),
        (SiteSettings.objects.all(), "logo"),
    )
    found = Q()
    for rows, column in pointing:
        found |= Q(Exists(rows.filter(**{column: OuterRef("pk")})))
    return found


def _names_in_profiles() -> set[str]:
    """Return the pictures that bios, blurbs and templates hold; these tables are small."""
    texts: tuple[tuple[Any, str], ...] = (
        (Author.objects.all(), "bio"),
        (Collaborator.objects.all(), "blurb"),
        (PostTemplate.objects.all(), "body"),
    )
    return {
        name
        for rows, column in texts
        for text in rows.filter(**{f"{column}__contains": "images/"}).values_list(column, flat=True)
        for name in names_in(text)
    }
