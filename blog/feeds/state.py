"""What a document of a feed is made of, and when that changed: in one query, without rendering."""

from __future__ import annotations

import json
from base64 import urlsafe_b64encode
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import cached_property, lru_cache
from hashlib import blake2b
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Count, IntegerField, QuerySet, Subquery, Value
from django.utils import timezone

from blog.feeds.asking import Built, moment
from blog.feeds.months import MOST, Archive, Month
from blog.feeds.scopes import Scope
from blog.models import Image, Post, SiteSettings
from blog.models.json_list import json_rows
from blog.models.json_list import moment as read_moment

# Raise it when a writer writes something else than before.
RELEASE = 2
_SITE = (
    *("name", "tagline", "description", "language", "time_zone", "licence_name", "licence_url"),
    *("feed_content", "feed_items", "link_posts", "search_engines", "changed_at", "logo__file"),
    "hubs",
)
_FACTS = (
    *("thing", "items", "now_count", "count", "before", "after"),
    *("changed", "appeared", "next", "spoken"),
)


class Key:
    """Which version of which post an item is of: `said` in the words of the database."""

    __slots__ = ("pk", "said")

    def __init__(self, pk: int, said: tuple[Any, ...]) -> None:
        self.pk = pk
        self.said = said

    @property
    def published(self) -> datetime:
        """When it was published."""
        return self._moments[0] or datetime.min.replace(tzinfo=UTC)

    @property
    def changed(self) -> datetime:
        """When anything of it changed last."""
        return max(at for at in self._moments if at)

    @property
    def text(self) -> str:
        """The same in words that don't depend on how it was asked for."""
        moments = [at and at.timestamp() for at in self._moments]
        return f"{self.pk} {self.said[3:]} {moments}"

    @property
    def _moments(self) -> list[datetime | None]:
        return [_moment(at) for at in self.said[:3]]


@dataclass(frozen=True)
class State:
    """What the one query found, newest item first.

    `thing` is what the list is of; `count` how many posts the archive's month has, or the last
    month where this is no archive, `now_count` how many the present one; `before` and `after` are
    the nearest dates of posts outside of the document's months; `modified` is when anything that it
    could hold changed last, and `next` when a post appears by itself. `is_spoken`: whether there
    are posts in the scope's language. `facts` are what it says beside its items, for a hash.
    """

    items: tuple[Key, ...]
    thing: dict[str, Any] | None
    month: Month
    now_count: int
    count: int
    before: datetime | None
    after: datetime | None
    modified: datetime
    next: datetime | None
    is_spoken: bool
    facts: tuple[Any, ...]

    @cached_property
    def site(self) -> SiteSettings:
        """The site's settings, as far as feeds need them."""
        values = dict(zip(_SITE, self.facts, strict=False))
        values |= {"changed_at": self.site_changed, "search_engines": self.may_be_indexed}
        logo = values.pop("logo__file")
        return SiteSettings(pk=1, **values, logo=Image(file=logo) if logo else None)

    @property
    def feed_items(self) -> int:
        """How many items the site wants in a feed."""
        return int(self.facts[_SITE.index("feed_items")])

    @property
    def zone(self) -> str:
        """The name of the site's time zone."""
        return str(self.facts[_SITE.index("time_zone")])

    @property
    def may_be_indexed(self) -> bool:
        """Whether search engines may list the site."""
        return bool(self.facts[_SITE.index("search_engines")])

    @property
    def site_changed(self) -> datetime:
        """When the site's settings changed last."""
        return _moment(self.facts[_SITE.index("changed_at")]) or datetime.now(UTC)

    @property
    def changed(self) -> datetime:
        """When one of its items changed last; without items, when the site's settings did.

        The moment of asking would make an empty feed a new one at each request.
        """
        return max((item.changed for item in self.items), default=self.site_changed)


class _Memory:
    """What the last answer said of the site: a query must know it before it can ask.

    Where it turns out to be no longer so, the query is asked again.
    """

    zone = "UTC"
    items = 20


def load(scope: Scope, archive: Archive | None = None) -> State:
    """Return the state of a scope's subscription document, or of one of its archives."""
    limit = _Memory.items
    while True:
        state = _ask(scope, archive, limit)
        wanted = max(state.feed_items, state.now_count % MOST)
        is_whole = archive is not None or wanted <= limit
        _Memory.items = state.feed_items
        if is_whole and state.zone == _Memory.zone:
            is_cut = archive is None and len(state.items) > wanted
            return replace(state, items=state.items[:wanted]) if is_cut else state
        _Memory.zone = state.zone
        # Few queries are built for all the sizes there may be.
        limit = max(limit, -(-wanted // 20) * 20 if wanted > limit else limit)


def _ask(scope: Scope, archive: Archive | None, limit: int) -> State:
    zone = ZoneInfo(_Memory.zone)
    now = timezone.now()
    month = Month.of(now, zone)
    first = archive.month if archive else month
    values = {
        "now": now,
        "slug": scope.slug,
        "language": scope.language,
        "month": month.start(zone),
        "last": month.previous.start(zone),
        **span(first.start(zone), first.next.start(zone), now),
    }
    build = _build if scope.keys is not None else _built
    # Of a search no two queries are the same.
    shape = scope if scope.keys is not None else Scope(scope.kind, language=scope.language and "?")
    built = build(shape, archive.part if archive else 0, limit)
    row = built.first(values)
    if row is None:
        SiteSettings.objects.get_or_create(pk=1)
        row = built.first(values)
    return _state(row or (), month)


def span(start: datetime, end: datetime, now: datetime) -> dict[str, datetime]:
    """Return the moments that bound a month: dates are stored to the microsecond."""
    least = timedelta(microseconds=1)
    until = min(now, end - least)
    return {"start": start, "end": end, "until": until, "before": min(now, start - least)}


def _build(scope: Scope, part: int, limit: int) -> Built:
    posts = scope.posts()
    inside = scope.posts("until", "start")
    if part:
        oldest = inside.reverse()
        rows = oldest[(part - 1) * MOST : part * MOST]
        after = scope.dates("now", "end").reverse()
    else:
        rows, after = posts[:limit], None
    nothing = Value(None, output_field=IntegerField())
    changes = Post.objects.filter(live_at__isnull=False).order_by("-live_at")
    public = Post.objects.published(moment("now")).order_by("-published_at")
    to_come = Post.objects.scheduled(moment("now"))
    facts = {
        "thing": scope.thing() or nothing,
        "items": _items(rows),
        "now_count": number_of(scope.dates("now", "month")),
        "count": number_of(
            scope.dates("until", "start") if part else scope.dates("before", "last")
        ),
        "before": _date(scope.dates("before")),
        "after": _date(after) if after is not None else nothing,
        "changed": Subquery(changes.values("live_at")[:1]),
        "appeared": Subquery(public.values("published_at")[:1]),
        "next": Subquery(to_come.order_by("published_at").values("published_at")[:1]),
    }
    spoken = Scope(language=scope.language).dates("now")
    facts["spoken"] = _date(spoken) if scope.language else nothing
    found = SiteSettings.objects.filter(pk=1).annotate(
        **{f"_{name}": fact for name, fact in facts.items()}
    )
    return Built.of(found.values_list(*_SITE, *(f"_{name}" for name in _FACTS)))


_built = lru_cache(maxsize=256)(_build)


def _items(rows: QuerySet[Any]) -> Subquery:
    return json_rows(
        Post.objects.filter(pk__in=rows.values("pk")),
        pk="pk",
        at="published_at",
        live="live_at",
        updated="updated_at",
        revision="live_revision_id",
        renderer="renderer_version",
    )


def number_of(dates: QuerySet[Any]) -> Subquery:
    """Return how many dates there are, for an annotation."""
    one = dates.order_by().annotate(_all=Value(1)).values("_all")
    return Subquery(one.annotate(_found=Count("*")).values("_found"))


def _date(dates: QuerySet[Any]) -> Subquery:
    return Subquery(dates.values("date")[:1])


def _state(row: tuple[Any, ...], month: Month) -> State:
    facts = dict(zip(_FACTS, row[len(_SITE) :], strict=True))
    thing = _json(facts["thing"])
    items = [_key(item) for item in _json(facts["items"]) or ()]
    items.sort(key=lambda item: (item.said[0], item.pk), reverse=True)
    changed_at = row[_SITE.index("changed_at")]
    moments = (_moment(at) for at in (changed_at, facts["changed"], facts["appeared"]))
    return State(
        items=tuple(items),
        thing=thing[0] if thing else None,
        month=month,
        now_count=facts["now_count"] or 0,
        count=facts["count"] or 0,
        before=_moment(facts["before"]),
        after=_moment(facts["after"]),
        modified=max(filter(None, moments)),
        next=_moment(facts["next"]),
        is_spoken=facts["spoken"] is not None,
        facts=(*row[: len(_SITE)], facts["thing"]),
    )


def key_of(post: Post) -> Key:
    """Return the key of a post as it is live."""
    moments = (post.published_at, post.updated_at, post.live_at)
    return Key(post.pk, (*moments, post.live_revision_id, post.renderer_version))


def _key(item: dict[str, Any]) -> Key:
    moments = (item["at"], item["updated"], item["live"])
    return Key(item["pk"], (*moments, item["revision"], item["renderer"]))


def _json(value: Any) -> Any:
    return json.loads(value) if isinstance(value, str) else value


def _moment(value: Any) -> datetime | None:
    """Return a moment as a database gives it, whether it knows of time zones or not."""
    if value is None or isinstance(value, datetime):
        return value if value is None or value.tzinfo else value.replace(tzinfo=UTC)
    return read_moment(value)


def digest(*parts: Any, size: int = 16) -> str:
    """Return a short hash of the parts, made of letters that an entity tag may hold."""
    found = blake2b(repr(parts).encode(), digest_size=size).digest()
    return urlsafe_b64encode(found).decode().rstrip("=")


def site_digest(site: SiteSettings) -> str:
    """Return the hash of what every item says of the site."""
    said = (site.name, site.language, site.feed_content, site.link_posts)
    return digest(RELEASE, settings.SITE_URL, *said)
