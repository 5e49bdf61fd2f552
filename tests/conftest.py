"""What every test may rely on: an empty cache, and no way out of this machine."""

import gc
import socket
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.core.cache import cache
from django.core.management.color import Style
from django.db import connection
from django.test import TransactionTestCase
from pytest_django import DjangoDbBlocker

from blog.feeds import statistics
from blog.feeds.shelf import SHELF
from tests.gate import GATE

LOOPBACK = {"127.0.0.1", "::1", "localhost"}


DATABASE_FIXTURES = {
    "db",
    "transactional_db",
    "live_server",
    "django_db_setup",
}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what has nothing to do with a database: it need not run again on the other one."""
    for item in items:
        if issubclass(getattr(item, "cls", None) or object, TransactionTestCase):
            continue
        asked = DATABASE_FIXTURES.intersection(getattr(item, "fixturenames", ()))
        if not asked and item.get_closest_marker("django_db") is None:
            item.add_marker(pytest.mark.once)


def pytest_collection_finish() -> None:
    """Let the collector pass over what lives until the end: it would be a tenth of the run."""
    gc.collect()
    gc.freeze()


def pytest_runtest_setup() -> None:
    """Let every test ask its live server, whatever the one before left closed."""
    GATE.open()


@pytest.fixture(autouse=True)
def empty_cache() -> Iterator[None]:
    """Forget rate limits, cached settings and feeds of the test before."""
    cache.clear()
    SHELF.clear()
    yield
    cache.clear()


def _deleting(truncate: Callable[..., list[str]]) -> Callable[..., list[str]]:
    """Delete row by row what a test left: ten milliseconds, where TRUNCATE takes a second."""

    def emptied(style: Style, tables: list[str], **options: bool) -> list[str]:
        if options.get("reset_sequences"):
            return truncate(style, tables, **options)
        return [f"DELETE FROM {connection.ops.quote_name(table)}" for table in tables]  # noqa: S608

    return emptied


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """End what still holds a connection, or PostgreSQL would not let the test database go.

    A live server's thread may outlive its last request while the browser keeps the line open.
    """
    with pytest.MonkeyPatch.context() as patch:
        if connection.vendor == "postgresql":
            patch.setattr(connection.ops, "sql_flush", _deleting(connection.ops.sql_flush))
        yield
    with django_db_blocker.unblock():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                    " WHERE datname = current_database() AND pid <> pg_backend_pid()"
                )


@pytest.fixture(scope="session", autouse=True)
def polls_written_when_asked() -> Iterator[None]:
    """Let no thread write the polls of one test into the tables of another."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(statistics, "SECONDS", 0)
        yield


@pytest.fixture(scope="session", autouse=True)
def no_outside_connections() -> Iterator[None]:
    """Refuse every connection that leaves this machine, naming where it wanted to go."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: Any) -> None:
        if self.family != socket.AF_UNIX and address[0] not in LOOPBACK:
            raise OSError(f"A test tried to reach {address[0]}: tests use no network.")
        connect(self, address)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", guarded)
        yield
