"""Signing in and out."""

from typing import Any

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from accounts.roles import Role
from blog import settings as project
from tests.factories import PASSWORD, UserFactory

pytestmark = pytest.mark.django_db
LOGIN = "/accounts/login/"
WRONG = "belong together"
TOO_MANY = "Too many attempts to sign in"


def sign_in(client: Client, email: str, password: str = PASSWORD, **extra: str) -> Any:
    return client.post(f"{LOGIN}{extra.pop('query', '')}", {"login": email, "password": password})


def is_signed_in(client: Client) -> bool:
    return client.get("/accounts/").status_code == 200


def test_the_admins_login_leads_to_the_one_that_is_limited(client: Client) -> None:
    answer = client.get("/admin/", follow=True)

    assert answer.redirect_chain[-1][0].startswith(LOGIN)
    assert answer.redirect_chain[-1][0].endswith("next=%2Fadmin%2F")
    assert 'autocomplete="current-password"' in answer.content.decode()


def test_the_admins_own_form_takes_no_password(client: Client) -> None:
    user = UserFactory()

    answer = client.post("/admin/login/", {"username": user.email, "password": PASSWORD})

    assert answer.status_code == 302
    assert not is_signed_in(client)


@pytest.mark.parametrize("written", ["ada@example.org", "ADA@Example.ORG", "  Ada@example.org "])
def test_the_address_may_be_written_in_any_case(client: Client, written: str) -> None:
    UserFactory(email="Ada@example.org")

    answer = sign_in(client, written)

    assert answer.status_code == 302
    assert is_signed_in(client)


def test_an_address_beyond_ascii_is_found_however_it_is_written(client: Client) -> None:
    UserFactory(email="ada@straße.example")

    sign_in(client, "ADA@STRASSE.EXAMPLE")

    assert is_signed_in(client)


def test_whoever_has_work_there_lands_in_the_admin(client: Client) -> None:
    user = UserFactory(role=Role.CONTRIBUTOR)

    answer = sign_in(client, user.email)

    assert answer["Location"] == "/admin/"


def test_whoever_has_no_role_lands_on_their_account(client: Client) -> None:
    user = UserFactory(role=None)

    answer = sign_in(client, user.email)

    assert answer["Location"] == "/accounts/"


def test_next_leads_on_within_the_site(client: Client) -> None:
    user = UserFactory()

    answer = sign_in(client, user.email, query="?next=/admin/blog/post/%3Fq%3Dx")

    assert answer["Location"] == "/admin/blog/post/?q=x"


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://evil.example/",
        "//evil.example/",
        "///evil.example/",
        "/\\evil.example",
        "\\\\evil.example",
        "https:evil.example",
        "javascript:alert(1)",
        "http://127.0.0.1:8000@evil.example/",
        "\thttps://evil.example",
        "http://other.test/",
    ],
)
def test_next_never_leads_off_the_site(client: Client, elsewhere: str, settings: Settings) -> None:
    settings.ALLOWED_HOSTS = ["*", ".test"]
    user = UserFactory()

    answer = client.post(LOGIN, {"login": user.email, "password": PASSWORD, "next": elsewhere})

    assert answer["Location"] == "/admin/"


@pytest.mark.parametrize("email", ["ada@example.org", "nobody@example.org"])
def test_a_wrong_password_and_an_unknown_address_look_the_same(client: Client, email: str) -> None:
    UserFactory(email="ada@example.org")

    answer = sign_in(client, email, "not the pass phrase")

    assert answer.status_code == 200
    assert WRONG in answer.content.decode()
    assert not is_signed_in(client)


def test_an_unknown_address_costs_a_hashed_password_too(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    hashed: list[str] = []
    monkeypatch.setattr("accounts.models.User.set_password", lambda _, raw: hashed.append(raw))

    sign_in(client, "nobody@example.org", "some password")

    assert hashed == ["some password"]


def test_a_closed_account_looks_like_a_wrong_password(client: Client) -> None:
    user = UserFactory(is_active=False)

    answer = sign_in(client, user.email)

    assert WRONG in answer.content.decode()
    assert not is_signed_in(client)


def test_five_failures_stop_further_attempts_with_a_sentence(client: Client) -> None:
    user = UserFactory(email="ada@example.org")
    for written in ("ada@example.org", "ADA@example.org", "Ada@Example.org", "aDA@example.org"):
        sign_in(client, written, "wrong")
    sign_in(client, "ada@example.org", "wrong")

    answer = sign_in(client, user.email, PASSWORD)

    assert TOO_MANY in answer.content.decode()
    assert not is_signed_in(client)


def test_the_host_asked_for_gives_no_fresh_attempts(client: Client, settings: Settings) -> None:
    settings.ALLOWED_HOSTS = ["*"]
    user = UserFactory()
    for number in range(5):
        data = {"login": user.email, "password": "wrong"}
        client.post(LOGIN, data, headers={"host": f"host{number}.example"})

    answer = sign_in(client, user.email, PASSWORD)

    assert TOO_MANY in answer.content.decode()


def test_one_place_can_not_try_many_accounts(client: Client) -> None:
    for number in range(10):
        sign_in(client, f"user-{number}@example.org", "wrong")

    answer = sign_in(client, UserFactory().email, PASSWORD)

    assert TOO_MANY in answer.content.decode()


def test_attempts_are_counted_in_the_database_cache_too(client: Client, settings: Settings) -> None:
    settings.CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.db.DatabaseCache",
            "LOCATION": "masthead_cache",
        }
    }
    call_command("createcachetable", verbosity=0)
    cache.clear()
    user = UserFactory()
    for _ in range(5):
        sign_in(client, user.email, "wrong")

    answer = sign_in(client, user.email, PASSWORD)

    assert TOO_MANY in answer.content.decode()


def test_made_up_names_do_not_wash_the_counts_of_a_real_one_away() -> None:
    options = project.CACHES["default"]["OPTIONS"]

    assert options["MAX_ENTRIES"] >= 10_000


def test_a_flood_is_answered_with_429_and_a_page(client: Client) -> None:
    for _ in range(30):
        client.post(LOGIN, {"login": "", "password": ""})

    answer = client.post(LOGIN, {"login": "", "password": ""})

    assert answer.status_code == 429
    assert "Wait a minute" in answer.content.decode()


@pytest.mark.parametrize("login", ["\x00", "a@b\x00.c", "x" * 10_000, "<script>", "'; --"])
def test_an_odd_address_is_an_error_of_the_form(client: Client, login: str) -> None:
    answer = sign_in(client, login)

    assert answer.status_code == 200
    assert b"<script>" not in answer.content


def test_signing_in_needs_the_forms_token() -> None:
    strict = Client(enforce_csrf_checks=True)
    user = UserFactory()

    answer = sign_in(strict, user.email)

    assert answer.status_code == 403


def test_signing_in_changes_the_sessions_key(client: Client) -> None:
    user = UserFactory()
    session = client.session
    session["before"] = True
    session.save()
    planted = session.session_key

    sign_in(client, user.email)

    assert client.session.session_key != planted


def test_signing_out_takes_a_post(client: Client) -> None:
    client.force_login(UserFactory())

    asked = client.get("/accounts/logout/")
    still_in = is_signed_in(client)
    client.post("/accounts/logout/")

    assert "Sign out" in asked.content.decode()
    assert still_in
    assert not is_signed_in(client)


def test_signing_out_when_signed_out_leads_home(client: Client) -> None:
    answer = client.get("/accounts/logout/")

    assert answer["Location"] == "/"


def test_sign_up_is_closed_and_says_how_to_get_an_account(client: Client) -> None:
    page = client.get("/accounts/signup/").content.decode()
    posted = client.post("/accounts/signup/", {"email": "new@example.org", "password1": PASSWORD})

    assert "administrator" in page
    assert 'type="password"' not in page
    assert posted.status_code == 200
    assert not UserFactory._meta.model.objects.filter(email="new@example.org").exists()


def test_a_deactivated_account_is_signed_out_at_once(client: Client) -> None:
    user = UserFactory()
    sign_in(client, user.email)
    user.is_active = False

    user.save()

    assert not is_signed_in(client)


def test_the_sign_in_page_is_never_stored(client: Client) -> None:
    answer = client.get(reverse("account_login"))

    assert "no-store" in answer["Cache-Control"]


def test_the_page_names_the_publication_not_the_host(client: Client, settings: Settings) -> None:
    settings.ALLOWED_HOSTS = ["*"]

    page = client.get(LOGIN, headers={"host": "evil.example"}).content.decode()

    assert "Masthead" in page
    assert "evil.example" not in page
