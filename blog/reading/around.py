"""What a post's page leads on to: the posts before and after it, its series, translations, kin."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils import timezone

from blog.models import Post, RelatedPost, Status
from blog.models.post import NO_PLACE
from blog.reading import related

RELATED = 3
# Of a long series, the parts that are shown before and after this one.
PARTS = 12


@dataclass(frozen=True, slots=True)
class Neighbour:
    """Another post, as a link to it."""

    pk: int
    title: str
    url: str
    language: str
    published_at: datetime


@dataclass(frozen=True, slots=True)
class Around:
    """The public posts around one post.

    `series` is in reading order and includes the post; of a long one it has the parts nearest to
    the post, and `has_more_parts` is true.
    """

    newer: Neighbour | None = None
    older: Neighbour | None = None
    series: tuple[Neighbour, ...] = ()
    previous_part: Neighbour | None = None
    next_part: Neighbour | None = None
    has_more_parts: bool = False
    translations: tuple[Neighbour, ...] = ()
    related: tuple[Neighbour, ...] = ()


def around(post: Post) -> Around:
    """Return the public posts around a stored post, in one query that reads few rows.

    A draft costs some more: what is related to it is not stored.
    """
    scores = None if post.status == Status.PUBLISHED else related.scores(post)
    stored = RelatedPost.objects.filter(post=post.pk).order_by().values("other")
    groups = [_newer(post), _older(post), *_parts(post), stored if scores is None else list(scores)]
    # A union of a few keys: one condition with an "or" would read every post.
    keys = Post.objects.filter(translation_group=post.translation_group).order_by().values("pk")
    keys = keys.union(*(Post.objects.filter(pk__in=g).order_by().values("pk") for g in groups))
    score = RelatedPost.objects.filter(post=post.pk, other=OuterRef("pk")).values("score")
    # Looked up by key alone: with a condition or an order, SQLite would go through every post.
    rows = (
        Post.objects.filter(pk__in=keys)
        .order_by()
        .annotate(score=Subquery(score[:1]))
        .only(
            "status",
            "title",
            "slug",
            "language",
            "published_at",
            "translation_group",
            "series_id",
            "series_position",
        )
    )
    found: list[Any] = [row for row in rows if row.is_public]
    found.sort(key=lambda row: (row.published_at, row.pk), reverse=True)
    return _sorted_out(post, found, scores or {row.pk: row.score for row in found if row.score})


def _sorted_out(post: Post, rows: list[Any], scores: dict[int, int]) -> Around:
    others = [row for row in rows if row.pk != post.pk]
    moment = (post.published_at, post.pk) if post.published_at else None
    newer = [row for row in others if moment and (row.published_at, row.pk) > moment]
    older = [row for row in others if moment and (row.published_at, row.pk) < moment]
    before, after, parts, more = _series(post, rows)
    translations = [row for row in others if row.translation_group == post.translation_group]
    apart = {row.pk for row in (*parts, *translations)}
    kin = [row for row in others if row.pk in scores and row.pk not in apart]
    kin.sort(key=lambda row: scores[row.pk], reverse=True)
    return Around(
        newer=_neighbour(newer[-1]) if newer else None,
        older=_neighbour(older[0]) if older else None,
        series=tuple(_neighbour(row) for row in parts),
        previous_part=_neighbour(before[-1]) if before else None,
        next_part=_neighbour(after[0]) if after else None,
        has_more_parts=more,
        translations=tuple(_neighbour(row) for row in translations),
        related=tuple(_neighbour(row) for row in kin[:RELATED]),
    )


def _series(post: Post, rows: list[Any]) -> tuple[list[Any], list[Any], list[Any], bool]:
    """Return the parts before the post, those after it, those to show, and whether some are not."""
    if not post.series_id:
        return [], [], [], False
    parts = sorted((row for row in rows if row.series_id == post.series_id), key=_place)
    place = next((n for n, row in enumerate(parts) if row.pk == post.pk), None)
    if place is None:
        return [], [], parts[:PARTS], len(parts) > PARTS
    before, after = parts[:place], parts[place + 1 :]
    shown = [*before[-PARTS:], parts[place], *after[:PARTS]]
    return before, after, shown, len(before) > PARTS or len(after) > PARTS


def _place(part: Any) -> tuple[int, datetime, int]:
    """Sort by the place given in the series; parts without one come after, by date."""
    place = NO_PLACE if part.series_position is None else part.series_position
    return place, part.published_at, part.pk


def _neighbour(row: Any) -> Neighbour:
    return Neighbour(row.pk, row.title, row.get_absolute_url(), row.language, row.published_at)


def _newer(post: Post) -> Any:
    """Return the key of the next newer post: the first in a range of the index."""
    if not post.published_at:
        return Post.objects.none().values("pk")
    # Written as a range with few exceptions: as two ranges with an "or", all would be read.
    later = Post.objects.published().filter(published_at__gte=post.published_at)
    same = Q(published_at=post.published_at, pk__lte=post.pk)
    return later.exclude(same).order_by("published_at", "pk").values("pk")[:1]


def _older(post: Post) -> Any:
    if not post.published_at:
        return Post.objects.none().values("pk")
    # One bound: given two, SQLite would begin at the later one, and walk from the newest post.
    earlier = Post.objects.published(min(post.published_at, timezone.now()))
    same = Q(published_at=post.published_at, pk__gte=post.pk)
    return earlier.exclude(same).newest_first().values("pk")[:1]


def _parts(post: Post) -> list[Any]:
    """Return the keys of the parts around it, one more to each side than are shown."""
    if not post.series_id:
        return []
    place = NO_PLACE if post.series_position is None else post.series_position
    parts = (
        Post.objects.published()
        .filter(series=post.series_id)
        .annotate(place=Coalesce("series_position", Value(NO_PLACE)))
    )
    if not post.published_at:
        return [parts.order_by("place", "published_at", "pk").values("pk")[: PARTS + 1]]
    at = post.published_at
    here = Q(place=place)
    sooner = here & (Q(published_at__lt=at) | Q(published_at=at, pk__lt=post.pk))
    later = here & (Q(published_at__gt=at) | Q(published_at=at, pk__gte=post.pk))
    before = parts.filter(place__lte=place).exclude(later)
    after = parts.filter(place__gte=place).exclude(sooner)
    return [
        before.order_by("-place", "-published_at", "-pk").values("pk")[: PARTS + 1],
        # The post itself is among them.
        after.order_by("place", "published_at", "pk").values("pk")[: PARTS + 2],
    ]
