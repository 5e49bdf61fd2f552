"""Who sits at the desk, for the tests of the admin's first page; its fixture is in conftest.py."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.test import Client

from accounts.models import User
from accounts.roles import Role
from blog.editing.review import submit
from blog.models import Post
from tests.factories import UserFactory, make_post

Part = Callable[[str], list[str]]


def sign_in(client: Client, role: Role, **fields: Any) -> User:
    user: User = UserFactory(role=role, **fields)
    client.force_login(user)
    return user


def submitted(title: str, by: User) -> Post:
    post = make_post(title=title, by=by)
    submit(post, by)
    return post
