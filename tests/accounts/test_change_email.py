"""Changing the e-mail address."""

import re
from typing import Any
from urllib.parse import urlsplit

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.test import Client
from pytest_django import Settings

from accounts.models import User
from tests.factories import PASSWORD, UserFactory

pytestmark = pytest.mark.django_db
EMAIL = "/accounts/email/"


@pytest.fixture
def ada(client: Client) -> User:
    user: User = UserFactory(email="ada@example.org")
    client.force_login(user)
    return user


def change(client: Client, email: str, password: str = PASSWORD, **headers: str) -> Any:
    data = {"email": email, "password": password, "action_add": "1"}
    return client.post(EMAIL, data, headers=headers or None)


def link(text: str) -> str:
    found = re.search(r"https?://\S+/confirm-email/\S+", text)
    assert found
    return urlsplit(found[0]).path


def test_the_new_address_holds_once_its_link_was_confirmed(client: Client, ada: User) -> None:
    change(client, "Ada@New.example")
    before = User.objects.get().email
    client.get(link(str(mail.outbox[0].body)))
    opened = User.objects.get().email

    client.post(link(str(mail.outbox[0].body)))

    assert mail.outbox[0].to == ["ada@new.example"]
    assert (before, opened) == ("ada@example.org", "ada@example.org")
    assert User.objects.get().email == "ada@new.example"
    assert [row.email for row in EmailAddress.objects.all()] == ["ada@new.example"]


def test_the_new_address_signs_in_and_the_old_one_does_not(client: Client, ada: User) -> None:
    change(client, "ada@new.example")
    client.post(link(str(mail.outbox[0].body)))
    old, new = Client(), Client()

    old.post("/accounts/login/", {"login": "ada@example.org", "password": PASSWORD})
    new.post("/accounts/login/", {"login": "ada@new.example", "password": PASSWORD})

    assert old.get("/accounts/").status_code == 302
    assert new.get("/accounts/").status_code == 200


def test_an_unconfirmed_address_signs_nobody_in(client: Client, ada: User) -> None:
    change(client, "ada@new.example")
    other = Client()

    other.post("/accounts/login/", {"login": "ada@new.example", "password": PASSWORD})

    assert other.get("/accounts/").status_code == 302


def test_the_old_address_is_told(client: Client, ada: User) -> None:
    change(client, "ada@new.example")

    client.post(link(str(mail.outbox[0].body)))

    assert mail.outbox[1].to == ["ada@example.org"]
    assert "ada@new.example" in str(mail.outbox[1].body)


def test_the_password_is_asked_for(client: Client, ada: User) -> None:
    answer = change(client, "ada@new.example", "wrong")

    assert "not your present password" in answer.content.decode()
    assert mail.outbox == []


def test_guessing_the_password_is_limited(client: Client, ada: User) -> None:
    for _ in range(10):
        change(client, "ada@new.example", "wrong")

    answer = change(client, "ada@new.example")

    assert answer.status_code == 429


def test_the_present_address_is_refused_in_any_case(client: Client, ada: User) -> None:
    answer = change(client, "ADA@example.org")

    assert "you have already" in answer.content.decode()


def test_whether_an_address_is_taken_is_not_revealed(client: Client, ada: User) -> None:
    UserFactory(email="taken@example.org")

    free = change(client, "free@example.org")
    taken = change(client, "taken@example.org")

    assert (taken.status_code, taken["Location"]) == (free.status_code, free["Location"])


def test_an_address_that_is_taken_can_not_be_confirmed(client: Client, ada: User) -> None:
    UserFactory(email="taken@example.org")
    change(client, "taken@example.org")

    answer = client.post(link(str(mail.outbox[0].body)), follow=True)

    ada.refresh_from_db()
    assert ada.email == "ada@example.org"
    assert "another account uses it" in answer.content.decode()


def test_an_address_given_away_since_can_not_be_confirmed(client: Client, ada: User) -> None:
    change(client, "wanted@example.org")
    UserFactory(email="wanted@example.org")

    answer = client.post(link(str(mail.outbox[0].body)))

    ada.refresh_from_db()
    assert answer.status_code == 404
    assert ada.email == "ada@example.org"


def test_a_change_can_be_called_off(client: Client, ada: User) -> None:
    change(client, "ada@new.example")
    address = link(str(mail.outbox[0].body))

    client.post(EMAIL, {"email": "ada@new.example", "action_remove": "1"})

    assert client.post(address).status_code == 404
    assert [row.email for row in EmailAddress.objects.all()] == ["ada@example.org"]


def test_the_present_address_can_not_be_removed(client: Client, ada: User) -> None:
    client.post(EMAIL, {"email": "ada@example.org", "action_remove": "1"})

    assert User.objects.get().email == "ada@example.org"
    assert EmailAddress.objects.filter(email="ada@example.org", verified=True).exists()


def test_a_waiting_address_can_not_be_made_the_present_one(client: Client, ada: User) -> None:
    change(client, "ada@new.example")

    client.post(EMAIL, {"email": "ada@new.example", "action_primary": "1"})

    assert User.objects.get().email == "ada@example.org"


def test_the_address_of_somebody_else_is_out_of_reach(client: Client, ada: User) -> None:
    other = UserFactory(email="bo@example.org")

    for action in ("action_remove", "action_primary", "action_send"):
        client.post(EMAIL, {"email": "bo@example.org", action: "1"})

    assert EmailAddress.objects.filter(user=other, verified=True, primary=True).exists()
    assert mail.outbox == []


def test_the_link_leads_to_our_own_address(client: Client, ada: User, settings: Settings) -> None:
    settings.ALLOWED_HOSTS = ["*"]
    settings.SITE_URL = "https://blog.example.org"

    change(client, "ada@new.example", host="evil.example")

    body = str(mail.outbox[0].body)
    assert "https://blog.example.org/accounts/confirm-email/" in body
    assert "evil.example" not in str(mail.outbox[0].message())


def test_a_mail_server_that_fails_changes_nothing(
    client: Client, ada: User, settings: Settings
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1

    answer = change(client, "ada@new.example")

    assert "could not be sent" in answer.content.decode()
    assert [row.email for row in EmailAddress.objects.all()] == ["ada@example.org"]


@pytest.mark.parametrize("key", ["x", "Mw:1abc:nonsense", "-" * 500])
def test_a_made_up_link_is_refused_with_a_page(client: Client, key: str) -> None:
    answer = client.get(f"/accounts/confirm-email/{key}/")

    assert answer.status_code == 200
    assert "used already" in answer.content.decode()
