"""A browser on a live server: `page.goto("/")` opens the site's home page.

The browser is the system's Chromium, found on PATH or named by CHROMIUM. It resolves no host but
this machine, so a page that loads anything from elsewhere fails here.
"""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from accounts.models import User
from accounts.roles import Role
from tests.browser.chromium import ARGUMENTS, NO_CHROMIUM, find_chromium
from tests.browser.writing import ADD, open_signed_in
from tests.factories import UserFactory
from tests.gate import GATE

# Playwright's synchronous interface keeps an event loop in the thread that also uses the database.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
# Only what fails waits so long; a machine that does much else takes its time over what succeeds.
expect.set_options(timeout=20_000)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark everything in this folder, so that `-m "not browser"` leaves it out."""
    for item in items:
        if item.path.is_relative_to(Path(__file__).parent):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    """Launch the system's Chromium; skip without one, or fail where everything is required."""
    found = find_chromium()
    if not found and os.environ.get("MASTHEAD_REQUIRE_ALL") == "1":
        pytest.fail(NO_CHROMIUM)
    if not found:
        pytest.skip(NO_CHROMIUM)
    return {"executable_path": found, "args": ARGUMENTS}


@pytest.fixture(scope="session", autouse=True)
def gate() -> Iterator[None]:
    """Stand before the live server."""
    with pytest.MonkeyPatch.context() as patch:
        GATE.watch(patch)
        yield


@pytest.fixture(autouse=True)
def nothing_late(gate: None, transactional_db: None) -> Iterator[None]:
    """Keep what pages send while they are closed away from the emptying of the tables.

    Its end comes after the pages', which are opened later, and before the database's.
    """
    yield
    GATE.close()


@pytest.fixture(scope="session")
def base_url(live_server: LiveServer) -> str:
    """Addresses given to the browser are relative to the live server."""
    return live_server.url


@pytest.fixture(autouse=True)
def site_url(live_server: LiveServer, settings: Settings) -> str:
    """Let the site know itself by the live server's address, such as http://localhost:40123."""
    settings.SITE_URL = live_server.url
    return live_server.url


@pytest.fixture
def editor() -> User:
    """Somebody who may edit everything."""
    return UserFactory(role=Role.EDITOR, email="edda@example.org")


@pytest.fixture
def writing(page: Page, editor: User) -> Page:
    """The form of a new post, opened by the editor."""
    open_signed_in(page, editor, ADD)
    return page
