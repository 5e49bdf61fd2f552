"""Rows that all tests of a module or class look at, written once."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction
from pytest_django import DjangoDbBlocker


@contextmanager
def rows_kept(blocker: DjangoDbBlocker) -> Iterator[None]:
    """Keep what is written within for the tests that follow, and take it back at the end.

    What a test changes itself is taken back after each, so that none depends on another. A fixture
    of a module or class yields within this, and needs `django_db_setup`.
    """
    with blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)
