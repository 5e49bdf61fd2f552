"""Finding the posts that go on from a post: when it is published, so that reading costs nothing.

What counts is what two posts share: their tags most, then partners, series and category; among
equals the newest. Only so many posts are looked at, the newest of each tag, partner and series,
so that a tag on 30,000 posts costs what one on 300 does.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef

from blog.models import Acknowledgement, Document, Post, RelatedPost, Status, Tagging
from blog.reading.kinship import Kin, Kinship, load, ranked

# For each post. More than are shown: some are no longer public, or not yet, or shown elsewhere.
STORED = 12
LOOKED_AT = 400
OF_EACH = 200
NAMES = 20
# A new post takes a place with as many others as this.
GIVEN_TO = 60
# Parts of the same series are shown as such already; they must not crowd out the rest.
OF_THE_SERIES = 3
CHUNK = 500


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
    kinship, kin = _found(post)
    RelatedPost.objects.bulk_create(
        RelatedPost(post_id=post.pk, other_id=other, score=score)
        for other, score in _best(kinship, post.pk, kin)
    )
    given = kin[:GIVEN_TO]
    RelatedPost.objects.bulk_create(
        RelatedPost(post_id=other, other_id=post.pk, score=score) for other, score in given
    )
    _trim([other for other, _ in given])


def scores(post: Post) -> dict[int, int]:
    """Return the keys of what would go on from a draft, for its preview, with how much is shared.

    Nothing is stored of a draft, so this is found when it is asked for.
    """
    return dict(_best(*_args(post)))


def is_incomplete() -> bool:
    """Whether a post shares a tag with another and yet nothing goes on from it: where nothing was
    found so far, or finding was cut short.
    """
    alone = ~Exists(RelatedPost.objects.filter(post=OuterRef("post")))
    akin = (
        Tagging.objects.filter(tag=OuterRef("tag"), post__status=Status.PUBLISHED)
        .exclude(post__translation_group=OuterRef("post__translation_group"))
        .order_by()
    )
    of_posts = Tagging.objects.filter(post__status=Status.PUBLISHED).order_by()
    return bool(of_posts.filter(alone).filter(Exists(akin)).exists())


def rebuild() -> Iterator[int]:
    """Find everything anew; yield how many posts are done, now and then.

    What the posts share is held in memory meanwhile, or each would cost a dozen queries. They are
    stored in parts, so that nobody waits to publish; what is published meanwhile keeps its places.
    """
    kinship = load(Post.objects.released())
    newest = _newest_of_each(kinship)
    keys = sorted(kinship)
    for start in range(0, len(keys), CHUNK):
        chunk = keys[start : start + CHUNK]
        rows = [
            RelatedPost(post_id=key, other_id=other, score=score)
            for key in chunk
            for other, score in _best(kinship, key, _known(kinship, key, newest))
        ]
        with transaction.atomic():
            RelatedPost.objects.filter(post__in=chunk, other__lte=keys[-1]).delete()
            RelatedPost.objects.bulk_create(rows, ignore_conflicts=True)
        yield start + len(chunk)


def _found(post: Post) -> tuple[Kinship, list[tuple[int, int]]]:
    keys = _candidates(post)
    rows = Post.objects.filter(pk__in=[*keys, post.pk])
    kinship = load(rows.released() | rows.filter(pk=post.pk))
    return kinship, ranked(kinship, post.pk, keys)


def _args(post: Post) -> tuple[Kinship, int, list[tuple[int, int]]]:
    kinship, kin = _found(post)
    return kinship, post.pk, kin


def _candidates(post: Post) -> list[int]:
    """Return the newest posts of each of its tags and partners, and of its series."""
    found: set[int] = set()
    # By their own keys, which grow as posts are published: by date, all of a tag would be read.
    for tag in post.taggings.values_list("tag", flat=True)[:NAMES]:
        rows = Tagging.objects.filter(tag=tag).order_by("-pk")
        found.update(rows.values_list("post", flat=True)[:OF_EACH])
    for partner in post.acknowledgements.values_list("collaborator", flat=True)[:NAMES]:
        thanks = Acknowledgement.objects.filter(collaborator=partner).order_by("-pk")
        found.update(thanks.values_list("post", flat=True)[:OF_EACH])
    if post.series_id:
        parts = Post.objects.filter(series=post.series_id).order_by("-pk")
        found.update(parts.values_list("pk", flat=True)[:OF_EACH])
    return _newest(found - {post.pk})


def _newest(keys: Iterable[int]) -> list[int]:
    return sorted(keys, reverse=True)[:LOOKED_AT]


def _newest_of_each(kinship: Kinship) -> dict[tuple[str, int], list[int]]:
    """Return, for each tag, partner and series, the keys of its newest posts."""
    newest: dict[tuple[str, int], list[int]] = defaultdict(list)
    for key in sorted(kinship, reverse=True):
        for thing in _things(kinship[key]):
            if len(newest[thing]) < OF_EACH:
                newest[thing].append(key)
    return newest


def _known(
    kinship: Kinship, key: int, newest: dict[tuple[str, int], list[int]]
) -> list[tuple[int, int]]:
    found = {other for thing in _things(kinship[key]) for other in newest[thing]}
    return ranked(kinship, key, _newest(found - {key}))


def _things(post: Kin) -> Iterator[tuple[str, int]]:
    yield from (("tag", tag) for tag in post.tags)
    yield from (("partner", partner) for partner in post.partners)
    if post.series:
        yield "series", post.series


def _best(kinship: Kinship, key: int, kin: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the first of the posts, of the post's own series only a few."""
    parts = 0
    kept = []
    for other, score in kin:
        same = bool(kinship[key].series) and kinship[other].series == kinship[key].series
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
