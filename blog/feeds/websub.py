"""Telling hubs that feeds changed, so that followers learn of it at once (W3C WebSub, 2018).

How a publisher tells its hub, WebSub leaves open; hubs understand what PubSubHubbub 0.3 says in
section 7.1: a form with `hub.mode=publish` and a `hub.url` for each feed.
"""

from __future__ import annotations

import logging
import urllib.error
import urllib.request
from collections.abc import Iterable
from datetime import timedelta
from http.client import HTTPException
from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.utils import timezone
from django_tasks import task

from blog.attempts import try_again
from blog.feeds.topics import topics
from blog.models import Event, HubNotice, SiteSettings

logger = logging.getLogger(__name__)

# Moves that change what feeds say. Of several in a row, the last tells for all.
MOVES = (
    Event.Kind.PUBLISHED,
    Event.Kind.CHANGES_PUBLISHED,
    Event.Kind.CORRECTED,
    Event.Kind.SCHEDULED,
    Event.Kind.UNPUBLISHED,
    Event.Kind.ARCHIVED,
    Event.Kind.ERASED,
)
# How long to wait for a hub that doesn't take it; after the last, a day later, it is given up.
PAUSES = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 360, 810))
TIMEOUT = 10  # seconds
OVERTAKEN = "A later change of the same post was told instead."
_LOST = "The worker ended while it told the hub: it may or may not know."


class NotTold(Exception):
    """The hub did not take it; the message says why."""


class _NoRedirects(urllib.request.HTTPRedirectHandler):
    """A hub that has moved is for a person to look at: another host isn't told by itself."""

    def redirect_request(self, *args: Any, **kwargs: Any) -> None:
        """Follow nothing."""


_opener = urllib.request.build_opener(_NoRedirects)


def plan(event: Event, **kwargs: Any) -> None:
    """Have the worker tell the hubs of a move of a post; receives `recorded`.

    The job is a row of the same transaction. For a scheduled post it waits for its moment.
    """
    if event.post is None or event.kind not in MOVES or not SiteSettings.load().hub_addresses:
        return
    job: Any = tell
    if event.kind == Event.Kind.SCHEDULED:
        job = tell.using(run_after=event.post.published_at)
    job.enqueue(event_pk=event.pk)


@task()
def tell(event_pk: int, attempt: int = 0) -> dict[str, int]:
    """Tell each hub of one move, unless it was told; a second run tells nobody twice."""
    event = Event.objects.filter(pk=event_pk).select_related("post").first()
    if event is None or event.post is None:
        return {"told": 0, "waiting": 0}
    if event.kind == Event.Kind.SCHEDULED and not event.post.is_public:
        return {"told": 0, "waiting": 0}
    if _later_moves(event).exists():
        HubNotice.objects.filter(event=event, told_at=None).update(
            given_up_at=timezone.now(), problem=OVERTAKEN
        )
        return {"told": 0, "waiting": 0}
    return _tell_all(event, attempt)


def _later_moves(event: Event) -> QuerySet[Event]:
    """Return the moves whose own notices say what this one would, and more."""
    later: QuerySet[Event] = Event.objects.filter(post=event.post, kind__in=MOVES, pk__gt=event.pk)
    # What is scheduled tells nothing before its moment.
    waits = event.post is not None and not event.post.is_public
    return later.exclude(kind=Event.Kind.SCHEDULED) if waits else later


def _tell_all(event: Event, attempt: int) -> dict[str, int]:
    addresses = topics(event)
    told = waiting = 0
    for hub in SiteSettings.load().hub_addresses:
        notice, _ = HubNotice.objects.get_or_create(hub=hub, event=event)
        outcome = _tell_one(notice, addresses)
        told += outcome is True
        waiting += outcome is False
    if waiting and not try_again(tell, attempt, PAUSES, event_pk=event.pk):
        rows = HubNotice.objects.open().filter(event=event)
        rows.update(given_up_at=timezone.now())
        logger.error("Hubs were told of “%s” for a day and took nothing: given up", event.subject)
    return {"told": told, "waiting": waiting}


def _tell_one(notice: HubNotice, addresses: Iterable[str]) -> bool | None:
    """Tell one hub; return whether it took it, or None where there is nothing to do any more."""
    if not HubNotice.objects.claim(notice.pk, attempts=notice.attempts + 1):
        _log_lost(notice)
        return None
    try:
        send(notice.hub, addresses)
    except NotTold as problem:
        logger.warning("The hub %s was not told: %s", notice.hub, problem)
        HubNotice.objects.give_back(notice.pk, problem=str(problem)[:300])
        return False
    HubNotice.objects.filter(pk=notice.pk).update(told_at=timezone.now(), problem="")
    return True


def _log_lost(notice: HubNotice) -> None:
    lost = HubNotice.objects.lost().filter(pk=notice.pk)
    if lost.update(given_up_at=timezone.now(), problem=_LOST):
        logger.error("The hub %s is not told again: %s", notice.hub, _LOST)


def send(hub: str, addresses: Iterable[str]) -> None:
    """Tell one hub that the feeds at these addresses changed; at most ten seconds without a word.

    Raises NotTold with a sentence: no answer, a redirect (none is followed), or another status
    than 2xx.
    """
    form = [("hub.mode", "publish"), *(("hub.url", address) for address in addresses)]
    # An administrator typed the address, and only http(s) is valid.
    request = urllib.request.Request(  # noqa: S310
        hub,
        data=urlencode(form).encode(),
        headers={
            "Content-Type": "application/x-www-form-urlencoded",
            "User-Agent": "Masthead (WebSub publisher)",
        },
    )
    try:
        with _opener.open(request, timeout=TIMEOUT):
            pass
    except urllib.error.HTTPError as error:
        with error:
            raise NotTold(f"It answered {error.code} {error.reason}.") from error
    except (OSError, ValueError, HTTPException) as error:
        raise NotTold(f"It gave no answer: {error}.") from error
