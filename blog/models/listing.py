"""Which lists show a post, and how many posts each list holds.

Both say again what the live rows say, in an order in which one page of a list is read without
looking at the others. `editing/listings.py` keeps them. What is scheduled stands here already
with its date to come: whoever reads asks for the time.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import datetime, tzinfo
from typing import Any, ClassVar, NamedTuple

from django.db import models
from django.db.models import Count, DateTimeField, IntegerField, OuterRef, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils import timezone


class ListKind(models.TextChoices):
    """What a list is of. Each post is in exactly one of a language."""

    CATEGORY = "category"
    SERIES = "series"
    TAG = "tag"
    AUTHOR = "author"
    COLLABORATOR = "collaborator"
    GRANT = "grant"
    LANGUAGE = "language"
    MONTH = "month"


class ListKey(NamedTuple):
    """One list: of which kind, of which thing (its id; year and month as 202403), and of which
    part of it: a role, a year, or a language. The empty part is the whole.
    """

    kind: str
    thing: int = 0
    part: str = ""


# Whose posts are counted by year as well.
BY_YEAR = {ListKind.AUTHOR, ListKind.COLLABORATOR}


class ListingQuerySet(models.QuerySet["Listing"]):
    """Sets of listings."""

    def scheduled(self) -> ListingQuerySet:
        """Return those of posts that will appear by themselves: few."""
        return self.filter(at__gt=timezone.now())


class Listing(models.Model):
    """One published or scheduled post in one list."""

    post = models.ForeignKey("blog.Post", models.CASCADE, related_name="listings", db_index=False)
    kind = models.CharField(max_length=12, choices=ListKind)
    thing = models.BigIntegerField(default=0)
    part = models.CharField(max_length=20, blank=True)
    language = models.CharField(max_length=20)
    at = models.DateTimeField(help_text="The post's date.")

    objects: ClassVar = ListingQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-at", "-post_id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["post", "kind", "thing", "part"], name="listing_once_per_list"
            )
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["kind", "thing", "part", "-at", "-post"], name="listing_newest_first"
            )
        ]

    def __str__(self) -> str:
        return f"{self.post_id} in {self.key}"

    @property
    def key(self) -> ListKey:
        """The list."""
        return ListKey(self.kind, self.thing, self.part)


def counted_as(key: ListKey, at: datetime, zone: tzinfo) -> Iterator[ListKey]:
    """Yield every list that a listing counts in: its own, and those by time.

    Years and months begin in the site's time zone.
    """
    day = at.astimezone(zone)
    yield key
    if key.kind in BY_YEAR and not key.part:
        yield key._replace(part=f"{day.year:04}")
    if key.kind == ListKind.LANGUAGE:
        yield ListKey(ListKind.MONTH, day.year * 100 + day.month)


class ListCountQuerySet(models.QuerySet["ListCount"]):
    """Sets of counts."""

    def parts(self, kind: ListKind, thing: int, zone: tzinfo) -> dict[str, int]:
        """Return how many public posts each part of one thing's list holds; none is left out."""
        scheduled = Listing.objects.scheduled().filter(kind=kind, thing=thing).order_by()
        scheduled = scheduled.annotate(found=Value(-1), due=models.F("at"))
        found = _sum(self.filter(kind=kind, thing=thing), scheduled, zone)
        return {key.part: posts for key, posts in found.items() if posts > 0}

    def months(self, zone: tzinfo) -> dict[tuple[int, int], int]:
        """Return how many public posts each (year, month) has, newest first."""
        found = _sum(self.filter(kind=ListKind.MONTH), _scheduled_posts(), zone)
        return {
            divmod(key.thing, 100): posts
            for key, posts in sorted(found.items(), reverse=True)
            if key.kind == ListKind.MONTH and posts > 0
        }


def _scheduled_posts() -> Any:
    """Return the scheduled posts, found by their own index, as the rows of their languages."""
    from blog.models.post import Post

    return (
        Post.objects.scheduled()
        .order_by()
        .annotate(
            kind=Value(ListKind.LANGUAGE),
            thing=Value(0),
            part=models.F("language"),
            found=Value(-1),
            due=models.F("published_at"),
        )
    )


def _sum(stored: ListCountQuerySet, scheduled: Any, zone: tzinfo) -> Counter[ListKey]:
    """Return stored counts without what is still scheduled, which counts -1, in one query."""
    columns = ("kind", "thing", "part", "found", "due")
    counts = stored.order_by().annotate(
        found=models.F("posts"), due=Value(None, output_field=DateTimeField())
    )
    rows = counts.values_list(*columns).union(scheduled.values_list(*columns), all=True)
    total: Counter[ListKey] = Counter()
    for kind, thing, part, posts, due in rows:
        key = ListKey(kind, thing, part)
        for counted in counted_as(key, due, zone) if due else (key,):
            total[counted] += posts
    return total


class ListCount(models.Model):
    """How many posts one list holds, the scheduled ones included."""

    kind = models.CharField(max_length=12, choices=ListKind)
    thing = models.BigIntegerField(default=0)
    part = models.CharField(max_length=20, blank=True)
    posts = models.IntegerField(default=0)

    objects: ClassVar = ListCountQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["kind", "thing", "part"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["kind", "thing", "part"], name="list_count_once_per_list"
            )
        ]

    def __str__(self) -> str:
        return f"{self.posts} in {self.kind} {self.thing} {self.part}"


def with_counts(rows: Any, kind: ListKind) -> Any:
    """Return categories, tags, authors …, each with its number of public posts as `post_count`."""
    of_row = {"kind": kind, "thing": OuterRef("pk"), "part": ""}
    stored = Subquery(ListCount.objects.filter(**of_row).order_by().values("posts"))
    scheduled = (
        Listing.objects.scheduled()
        .filter(**of_row)
        .order_by()
        .values("thing")
        .annotate(found=Count("pk"))
        .values("found")
    )
    zero = Value(0)
    return rows.annotate(
        post_count=Coalesce(stored, zero, output_field=IntegerField())
        - Coalesce(Subquery(scheduled), zero, output_field=IntegerField())
    )


def last_listed(kind: ListKind) -> Any:
    """Return the date of the newest public post in the list of a row: an expression."""
    of_row = {"kind": kind, "thing": OuterRef("pk"), "part": ""}
    newest = Listing.objects.filter(**of_row, at__lte=timezone.now()).order_by("-at")
    return Subquery(newest.values("at")[:1])
