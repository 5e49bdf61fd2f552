"""What texts can be filtered by: who wrote them, with whom, about what, when, in which language."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from blog.models import Document, Post

if TYPE_CHECKING:
    from datetime import datetime

# In the order in which they are shown.
KINDS = ("author", "tag", "partner", "category", "year", "language")
# Of these a text has but one, so two of them are alternatives.
SINGLE = frozenset(["category", "year", "language"])


def facets_of(document: Document, zone: ZoneInfo) -> list[str]:
    """Return the facets of a post loaded by `with_relations`, or of a page, such as `tag=12`.

    Those of rows that were merged are those of the rows they were merged into. `zone` is that in
    which the site counts years.
    """
    found = [facet("language", document.language)]
    if isinstance(document, Post):
        found += _of_post(document, zone)
    return list(dict.fromkeys(found))


def _of_post(post: Any, zone: ZoneInfo) -> list[str]:
    named = (
        *(("author", credit.author) for credit in post.credits.all()),
        *(("tag", tagging.tag) for tagging in post.taggings.all()),
        *(("partner", thanks.collaborator) for thanks in post.acknowledgements.all()),
    )
    found = [facet(kind, row.resolved().pk) for kind, row in named]
    if post.category_id:
        found.append(facet("category", post.category_id))
    at: datetime = post.published_at
    return [*found, facet("year", at.astimezone(zone).year)]


def facet(kind: str, value: object) -> str:
    """Return a facet as it stands in the index: letters, digits and one sign."""
    return f"{kind}={str(value).lower().replace('-', '')}"
