"""Keeping what lists of posts are read from: in the transaction that changes the live rows."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from datetime import datetime, tzinfo
from typing import Any, NamedTuple

from django.db import transaction
from django.db.models import Count, Exists, F, OuterRef, QuerySet
from django.db.models.functions import Coalesce
from django_tasks import task

from blog.models import (
    Acknowledgement,
    Author,
    Collaborator,
    Credit,
    Document,
    ListCount,
    Listing,
    ListKind,
    Post,
    SiteSettings,
    Status,
    Tag,
    Tagging,
)
from blog.models.listing import BY_YEAR, ListKey, counted_as

CHUNK = 1000
_KINDS: dict[type[Any], ListKind] = {
    Author: ListKind.AUTHOR,
    Collaborator: ListKind.COLLABORATOR,
    Tag: ListKind.TAG,
}


class _Place(NamedTuple):
    key: ListKey
    language: str
    at: datetime


@transaction.atomic
def list_anew(document: Document) -> None:
    """Put a post into the lists that its live rows name, and out of all others; count it there.

    Call it in the transaction that changed those rows, and with the post locked.
    """
    if not isinstance(document, Post):
        return
    old = {
        _Place(row.key, row.language, row.at) for row in Listing.objects.filter(post=document.pk)
    }
    is_live = document.status == Status.PUBLISHED
    new = _places([document.pk])[document.pk] if is_live else set()
    if old == new:
        return
    Listing.objects.filter(post=document.pk).delete()
    Listing.objects.bulk_create(_listing(document.pk, place) for place in new)
    zone = SiteSettings.load().zone
    difference = _counted(new, zone)
    difference.subtract(_counted(old, zone))
    _add(difference)


@transaction.atomic
def move_listings(source: Author | Collaborator | Tag, into: Author | Collaborator | Tag) -> None:
    """Let the lists of what was merged be its successor's; a post in both stays once."""
    kind = _KINDS[type(source)]
    own = Listing.objects.filter(kind=kind, thing=source.pk)
    there = Listing.objects.filter(
        kind=kind, thing=into.pk, part=OuterRef("part"), post=OuterRef("post")
    )
    own.filter(Exists(there)).delete()
    own.update(thing=into.pk)
    both = {"kind": kind, "thing__in": [source.pk, into.pk]}
    _store_counts(ListCount.objects.filter(**both), Listing.objects.filter(**both))


def rebuild(tell: Callable[[int], object] = bool) -> int:
    """Put every post into its lists anew and count them; return the number of posts in lists.

    Whoever publishes meanwhile waits for a moment at most. `tell` is called with how many are done.
    """
    number = last = 0
    while chunk := _relisted(last):
        last = chunk[-1]
        number += Listing.objects.filter(post__in=chunk, kind=ListKind.LANGUAGE).count()
        tell(number)
    recount()
    return number


@transaction.atomic
def _relisted(last: int) -> list[int]:
    """Put the next posts behind this one into their lists anew; return their keys."""
    posts = Post.objects.filter(pk__gt=last).order_by("pk").select_for_update()
    chunk = list(posts.values_list("pk", flat=True)[:CHUNK])
    Listing.objects.filter(post__in=chunk).delete()
    Listing.objects.bulk_create(
        [_listing(pk, place) for pk, places in _places(chunk).items() for place in places], CHUNK
    )
    return chunk


@transaction.atomic
def recount() -> None:
    """Count what every list holds anew, by reading all listings."""
    _store_counts(ListCount.objects.all(), Listing.objects.all())


@task()
def recount_lists() -> None:
    """Recount in the background; a second run changes nothing."""
    recount()


def _places(posts: list[int]) -> defaultdict[int, set[_Place]]:
    """Return where each of the posts stands, as its live rows say; nowhere if it isn't live."""
    rows = Post.objects.released().filter(pk__in=posts).order_by()
    columns = ("pk", "language", "published_at", "category_id", "series_id")
    found: defaultdict[int, set[_Place]] = defaultdict(set)
    facts: dict[int, tuple[str, datetime]] = {}
    keys: list[tuple[int, ListKey]] = []
    for pk, language, at, category, series in rows.values_list(*columns):
        facts[pk] = language, at
        keys.append((pk, ListKey(ListKind.LANGUAGE, part=language)))
        keys += [(pk, ListKey(ListKind.CATEGORY, category))] if category else []
        keys += [(pk, ListKey(ListKind.SERIES, series))] if series else []
    for post, key in (*keys, *_keys_of_parts(list(facts))):
        found[post].add(_Place(key, *facts[post]))
    return found


def _keys_of_parts(posts: list[int]) -> Iterable[tuple[int, ListKey]]:
    """Yield (post, list) of what hangs on the posts; what was merged counts for its successor."""
    for post, tag in _resolved(Tagging, "tag", posts, "whose"):
        yield post, ListKey(ListKind.TAG, tag)
    for post, author, role in _resolved(Credit, "author", posts, "whose", "role"):
        yield post, ListKey(ListKind.AUTHOR, author)
        yield post, ListKey(ListKind.AUTHOR, author, role)
    thanks = _resolved(Acknowledgement, "collaborator", posts, "whose", "role", "grant")
    for post, partner, role, grant in thanks:
        yield post, ListKey(ListKind.COLLABORATOR, partner)
        yield post, ListKey(ListKind.COLLABORATOR, partner, role)
        if grant:
            yield post, ListKey(ListKind.GRANT, grant)


def _resolved(model: Any, name: str, posts: list[int], *columns: str) -> Iterable[tuple[Any, ...]]:
    rows: Any = model.objects.filter(post__in=posts).order_by()
    whose = Coalesce(f"{name}__merged_into", name)
    found: Iterable[tuple[Any, ...]] = rows.annotate(whose=whose).values_list("post", *columns)
    return found


def _listing(post: int, place: _Place) -> Listing:
    return Listing(post_id=post, **place.key._asdict(), language=place.language, at=place.at)


def _counted(places: Iterable[_Place], zone: tzinfo) -> Counter[ListKey]:
    return Counter(key for place in places for key in counted_as(place.key, place.at, zone))


def _add(difference: Counter[ListKey]) -> None:
    # In one order, or two who publish at once could wait for each other for ever.
    changed = sorted((key, n) for key, n in difference.items() if n)
    ListCount.objects.bulk_create(
        [ListCount(**key._asdict()) for key, n in changed if n > 0], ignore_conflicts=True
    )
    for key, n in changed:
        ListCount.objects.filter(**key._asdict()).update(posts=F("posts") + n)


def _store_counts(counts: QuerySet[ListCount], listings: QuerySet[Listing]) -> None:
    """Make counts say what listings, those of the same lists, say now.

    They are locked before anything is read, in the order in which publishing changes them, and
    changed where they stand: what somebody who waits for one adds to it then is right as well.
    """
    stored = list(counts.order_by("kind", "thing", "part").select_for_update())
    found = _tally(listings)
    wrong = [row for row in stored if row.posts != found[row.key]]
    for row in wrong:
        row.posts = found[row.key]
    ListCount.objects.bulk_update(wrong, ["posts"], CHUNK)
    new = sorted(found.keys() - {row.key for row in stored})
    ListCount.objects.bulk_create(
        [ListCount(**key._asdict(), posts=found[key]) for key in new],
        CHUNK,
        # Whoever published to a new list meanwhile has counted it.
        ignore_conflicts=True,
    )


def _tally(listings: QuerySet[Listing]) -> Counter[ListKey]:
    zone = SiteSettings.load().zone
    found: Counter[ListKey] = Counter()
    keys = listings.order_by().values_list("kind", "thing", "part")
    for kind, thing, part, posts in keys.annotate(Count("pk")):
        found[ListKey(kind, thing, part)] += posts
    timed = listings.filter(part="", kind__in=BY_YEAR) | listings.filter(kind=ListKind.LANGUAGE)
    rows = timed.order_by().values_list("kind", "thing", "part", "at")
    for kind, thing, part, at in rows.iterator(CHUNK):
        _, *by_time = counted_as(ListKey(kind, thing, part), at, zone)
        found.update(by_time)
    return found
