"""The whole page shown inside the editor, at any width."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from accounts.roles import Role
from tests.factories import UserFactory, make_page, make_post

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("kind", ["post", "page"])
def test_only_this_site_may_frame_a_preview(client: Client, kind: str) -> None:
    document = make_post() if kind == "post" else make_page()
    client.force_login(UserFactory(role=Role.EDITOR))

    answer = client.post(
        reverse(f"admin:blog_{kind}_preview", args=[document.pk]), {"title": "Typed just now"}
    )

    assert "Typed just now" in answer.content.decode()
    assert answer.headers["X-Frame-Options"] == "SAMEORIGIN"
    assert "frame-ancestors 'self'" in answer.headers["Content-Security-Policy"]


def test_what_readers_get_is_framed_by_nobody(client: Client) -> None:
    post = make_post(published=True)

    answer = client.get(post.get_absolute_url())

    assert answer.headers["X-Frame-Options"] == "DENY"
