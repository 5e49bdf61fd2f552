"""What every answer tells the browser to refuse."""

import json
import os
import subprocess
import sys
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from pytest_django import Settings

from accounts.roles import Role
from tests.factories import PASSWORD, UserFactory, make_post

SHOW_SETTINGS = """
import json
from django.conf import settings
names = [name for name in dir(settings) if name.split("_")[0] in {"SESSION", "CSRF", "SECURE"}]
print(json.dumps({name: getattr(settings, name) for name in names}, default=str))
"""


def directives(answer: Any) -> dict[str, set[str]]:
    policy = answer["Content-Security-Policy"].split(";")
    parts = [part.split() for part in policy]
    return {part[0]: set(part[1:]) for part in parts if part}


PAGES = [
    ("GET", "/blog/seen/", None, 200),
    ("GET", "/accounts/login/", None, 200),
    ("GET", "/index.xml", None, 200),
    ("GET", "/no/such/page/", None, 404),
    ("POST", "/accounts/login/", None, 403),
    ("GET", "/admin/accounts/user/", Role.CONTRIBUTOR, 403),
    ("GET", "/admin/", Role.EDITOR, 200),
    ("GET", "/admin/blog/post/add/", Role.EDITOR, 200),
    ("GET", "/admin/no/such/page/", Role.EDITOR, 404),
]
every_kind = pytest.mark.parametrize(("method", "path", "role", "status"), PAGES)


def ask(method: str, path: str, role: Role | None) -> Any:
    client = Client(enforce_csrf_checks=True)
    make_post(title="Seen", address="seen", published=True)
    if role:
        client.force_login(UserFactory(role=role))
    return client.generic(method, path)


@pytest.mark.django_db
@every_kind
def test_no_answer_lets_scripts_or_styles_stand_in_the_page(
    method: str, path: str, role: Role | None, status: int
) -> None:
    answer = ask(method, path, role)

    policy = directives(answer)
    assert answer.status_code == status
    assert policy["script-src"] == {"'self'"}
    assert policy["style-src"] == {"'self'"}
    assert policy["default-src"] == {"'self'"}
    assert policy["object-src"] == policy["base-uri"] == {"'none'"}
    assert policy["form-action"] == policy["frame-ancestors"] == {"'self'"}


@pytest.mark.django_db
@every_kind
def test_every_answer_refuses_guessing_framing_and_sensors(
    method: str, path: str, role: Role | None, status: int
) -> None:
    answer = ask(method, path, role)

    assert answer.status_code == status
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Referrer-Policy"] == "strict-origin-when-cross-origin"
    assert answer["X-Frame-Options"] in {"SAMEORIGIN", "DENY"}
    assert answer["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "camera=()" in answer["Permissions-Policy"]


@pytest.mark.django_db
def test_a_page_that_fails_has_the_same_headers(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*args: Any, **kwargs: Any) -> None:
        raise RuntimeError("on purpose")

    monkeypatch.setattr("accounts.views.NameForm", fail)
    client = Client(raise_request_exception=False)
    client.force_login(UserFactory())

    answer = client.get("/accounts/")

    assert answer.status_code == 500
    assert directives(answer)["script-src"] == {"'self'"}
    assert answer["X-Content-Type-Options"] == "nosniff"


@pytest.mark.django_db
def test_signing_in_sets_cookies_that_scripts_and_other_sites_can_not_use(client: Client) -> None:
    client.get("/accounts/login/")
    client.post("/accounts/login/", {"login": UserFactory().email, "password": PASSWORD})

    session = client.cookies["sessionid"]
    token = client.cookies["csrftoken"]

    assert session["httponly"]
    assert session["samesite"] == token["samesite"] == "Lax"


@pytest.mark.django_db
def test_readers_get_no_cookie(client: Client) -> None:
    post = make_post(published=True)

    answers = [client.get(path) for path in ("/", "/blog/", post.get_absolute_url(), "/index.xml")]

    assert [answer.status_code for answer in answers] == [200] * 4
    assert not client.cookies


@pytest.mark.parametrize(
    ("site_url", "secure"), [("https://a.example", True), ("http://a.example", False)]
)
def test_under_https_cookies_and_connections_are_secure(site_url: str, secure: bool) -> None:
    env = {**os.environ, "SITE_URL": site_url, "SECRET_KEY": "x" * 50, "DEBUG": "false"}
    env |= {"DJANGO_SETTINGS_MODULE": "blog.settings"}
    shown = subprocess.run(
        [sys.executable, "-c", SHOW_SETTINGS], env=env, capture_output=True, check=True
    )

    found = json.loads(shown.stdout)

    assert found["SESSION_COOKIE_SECURE"] is secure
    assert found["CSRF_COOKIE_SECURE"] is secure
    assert found["SECURE_SSL_REDIRECT"] is secure
    assert (found["SECURE_HSTS_SECONDS"] > 0) is secure


@pytest.mark.django_db
def test_what_names_who_is_signed_in_is_for_no_shared_cache(client: Client) -> None:
    assert "public" in client.get("/")["Cache-Control"]

    client.force_login(UserFactory(role=Role.EDITOR))

    assert client.get("/")["Cache-Control"] == "private, no-store"


@pytest.mark.django_db
def test_the_frame_that_draws_diagrams_has_no_rights_here(client: Client) -> None:
    answer = client.get("/diagram/")

    policy = directives(answer)
    assert policy["sandbox"] == {"allow-scripts"}
    assert policy["default-src"] == {"'none'"}
    # WebKit takes 'self' for the frame's own origin, which is none.
    assert policy["script-src"] == {"'self'", settings.SITE_URL}
    assert policy["style-src"] == {"'self'", settings.SITE_URL, "'unsafe-inline'"}
    assert "connect-src" not in policy
    assert policy["frame-ancestors"] == {"'self'"}
    assert answer["X-Frame-Options"] == "SAMEORIGIN"
