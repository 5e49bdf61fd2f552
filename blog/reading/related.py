"""Finding the posts that go on from a post: when it is published, so that reading costs nothing.

What counts is what two posts share: their tags most, then partners, series and category; among
equals the newest. Only so many posts are looked at, the newest of each tag, partner and series,
so that a tag on 30,000 posts costs what one on 300 does.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from django.db import transaction

from blog.models import Acknowledgement, Document, Post, RelatedPost, Status, Tagging

# For each post. More than are shown: some are no longer public, or not yet, or shown elsewhere.
STORED = 12
LOOKED_AT = 400
OF_EACH = 200
NAMES = 20
# A new post takes a place with as many others as this.
GIVEN_TO = 60
TAG, PARTNER, SERIES, CATEGORY = 6, 4, 4, 1
# A reader of one language seldom goes on in another.
SAME_LANGUAGE = 8
# Parts of the same series are shown as such already; they must not crowd out the rest.
OF_THE_SERIES = 3


def update(document: Document, change: str, **kwargs: Any) -> None:
    """Find anew what goes on from a post that changed; receives `post_changed`."""
    if not isinstance(document, Post) or change in ("renamed", "rendered"):
        return
    with transaction.atomic():
        # One at a time: two that both found no rows would both insert them.
        row = Post.objects.select_for_update(of=("self",)).filter(pk=document.pk).first()
        if row:
            relate(row)


def relate(post: Post) -> None:
    """Store what goes on from a post, and the post with those that it goes on from."""
    RelatedPost.objects.filter(post=post.pk).delete()
    RelatedPost.objects.filter(other=post.pk).delete()
    if post.status != Status.PUBLISHED:
        return
    scored = _scored(post)
    RelatedPost.objects.bulk_create(
        RelatedPost(post=post, other=other, score=score) for other, score in _best(post, scored)
    )
    given = scored[:GIVEN_TO]
    RelatedPost.objects.bulk_create(
        RelatedPost(post=other, other=post, score=score) for other, score in given
    )
    _trim([other.pk for other, _ in given])


def scores(post: Post) -> dict[int, int]:
    """Return the keys of what would go on from a draft, for its preview, with how much is shared.

    Nothing is stored of a draft, so this is found when it is asked for.
    """
    return {other.pk: score for other, score in _best(post, _scored(post))}


def rebuild() -> Iterator[int]:
    """Find everything anew, oldest post first; yield how many posts are done, after each."""
    keys = Post.objects.filter(status=Status.PUBLISHED).order_by("published_at", "pk")
    for number, pk in enumerate(keys.values_list("pk", flat=True).iterator(), 1):
        if post := Post.objects.filter(pk=pk).first():
            with transaction.atomic():
                relate(post)
        yield number


def _scored(post: Post) -> list[tuple[Post, int]]:
    """Return the posts that share something with this one, with how much; most first."""
    tags, partners = _tags(post), _partners(post)
    candidates = _candidates(post, tags, partners)
    shared: Counter[int] = Counter()
    for taggings in Tagging.objects.filter(post__in=candidates, tag__in=tags).values("post"):
        shared[taggings["post"]] += TAG
    thanks = Acknowledgement.objects.filter(post__in=candidates, collaborator__in=partners)
    for pk in thanks.values_list("post", flat=True).distinct():
        shared[pk] += PARTNER
    others = (
        Post.objects.filter(pk__in=candidates, status=Status.PUBLISHED)
        .exclude(translation_group=post.translation_group)
        .only("language", "series_id", "category_id", "published_at")
    )
    scored = [(other, shared[other.pk] + _kinship(post, other)) for other in others]
    return sorted(
        scored, key=lambda pair: (pair[1], pair[0].published_at, pair[0].pk), reverse=True
    )


def _kinship(post: Post, other: Post) -> int:
    score = SAME_LANGUAGE if other.language == post.language else 0
    if post.series_id and other.series_id == post.series_id:
        score += SERIES
    if post.category_id and other.category_id == post.category_id:
        score += CATEGORY
    return score


def _candidates(post: Post, tags: list[int], partners: list[int]) -> list[int]:
    """Return the newest posts of each of its tags and partners, and of its series."""
    found: set[int] = set()
    # By their own keys, which grow as posts are published: by date, all of a tag would be read.
    for tag in tags:
        rows = Tagging.objects.filter(tag=tag).order_by("-pk")
        found.update(rows.values_list("post", flat=True)[:OF_EACH])
    for partner in partners:
        thanks = Acknowledgement.objects.filter(collaborator=partner).order_by("-pk")
        found.update(thanks.values_list("post", flat=True)[:OF_EACH])
    if post.series_id:
        parts = Post.objects.filter(series=post.series_id).order_by("-pk")
        found.update(parts.values_list("pk", flat=True)[:OF_EACH])
    return sorted(found - {post.pk}, reverse=True)[:LOOKED_AT]


def _tags(post: Post) -> list[int]:
    return list(post.taggings.values_list("tag", flat=True)[:NAMES])


def _partners(post: Post) -> list[int]:
    return list(dict.fromkeys(post.acknowledgements.values_list("collaborator", flat=True)))[:NAMES]


def _best(post: Post, scored: Iterable[tuple[Post, int]]) -> list[tuple[Post, int]]:
    """Return the first of the posts, of the post's own series only a few."""
    parts = 0
    kept = []
    for other, score in scored:
        same = bool(post.series_id) and other.series_id == post.series_id
        parts += same
        if not same or parts <= OF_THE_SERIES:
            kept.append((other, score))
    return kept[:STORED]


def _trim(posts: list[int]) -> None:
    """Leave each of the posts no more than it may have, the best."""
    rows = RelatedPost.objects.filter(post__in=posts).order_by("-score", "-other__published_at")
    found: dict[int, list[int]] = defaultdict(list)
    for pk, post in rows.values_list("pk", "post"):
        found[post].append(pk)
    extra = [pk for pks in found.values() for pk in pks[STORED:]]
    RelatedPost.objects.filter(pk__in=extra).delete()
