"""How often feeds are asked for, and by which programs; never by whom."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any, ClassVar

from django.db import models

# Days after which counts are deleted: a year, and as much as comparing with the last one takes.
KEPT_DAYS = 400
PATH_MAX = 220


class FeedFormat(models.TextChoices):
    """In which format a feed is asked for."""

    RSS = "rss", "RSS"
    ATOM = "atom", "Atom"
    JSON = "json", "JSON Feed"


class FeedClient(models.TextChoices):
    """Families of programs that read feeds; feeds/clients.py tells them apart."""

    FEEDLY = "feedly", "Feedly"
    INOREADER = "inoreader", "Inoreader"
    NEWSBLUR = "newsblur", "NewsBlur"
    FEEDBIN = "feedbin", "Feedbin"
    OLD_READER = "old-reader", "The Old Reader"
    BAZQUX = "bazqux", "BazQux"
    NETNEWSWIRE = "netnewswire", "NetNewsWire"
    REEDER = "reeder", "Reeder"
    MINIFLUX = "miniflux", "Miniflux"
    FRESHRSS = "freshrss", "FreshRSS"
    TINY_TINY = "tt-rss", "Tiny Tiny RSS"
    COMMAFEED = "commafeed", "CommaFeed"
    NEXTCLOUD = "nextcloud", "Nextcloud News"
    NEWSBOAT = "newsboat", "newsboat"
    THUNDERBIRD = "thunderbird", "Thunderbird"
    LIFEREA = "liferea", "Liferea"
    AKREGATOR = "akregator", "Akregator"
    MAIL = "mail", "Feed to mail"
    CHAT = "chat", "Chats and networks"
    BOT = "bot", "Search engines and other bots"
    LIBRARY = "library", "Scripts and libraries"
    BROWSER = "browser", "Browsers"
    OTHER = "other", "Others"


def today_of_polls() -> date:
    """Return the day that polls are counted for now: days begin in UTC."""
    return datetime.now(UTC).date()


class FeedPollsQuerySet(models.QuerySet["FeedPolls"]):
    """Sets of counts."""

    def since(self, day: date) -> FeedPollsQuerySet:
        """Return those of this day and later ones."""
        return self.filter(day__gte=day)

    def forget_before(self, today: date) -> int:
        """Delete what is older than is kept; return how many rows those were."""
        return self.filter(day__lt=today - timedelta(days=KEPT_DAYS)).delete()[0]


class FeedPolls(models.Model):
    """How often one feed was asked for on one day (UTC) in one format by one family of clients.

    `feed` is the path of the list that the feed is of. Services that fetch for many people report
    for how many: `subscribers` is the highest number they told that day. One that does so for the
    same feed under several ids has a row for each `part`, so that the numbers can be added.
    """

    day = models.DateField()
    feed = models.CharField(max_length=PATH_MAX)
    format = models.CharField(max_length=4, choices=FeedFormat)
    client = models.CharField(max_length=12, choices=FeedClient)
    part = models.PositiveSmallIntegerField(default=0)
    polls = models.PositiveIntegerField(default=0)
    unchanged = models.PositiveIntegerField(
        default=0, help_text="Those of them that were answered “304 Not Modified”."
    )
    subscribers = models.PositiveIntegerField(default=0)

    objects: ClassVar = FeedPollsQuerySet.as_manager()

    class Meta:
        verbose_name = "feed statistics"
        verbose_name_plural = "feed statistics"
        ordering: ClassVar = ["-day", "feed"]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["day", "feed", "format", "client", "part"], name="feed_polls_once_a_day"
            )
        ]
        indexes: ClassVar = [models.Index(fields=["feed", "day"], name="feed_polls_of_a_feed")]

    def __str__(self) -> str:
        return f"{self.polls} × {self.feed} on {self.day}"
