"""Who takes part: somebody with a draft, and an editor."""

from __future__ import annotations

import pytest
from django_tasks_db.management.commands import db_worker

from accounts.models import User
from accounts.roles import Role
from blog.models import Post
from tests.factories import UserFactory, make_post


@pytest.fixture(autouse=True)
def one_transaction(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the worker from dropping the connection that holds the test's transaction."""
    monkeypatch.setattr(db_worker, "close_old_connections", lambda: None)


@pytest.fixture
def owner() -> User:
    return UserFactory(role=Role.AUTHOR, name="Ona", email="ona@example.org")


@pytest.fixture
def editor() -> User:
    return UserFactory(role=Role.EDITOR, name="Edda")


@pytest.fixture
def post(owner: User) -> Post:
    return make_post(by=owner, title="Low water")
