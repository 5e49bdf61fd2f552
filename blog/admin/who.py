"""Who asks, and for which row."""

from __future__ import annotations

from typing import cast

from django.http import HttpRequest

from accounts.models import User

LONGEST_KEY = 19


def user_of(request: HttpRequest) -> User:
    """Return the signed-in user; the admin lets nobody else in."""
    return cast(User, request.user)


def key_of(text: str) -> int:
    """Return the row's key that is part of an address; 0, which no row has, for anything else.

    A key has at most 19 digits; Python refuses to read thousands of them.
    """
    return int(text) if text.isdecimal() and len(text) <= LONGEST_KEY else 0
