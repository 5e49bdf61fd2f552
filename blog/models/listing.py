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

from blog.models.json_list import json_rows, moment


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
        yield ListKey(ListKind.MONTH, _month(day))


def _month(day: datetime) -> int:
    return day.year * 100 + day.month


class ListCountQuerySet(models.QuerySet["ListCount"]):
    """Sets of counts."""

    def months(self, zone: tzinfo) -> dict[tuple[int, int], int]:
        """Return how many public posts each (year, month) has, newest first."""
        counts: Any = self.filter(kind=ListKind.MONTH).order_by()
        counts = counts.annotate(due=Value(None, output_field=DateTimeField()))
        found: Counter[int] = Counter()
        for month, posts, at in counts.values_list("thing", "posts", "due").union(
            _scheduled_posts().values_list("thing", "found", "due"), all=True
        ):
            found[_month(at.astimezone(zone)) if at else month] += posts
        months = sorted(found.items(), reverse=True)
        return {divmod(month, 100): posts for month, posts in months if posts > 0}

    def of_each(self, kind: ListKind) -> Counter[int]:
        """Return how many public posts the list of each thing of a kind holds, by its id.

        In one query, whose cost grows with the number of things, not with that of posts.
        """
        scheduled = _scheduled_posts().filter(listings__kind=kind, listings__part="")
        rows = self.filter(kind=kind, part="").order_by().values_list("thing", "posts")
        found: Counter[int] = Counter()
        less = scheduled.values_list("listings__thing", "found")
        for thing, posts in rows.union(less, all=True):
            found[thing] += posts
        return found


def _scheduled_posts() -> Any:
    """Return the scheduled posts, found by their own index, as rows that take one away each."""
    from blog.models.post import Post

    rows = Post.objects.scheduled().order_by()
    return rows.annotate(thing=Value(0), found=Value(-1), due=models.F("published_at"))


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
        return f"{self.posts} in {self.key}"

    @property
    def key(self) -> ListKey:
        """The list."""
        return ListKey(self.kind, self.thing, self.part)


def with_counts(rows: Any, kind: ListKind) -> Any:
    """Return a few categories, grants …, each with its number of public posts as `post_count`."""
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


def with_parts(rows: Any, kind: ListKind) -> Any:
    """Return authors or partners with what `parts_of` reads."""
    of_row = {"kind": kind, "thing": OuterRef("pk")}
    return rows.annotate(
        parts_counted=json_rows(ListCount.objects.filter(**of_row), part="part", posts="posts"),
        parts_due=json_rows(Listing.objects.scheduled().filter(**of_row), part="part", at="at"),
    )


def parts_of(row: Any, kind: ListKind, zone: tzinfo) -> dict[str, int]:
    """Return how many public posts each part of a row's list holds; parts without one are left out.

    The row is loaded by `with_parts`.
    """
    found = Counter({one["part"]: one["posts"] for one in row.parts_counted or []})
    for one in row.parts_due or []:
        for key in counted_as(ListKey(kind, row.pk, one["part"]), moment(one["at"]), zone):
            found[key.part] -= 1
    return {part: posts for part, posts in found.items() if posts > 0}
