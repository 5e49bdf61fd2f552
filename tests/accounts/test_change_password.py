"""Changing the password while signed in."""

from typing import Any

import pytest
from django.core import mail
from django.test import Client
from pytest_django import Settings

from tests.factories import PASSWORD, UserFactory

pytestmark = pytest.mark.django_db
CHANGE = "/accounts/password/change/"
NEW = "quite another pass phrase"


def change(client: Client, old: str = PASSWORD, new: str = NEW) -> Any:
    return client.post(CHANGE, {"oldpassword": old, "password1": new, "password2": new})


def test_the_password_changes_and_only_this_browser_stays_signed_in(client: Client) -> None:
    user = UserFactory()
    elsewhere = Client()
    for browser in (client, elsewhere):
        browser.force_login(user)

    answer = change(client)

    user.refresh_from_db()
    assert answer["Location"] == "/accounts/"
    assert user.check_password(NEW)
    assert client.get("/accounts/").status_code == 200
    assert elsewhere.get("/accounts/").status_code == 302


def test_the_present_password_is_asked_for(client: Client) -> None:
    user = UserFactory()
    client.force_login(user)

    answer = change(client, old="wrong")

    user.refresh_from_db()
    assert "not your present password" in answer.content.decode()
    assert user.check_password(PASSWORD)


def test_guessing_the_present_password_is_limited(client: Client) -> None:
    client.force_login(UserFactory())
    for _ in range(5):
        change(client, old="wrong")

    answer = change(client)

    assert answer.status_code == 429


def test_the_owner_is_told(client: Client) -> None:
    client.force_login(UserFactory(email="ada@example.org"))

    change(client)

    assert mail.outbox[0].to == ["ada@example.org"]
    assert "Your password was changed" in str(mail.outbox[0].body)


def test_a_mail_server_that_fails_stops_no_change(client: Client, settings: Settings) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    user = UserFactory()
    client.force_login(user)

    answer = change(client)

    user.refresh_from_db()
    assert answer.status_code == 302
    assert user.check_password(NEW)


def test_whoever_has_no_password_is_led_to_where_one_is_set(client: Client) -> None:
    client.force_login(UserFactory(password=None))

    answer = client.get(CHANGE)

    assert answer["Location"] == "/accounts/password/reset/"


def test_the_admins_own_form_leads_here(client: Client) -> None:
    client.force_login(UserFactory())

    answer = client.get("/admin/password_change/")

    assert answer["Location"] == CHANGE
