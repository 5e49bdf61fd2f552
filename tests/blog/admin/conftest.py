"""Somebody of each role, signed in, and the form a browser would send."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from pytest_django import Settings

from accounts.models import User
from accounts.roles import Role
from tests.factories import UserFactory

Form = Callable[..., dict[str, Any]]
ROWS = {"TOTAL_FORMS": "0", "INITIAL_FORMS": "0"}


@pytest.fixture(autouse=True)
def media(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def editor() -> User:
    return UserFactory(role=Role.EDITOR, name="Edda")


@pytest.fixture
def as_editor(client: Client, editor: User) -> Client:
    client.force_login(editor)
    return client


@pytest.fixture
def as_role(client: Client) -> Callable[..., Client]:
    """Return a client signed in with a role; `user=` names who."""

    def sign_in(role: Role, **fields: Any) -> Client:
        client.force_login(UserFactory(role=role, **fields))
        return client

    return sign_in


@pytest.fixture
def rows(client: Client) -> Callable[[str], list[str]]:
    """Return the titles in one part of the desk of who is signed in."""

    def listed(key: str) -> list[str]:
        context = client.get("/admin/").context
        parts = [*context["waiting"], *(part for column in context["columns"] for part in column)]
        return [row.title for part in parts if part["part"].key == key for row in part["rows"]]

    return listed


def post_form(action: str = "save", *, credits: Any = (), thanks: Any = (), **fields: Any) -> Any:  # noqa: A002
    """Return what a browser sends for a post; `credits` and `thanks` are lists of rows."""
    return {
        **page_form(action, **fields),
        **_rows("credits", credits),
        **_rows("thanks", thanks),
    }


def page_form(action: str = "save", **fields: Any) -> Any:
    """Return what a browser sends for a page."""
    return {
        "action": action,
        "title": "A walk",
        "body": "Along the shore.",
        "language": "en",
        **fields,
    }


def _rows(prefix: str, rows: Any) -> dict[str, Any]:
    sent = {f"{prefix}-TOTAL_FORMS": str(len(rows)), f"{prefix}-INITIAL_FORMS": "0"}
    for index, row in enumerate(rows):
        filled = {
            "role": "wrote" if prefix == "credits" else "mentioned",
            "ORDER": index + 1,
            **row,
        }
        sent |= {f"{prefix}-{index}-{name}": value for name, value in filled.items()}
    return sent
