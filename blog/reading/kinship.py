"""How much two posts share."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from blog.models import Acknowledgement, Tagging

TAG, PARTNER, SERIES, CATEGORY = 6, 4, 4, 1
# A reader of one language seldom goes on in another.
SAME_LANGUAGE = 8
NEVER = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Kin:
    """What of a post counts: the keys of what it belongs to."""

    language: str
    at: datetime
    series: int | None
    category: int | None
    group: UUID
    tags: frozenset[int]
    partners: frozenset[int]


Kinship = dict[int, Kin]


def load(posts: Any) -> Kinship:
    """Return what counts of each of the posts, by their keys: three queries."""
    tags = _names_of(Tagging.objects.filter(post__in=posts.values("pk")), "tag")
    thanks = Acknowledgement.objects.filter(post__in=posts.values("pk"))
    partners = _names_of(thanks, "collaborator")
    columns = ("pk", "language", "published_at", "series", "category", "translation_group")
    return {
        pk: Kin(language, at or NEVER, series, category, group, tags[pk], partners[pk])
        for pk, language, at, series, category, group in posts.order_by().values_list(*columns)
    }


def _names_of(rows: Any, column: str) -> dict[int, frozenset[int]]:
    found: dict[int, set[int]] = defaultdict(set)
    for post, name in rows.order_by().values_list("post", column):
        found[post].add(name)
    none: frozenset[int] = frozenset()
    return defaultdict(lambda: none, {post: frozenset(names) for post, names in found.items()})


def ranked(kinship: Kinship, key: int, others: Iterable[int]) -> list[tuple[int, int]]:
    """Return the keys of other posts with how much each shares; most first, then the newest.

    Translations of the post are no kin: they are the post.
    """
    post = kinship[key]
    pairs = [
        (other, _shared(post, kinship[other]))
        for other in others
        if other in kinship and kinship[other].group != post.group
    ]
    return sorted(pairs, key=lambda pair: (pair[1], kinship[pair[0]].at, pair[0]), reverse=True)


def _shared(post: Kin, other: Kin) -> int:
    score = TAG * len(post.tags & other.tags) + PARTNER * len(post.partners & other.partners)
    if post.language == other.language:
        score += SAME_LANGUAGE
    if post.series and post.series == other.series:
        score += SERIES
    if post.category and post.category == other.category:
        score += CATEGORY
    return score
