"""What a post's page leads on to: the posts before and after it, its series, translations, kin."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Q

from blog.models import Post, Tagging

RELATED = 3


@dataclass(frozen=True, slots=True)
class Neighbour:
    """Another post, as a link to it."""

    pk: int
    title: str
    url: str
    language: str
    published_at: datetime
    place: int | None = None


@dataclass(frozen=True, slots=True)
class Around:
    """The public posts around one post. `series` is in reading order and includes the post."""

    newer: Neighbour | None = None
    older: Neighbour | None = None
    series: tuple[Neighbour, ...] = ()
    previous_part: Neighbour | None = None
    next_part: Neighbour | None = None
    translations: tuple[Neighbour, ...] = ()
    related: tuple[Neighbour, ...] = ()


def around(post: Post) -> Around:
    """Return the public posts around a stored post, in one query."""
    newer, older, kin = _newer(post), _older(post), _kin(post)
    wanted = Q(pk__in=newer) | Q(pk__in=older) | Q(pk__in=kin)
    wanted |= Q(translation_group=post.translation_group)
    if post.series_id:
        wanted |= Q(series=post.series_id)
    rows = (
        Post.objects.published()
        .filter(wanted)
        .annotate(shared=Count("taggings", filter=Q(taggings__tag__in=_tags(post))))
        .newest_first()
        .only(
            "title",
            "slug",
            "language",
            "published_at",
            "translation_group",
            "series_id",
            "series_position",
        )
    )
    return _sorted_out(post, list(rows))


def _sorted_out(post: Post, rows: list[Any]) -> Around:
    others = [row for row in rows if row.pk != post.pk]
    moment = (post.published_at, post.pk) if post.published_at else None
    newer = [row for row in others if moment and (row.published_at, row.pk) > moment]
    older = [row for row in others if moment and (row.published_at, row.pk) < moment]
    series = _in_order([row for row in rows if post.series_id and row.series_id == post.series_id])
    place = next((n for n, row in enumerate(series) if row.pk == post.pk), None)
    translations = [row for row in others if row.translation_group == post.translation_group]
    apart = {row.pk for row in (*series, *translations)}
    related = [row for row in others if row.shared and row.pk not in apart]
    related.sort(key=lambda row: row.shared, reverse=True)
    return Around(
        newer=_neighbour(newer[-1]) if newer else None,
        older=_neighbour(older[0]) if older else None,
        series=tuple(_neighbour(row, n) for n, row in enumerate(series, 1)),
        previous_part=_neighbour(series[place - 1]) if place else None,
        next_part=_neighbour(series[place + 1])
        if place is not None and place + 1 < len(series)
        else None,
        translations=tuple(_neighbour(row) for row in translations),
        related=tuple(_neighbour(row) for row in related[:RELATED]),
    )


def _in_order(parts: list[Any]) -> list[Any]:
    """Sort by the place given in the series; parts without one come after, by date."""
    last = 1_000_000
    return sorted(
        parts,
        key=lambda row: (
            last if row.series_position is None else row.series_position,
            row.published_at,
            row.pk,
        ),
    )


def _neighbour(row: Any, place: int | None = None) -> Neighbour:
    return Neighbour(
        row.pk, row.title, row.get_absolute_url(), row.language, row.published_at, place
    )


def _newer(post: Post) -> Any:
    later = Q(published_at__gt=post.published_at) | Q(
        published_at=post.published_at, pk__gt=post.pk
    )
    return _pks(post, later).order_by("published_at", "pk")[:1]


def _older(post: Post) -> Any:
    earlier = Q(published_at__lt=post.published_at) | Q(
        published_at=post.published_at, pk__lt=post.pk
    )
    return _pks(post, earlier).newest_first()[:1]


def _pks(post: Post, moment: Q) -> Any:
    posts = Post.objects.published() if post.published_at else Post.objects.none()
    return posts.filter(moment if post.published_at else Q()).values("pk")


def _tags(post: Post) -> Any:
    return Tagging.objects.filter(post=post.pk).values("tag")


def _kin(post: Post) -> Any:
    """Return the posts that share most tags, newest first; some more, as some are shown above."""
    return (
        Post.objects.published()
        .exclude(pk=post.pk)
        .exclude(translation_group=post.translation_group)
        .filter(taggings__tag__in=_tags(post))
        .annotate(shared=Count("taggings"))
        .order_by("-shared", "-published_at", "-pk")
        .values("pk")[: RELATED * 2]
    )
