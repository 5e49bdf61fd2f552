"""The rows beneath a post that its page loads with it, as JSON, and the same rows from a query."""

from __future__ import annotations

from datetime import datetime
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from django.db.models import OuterRef, Subquery
from django.db.models.functions import Coalesce

from blog.models.json_list import json_rows, moment

if TYPE_CHECKING:
    from blog.models.taxonomy import Tag


def tags_listed() -> Subquery:
    """Return a post's tags for an annotation that `tags_of` reads; merged ones as successors."""
    from blog.models.taxonomy import Tagging

    tag = {
        name: Coalesce(f"tag__merged_into__{name}", f"tag__{name}")
        for name in ("name", "slug", "description")
    }
    rows = Tagging.objects.filter(post=OuterRef("pk"))
    return json_rows(rows, pk="pk", position="position", **tag)


def tags_of(post: Any) -> list[Tag]:
    """Return a post's tags in order, without a query where they were loaded with it."""
    from blog.models.taxonomy import Tag

    if not hasattr(post, "tags_listed"):
        return [tagging.tag for tagging in post.taggings.all()]
    return [
        Tag(name=row["name"], slug=row["slug"], description=row["description"])
        for row in sorted(post.tags_listed or (), key=itemgetter("position", "pk"))
    ]


def corrections_listed() -> Subquery:
    """Return a post's corrections for an annotation that `corrections_of` reads."""
    from blog.models.correction import Correction

    return json_rows(Correction.objects.filter(post=OuterRef("pk")), pk="pk", note="note", at="at")


def corrections_of(document: Any) -> list[tuple[str, datetime]]:
    """Return the notes and moments of what was corrected, oldest first."""
    # Whatever was corrected was updated: others need not be asked.
    if not document.updated_at:
        return []
    if not hasattr(document, "corrections_listed"):
        return [(row.note, row.at) for row in document.corrections.all()]
    rows = document.corrections_listed or ()
    found = sorted((moment(row["at"]), row["pk"], row["note"]) for row in rows)
    return [(note, at) for at, _, note in found]
