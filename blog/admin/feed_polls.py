"""How often feeds are asked for, and by which programs, as editors and administrators see it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, cast

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import Sum
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import path
from django.views.decorators.http import require_safe

from blog.admin.chart import Bar, Chart
from blog.admin.read_only import ReadOnlyAdmin
from blog.models import FeedClient, FeedFormat, FeedPolls
from blog.models.feed_polls import today_of_polls

# Feeds offered to choose from: those asked for most.
MOST_FEEDS = 200
SPANS = {"7": "7 days", "30": "30 days", "90": "90 days", "365": "a year"}
USUAL_SPAN = "30"


class Asked(forms.Form):
    """Which feed, and how far back; what is wrong counts as not chosen."""

    feed = forms.ChoiceField(label="Feed", required=False)
    days = forms.ChoiceField(label="Of the last", required=False, choices=list(SPANS.items()))

    def __init__(self, data: Any) -> None:
        given = {"feed": data.get("feed", ""), "days": data.get("days", USUAL_SPAN)}
        given["days"] = given["days"] if given["days"] in SPANS else USUAL_SPAN
        super().__init__(given, label_suffix="")
        self.days_back = int(given["days"])
        self.first_day = today_of_polls() - timedelta(days=self.days_back - 1)
        feeds = FeedPolls.objects.since(self.first_day).order_by().values_list("feed")
        self.feeds = list(
            feeds.annotate(polls=Sum("polls")).order_by("-polls", "feed")[:MOST_FEEDS]
        )
        choices = [("", "All feeds"), *((path, path) for path, _polls in self.feeds)]
        cast(forms.ChoiceField, self.fields["feed"]).choices = choices
        self.full_clean()

    @property
    def feed_path(self) -> str:
        """The path of the list whose feed it is; empty for all feeds."""
        return str(self.cleaned_data.get("feed") or "")


@dataclass(slots=True)
class Numbers:
    """What is known of one day, one family of clients, or one format."""

    label: Any
    polls: int = 0
    unchanged: int = 0
    subscribers: int = 0

    def add(self, row: dict[str, Any]) -> None:
        """Count a row of the table as well."""
        self.polls += row["polls_"]
        self.unchanged += row["unchanged_"]
        self.subscribers += row["subscribers_"]

    @property
    def share(self) -> int:
        """How many polls in a hundred were answered that nothing is new."""
        return round(100 * self.unchanged / self.polls) if self.polls else 0


@dataclass(frozen=True, slots=True)
class Statistics:
    """The numbers of a span: by day from its first on, by family, by format, and all together.

    Subscribers are those that services told on the last days on which they told any.
    """

    days: list[Numbers]
    clients: list[Numbers]
    formats: list[Numbers]
    total: Numbers


def statistics_of(asked: Asked) -> Statistics:
    """Add up what is asked for, in one query."""
    rows = FeedPolls.objects.since(asked.first_day).order_by()
    if asked.feed_path:
        rows = rows.filter(feed=asked.feed_path)
    found: list[Any] = list(
        rows.values("day", "client", "format").annotate(
            polls_=Sum("polls"), unchanged_=Sum("unchanged"), subscribers_=Sum("subscribers")
        )
    )
    days = {
        day: Numbers(day)
        for day in (asked.first_day + timedelta(days=n) for n in range(asked.days_back))
    }
    clients = {client.value: Numbers(client.label) for client in FeedClient}
    formats = {format_.value: Numbers(format_.label) for format_ in FeedFormat}
    total = Numbers("All")
    for row in found:
        for numbers in (days.get(row["day"]), clients.get(row["client"]), total):
            if numbers:
                numbers.add(row)
        formats[row["format"]].add(row)
    _latest_subscribers(found, clients)
    total.subscribers = sum(numbers.subscribers for numbers in clients.values())
    used = [numbers for numbers in clients.values() if numbers.polls]
    return Statistics(
        days=list(days.values()),
        clients=sorted(used, key=lambda numbers: -numbers.polls),
        formats=[numbers for numbers in formats.values() if numbers.polls],
        total=total,
    )


def _latest_subscribers(found: Iterable[dict[str, Any]], clients: dict[str, Numbers]) -> None:
    """Give each family the higher of what it told on its last two days, the last being young.

    Days can't be added up to people.
    """
    told: dict[str, dict[date, int]] = {client: defaultdict(int) for client in clients}
    for row in found:
        if row["subscribers_"]:
            told[row["client"]][row["day"]] += row["subscribers_"]
    for client, numbers in clients.items():
        by_day = sorted(told[client].items())
        numbers.subscribers = max((subscribers for _day, subscribers in by_day[-2:]), default=0)


@admin.register(FeedPolls)
class FeedPollsAdmin(ReadOnlyAdmin):
    """One page; what is counted is changed by nobody."""

    def get_urls(self) -> list[Any]:
        """Offer the page alone."""
        view = self.admin_site.admin_view(require_safe(self.changelist_view))
        return [path("", view, name="blog_feedpolls_changelist")]

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Show the numbers of a feed, or of all, over a span of days."""
        if not self.has_view_permission(request):
            raise PermissionDenied("Statistics are for editors and administrators to read.")
        asked = Asked(request.GET)
        found = statistics_of(asked)
        bars = [
            Bar(f"{numbers.label:%-d %b}", numbers.polls, numbers.unchanged)
            for numbers in found.days
        ]
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": "Feed statistics",
            "form": asked,
            "found": found,
            "chart": Chart(bars),
            "feeds": asked.feeds[:20] if not asked.feed_path else [],
            "days": asked.days_back,
        }
        return TemplateResponse(request, "admin/blog/feed_polls.html", context)
