"""Counting polls, at next to no cost to whoever polls and with nothing kept of who they are.

A request only adds to numbers in the memory of its process. A thread writes them down every half
minute, and once more when the process ends; one that is killed loses what it counted since.
"""

from __future__ import annotations

import atexit
import logging
import os
from datetime import date
from threading import Event, Lock, Thread
from typing import Any

from django.db import DatabaseError, InterfaceError, connection, transaction
from django.http import HttpRequest, HttpResponse

from blog.feeds.clients import read
from blog.feeds.scopes import Scope
from blog.models.feed_polls import PATH_MAX, FeedPolls, today_of_polls

logger = logging.getLogger(__name__)

COUNTED = {200, 226, 304}
# Between two writings; 0 stands for none but those that are asked for.
SECONDS = 30
# From so many different counts on they are written down sooner; more than four times as many are
# not kept in memory, whatever happens to the database.
MANY = 2_000
# What the numbers are added to: a row that is there, or a new one.
_ADD = """
INSERT INTO blog_feedpolls (day, feed, format, client, part, polls, unchanged, subscribers)
VALUES (%s, %s, %s, %s, %s, %s, %s, %s)
ON CONFLICT (day, feed, format, client, part) DO UPDATE SET
    polls = blog_feedpolls.polls + excluded.polls,
    unchanged = blog_feedpolls.unchanged + excluded.unchanged,
    subscribers = CASE WHEN excluded.subscribers > blog_feedpolls.subscribers
        THEN excluded.subscribers ELSE blog_feedpolls.subscribers END
"""
# Day, feed, format, client and part; with polls, unchanged and subscribers.
Key = tuple[date, str, str, str, int]
Counts = dict[Key, list[int]]


class Counter:
    """What one process has counted and not written down yet."""

    def __init__(self) -> None:
        self._start()

    def _start(self) -> None:
        """Begin with nothing: what was counted before a fork is for the parent to write."""
        self._counts: Counts = {}
        self._lock = Lock()
        self._soon = Event()
        self._thread: Thread | None = None
        self._cleaned: date | None = None

    def add(self, key: Key, *, unchanged: bool, subscribers: int) -> None:
        """Count one poll."""
        with self._lock:
            counts = self._counts.get(key)
            if counts is None:
                if len(self._counts) >= 4 * MANY:
                    return
                counts = self._counts[key] = [0, 0, 0]
            counts[0] += 1
            counts[1] += unchanged
            counts[2] = max(counts[2], subscribers)
            is_first = self._thread is None and SECONDS
            if is_first:
                self._thread = Thread(target=self._keep_writing, name="feed-polls", daemon=True)
        if is_first and self._thread:
            self._thread.start()
            atexit.register(self.write)
        if len(self._counts) >= MANY:
            self._soon.set()

    def _keep_writing(self) -> None:
        while True:
            self._soon.wait(SECONDS)
            self._soon.clear()
            self.write()
            connection.close()

    def write(self) -> None:
        """Write down what was counted, all or nothing; what can't be written is kept for later."""
        with self._lock:
            counts, self._counts = self._counts, {}
        if not counts:
            return
        try:
            _store(counts)
            self._clean()
        except (DatabaseError, InterfaceError):
            logger.warning("Polls of feeds could not be written down yet", exc_info=True)
            self._take_back(counts)

    def _clean(self) -> None:
        """Once a day, delete what is too old."""
        today = today_of_polls()
        if self._cleaned != today:
            self._cleaned = today
            FeedPolls.objects.forget_before(today)

    def _take_back(self, counts: Counts) -> None:
        with self._lock:
            for key, (polls, unchanged, subscribers) in counts.items():
                now = self._counts.setdefault(key, [0, 0, 0])
                now[0] += polls
                now[1] += unchanged
                now[2] = max(now[2], subscribers)


def _store(counts: Counts) -> None:
    # In one order, so that two processes never wait for each other's rows.
    rows: list[Any] = [(*key, *numbers) for key, numbers in sorted(counts.items())]
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.executemany(_ADD, rows)


COUNTER = Counter()
os.register_at_fork(after_in_child=COUNTER._start)  # noqa: SLF001


def count(request: HttpRequest, response: HttpResponse, scope: Scope, name: str) -> None:
    """Count the answer to a poll of a feed that is there; never fails it."""
    if response.status_code not in COUNTED:
        return
    try:
        asker = read(request.headers.get("User-Agent", ""))
        key = (today_of_polls(), scope.path[:PATH_MAX], name, asker.client.value, asker.part)
        unchanged = response.status_code == 304
        COUNTER.add(key, unchanged=unchanged, subscribers=asker.subscribers)
    except Exception:
        logger.exception("A poll could not be counted")
