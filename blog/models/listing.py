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
from django.db.models import Count, F, IntegerField, OuterRef, Subquery, Value
from django.db.models.functions import Coalesce, ExtractMonth, ExtractYear
from django.utils import timezone

from blog.models.json_list import json_rows


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

    def due(self, at: Any = None) -> ListingQuerySet:
        """Return those of posts that will appear by themselves, after now or another moment."""
        return self.filter(at__gt=at or timezone.now())


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
        now = timezone.now()
        this = now.astimezone(zone)
        end = datetime(this.year + this.month // 12, this.month % 12 + 1, 1, tzinfo=zone)
        # In months to come all posts are scheduled.
        due = _post_model().objects.scheduled(now).filter(published_at__lt=end)
        counts: Any = self.filter(kind=ListKind.MONTH, thing__lte=_month(this)).order_by("-thing")
        rows = counts.annotate(due=_number_of(due)).values_list("thing", "posts", "due")
        found = {month: posts - due * (month == _month(this)) for month, posts, due in rows}
        return {divmod(month, 100): posts for month, posts in found.items() if posts > 0}

    def without_scheduled(self, at: Any = None) -> Any:
        """Return the counts of whole lists or of roles with their public posts as `public`.

        `at` is another moment than now, or an expression for the moment.
        """
        of_row = {name: OuterRef(name) for name in ("kind", "thing", "part")}
        return self.annotate(
            public=F("posts") - _number_of(Listing.objects.due(at).filter(**of_row))
        )

    def of_each(self, kind: ListKind) -> Counter[int]:
        """Return how many public posts the list of each thing of a kind holds, by its id.

        In one query, whose cost grows with the number of things, not with that of posts.
        """
        rows = self.filter(kind=kind, part="").order_by().without_scheduled()
        return Counter(dict(rows.values_list("thing", "public")))


def _number_of(rows: Any) -> Any:
    """Return how many rows there are, none of them loaded, for an annotation."""
    one = rows.order_by().annotate(together=Value(1)).values("together")
    number = Subquery(one.annotate(found=Count("*")).values("found"))
    return Coalesce(number, Value(0), output_field=IntegerField())


def _post_model() -> Any:
    from blog.models.post import Post

    return Post


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
    counts: Any = ListCount.objects.filter(kind=kind, thing=OuterRef("pk"), part="").order_by()
    public = Subquery(counts.without_scheduled().values("public"))
    return rows.annotate(post_count=Coalesce(public, Value(0), output_field=IntegerField()))


def last_listed(kind: ListKind) -> Any:
    """Return the date of the newest public post in the list of a row: an expression."""
    of_row = {"kind": kind, "thing": OuterRef("pk"), "part": ""}
    newest = Listing.objects.filter(**of_row, at__lte=timezone.now()).order_by("-at")
    return Subquery(newest.values("at")[:1])


def with_parts(rows: Any, kind: ListKind, zone: tzinfo) -> Any:
    """Return authors or partners with what `parts_of` reads; years begin in the zone."""
    now = timezone.now()
    this_year = now.astimezone(zone).year
    of_row = {"kind": kind, "thing": OuterRef("pk")}
    counts: Any = ListCount.objects.filter(**of_row)
    counts = counts.without_scheduled(now)
    due = Listing.objects.due(now).filter(**of_row, part="")
    due = due.filter(at__lt=datetime(this_year + 1, 1, 1, tzinfo=zone))
    return rows.annotate(
        parts_counted=json_rows(counts, part="part", posts="public"),
        due_this_year=_number_of(due),
        this_year=Value(f"{this_year:04}"),
    )


def parts_of(row: Any) -> dict[str, int]:
    """Return how many public posts each part of a row's list holds; parts without one are left out.

    The row is loaded by `with_parts`.
    """
    found = Counter({one["part"]: one["posts"] for one in row.parts_counted or []})
    # Posts are listed under roles, and only counted under years.
    found[row.this_year] -= row.due_this_year
    # In years to come all posts are scheduled.
    later = {part for part in found if part.isdecimal() and part > row.this_year}
    return {part: found[part] for part in found.keys() - later if found[part] > 0}


def parts_in_language(key: ListKey, language: str, zone: tzinfo) -> dict[str, int]:
    """Return what `parts_of` does, of the posts in one language; the key is that of the whole list.

    Nothing counts these but this: it reads a listing for each post and role.
    """
    rows: Any = Listing.objects.filter(
        kind=key.kind, thing=key.thing, language=language, at__lte=timezone.now()
    )
    years = rows.order_by().annotate(year=ExtractYear("at", tzinfo=zone)).values("part", "year")
    found: Counter[str] = Counter()
    for part, year, posts in years.annotate(posts=Count("pk")).values_list("part", "year", "posts"):
        found[part] += posts
        found.update({f"{year:04}": posts} if not part else {})
    return dict(found)


def months_in_language(
    language: str, between: tuple[datetime, datetime], zone: tzinfo
) -> dict[int, int]:
    """Return how many public posts in a language each month of a year has, first to last."""
    rows: Any = Listing.objects.filter(
        kind=ListKind.LANGUAGE, thing=0, part=language, at__lte=timezone.now()
    ).filter(at__gte=between[0], at__lt=between[1])
    months = rows.annotate(month=ExtractMonth("at", tzinfo=zone)).order_by("month").values("month")
    return dict(months.annotate(posts=Count("pk")).values_list("month", "posts"))
