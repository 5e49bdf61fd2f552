"""Setting a password by a link from an e-mail."""

import re
from typing import Any
from urllib.parse import urlsplit

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.core.handlers.base import BaseHandler
from django.test import Client, RequestFactory
from pytest_django import Settings

from accounts.models import User
from tests.accounts.smtp import MailServer
from tests.factories import PASSWORD, UserFactory

pytestmark = pytest.mark.django_db
RESET = "/accounts/password/reset/"
NEW = "quite another pass phrase"


def ask(client: Client, email: str, **headers: str) -> Any:
    return client.post(RESET, {"email": email}, headers=headers or None)


def link(text: str) -> str:
    found = re.search(r"https?://\S+/password/reset/key/\S+", text)
    assert found
    return found[0]


def choose(client: Client, address: str, password: str = NEW) -> Any:
    form = client.get(urlsplit(address).path, follow=True)
    path = form.request["PATH_INFO"]
    return client.post(path, {"password1": password, "password2": password}, follow=True)


def test_a_link_by_mail_sets_a_new_password(client: Client) -> None:
    user = UserFactory(email="ada@example.org")
    ask(client, "ADA@example.org")

    choose(client, link(str(mail.outbox[0].body)))

    user.refresh_from_db()
    assert mail.outbox[0].to == ["ada@example.org"]
    assert user.check_password(NEW)


def test_the_link_leads_to_our_own_address_whatever_host_was_asked(
    client: Client, settings: Settings
) -> None:
    settings.ALLOWED_HOSTS = ["*"]
    settings.SITE_URL = "https://blog.example.org"
    UserFactory(email="ada@example.org")

    ask(client, "ada@example.org", host="evil.example")

    text = str(mail.outbox[0].message())
    assert link(str(mail.outbox[0].body)).startswith("https://blog.example.org/accounts/")
    assert "evil.example" not in text


@pytest.mark.parametrize("email", ["ada@example.org", "nobody@example.org"])
def test_the_answer_is_the_same_for_known_and_unknown(client: Client, email: str) -> None:
    UserFactory(email="ada@example.org")

    answer = client.post(RESET, {"email": email}, follow=True)

    assert answer.redirect_chain == [("/accounts/password/reset/done/", 302)]
    assert "If there is an account" in answer.content.decode()


def test_an_unknown_address_receives_nothing(client: Client) -> None:
    ask(client, "nobody@example.org")

    assert mail.outbox == []


def test_a_closed_account_receives_nothing(client: Client) -> None:
    UserFactory(email="ada@example.org", is_active=False)

    ask(client, "ada@example.org")

    assert mail.outbox == []


def test_an_address_that_waits_for_confirmation_opens_no_account(client: Client) -> None:
    user = UserFactory(email="ada@example.org")
    EmailAddress.objects.create(user=user, email="mistyped@example.org")

    ask(client, "mistyped@example.org")

    assert mail.outbox == []


def test_the_mail_goes_out_after_the_answer(rf: RequestFactory) -> None:
    UserFactory(email="ada@example.org")
    request = rf.post(RESET, {"email": "ada@example.org"})
    request._dont_enforce_csrf_checks = True  # type: ignore[attr-defined]
    handler = BaseHandler()
    handler.load_middleware()

    answer = handler.get_response(request)
    sent_before = len(mail.outbox)
    answer.close()

    assert answer.status_code == 302
    assert sent_before == 0
    assert len(mail.outbox) == 1


def test_a_mail_server_that_fails_shows_in_no_answer(
    client: Client, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    UserFactory(email="ada@example.org")

    answer = ask(client, "ada@example.org")

    assert answer["Location"] == "/accounts/password/reset/done/"
    assert "was not sent" in caplog.text


def test_a_link_works_once(client: Client) -> None:
    UserFactory(email="ada@example.org")
    ask(client, "ada@example.org")
    address = link(str(mail.outbox[0].body))
    choose(client, address)

    again = Client().get(urlsplit(address).path, follow=True)

    assert "doesn’t work any more" in again.content.decode()


def test_a_link_is_void_when_the_address_changed(client: Client) -> None:
    user = UserFactory(email="ada@example.org")
    ask(client, "ada@example.org")
    user.email = "ada@new.example"
    user.save()

    page = client.get(urlsplit(link(str(mail.outbox[0].body))).path, follow=True)

    assert "doesn’t work any more" in page.content.decode()


@pytest.mark.parametrize("key", ["1-x", "zzzzzzzzzzzzz-x", "0-set-password", "1-set-password"])
def test_a_made_up_link_is_refused_with_a_page(client: Client, key: str) -> None:
    UserFactory()

    answer = client.get(f"/accounts/password/reset/key/{key}/", follow=True)

    assert answer.status_code == 200
    assert "doesn’t work any more" in answer.content.decode()


def test_a_new_password_signs_every_browser_out(client: Client) -> None:
    user = UserFactory(email="ada@example.org")
    elsewhere = Client()
    elsewhere.force_login(user)
    ask(client, user.email)

    choose(client, link(str(mail.outbox[0].body)))

    assert elsewhere.get("/accounts/").status_code == 302


def test_the_owner_is_told_of_the_new_password(client: Client) -> None:
    UserFactory(email="ada@example.org")
    ask(client, "ada@example.org")

    choose(client, link(str(mail.outbox[0].body)))

    assert mail.outbox[1].subject == "Your password at Masthead was changed"
    assert mail.outbox[1].to == ["ada@example.org"]


@pytest.mark.parametrize(
    ("password", "reason"),
    [("12345678", "too common"), ("Ada Lovelace", "too similar"), ("x1y2", "too short")],
)
def test_a_weak_password_is_refused_with_the_reason(
    client: Client, password: str, reason: str
) -> None:
    user = UserFactory(email="ada@example.org", name="Ada Lovelace")
    ask(client, user.email)

    answer = choose(client, link(str(mail.outbox[0].body)), password)

    user.refresh_from_db()
    assert reason in answer.content.decode()
    assert user.check_password(PASSWORD)


def test_a_new_password_lifts_the_stop_after_failed_attempts(client: Client) -> None:
    user = UserFactory(email="ada@example.org")
    for _ in range(5):
        client.post("/accounts/login/", {"login": user.email, "password": "wrong"})
    ask(client, user.email)
    choose(client, link(str(mail.outbox[0].body)))

    answer = client.post("/accounts/login/", {"login": user.email, "password": NEW})

    assert answer.status_code == 302


def test_a_name_from_the_settings_can_not_add_a_mail_header(client: Client) -> None:
    from blog.models import SiteSettings

    SiteSettings.objects.update(name="Masthead\r\nBcc: everyone@example.org")
    UserFactory(email="ada@example.org")

    ask(client, "ada@example.org")

    assert mail.outbox[0].message()["Bcc"] is None
    assert mail.outbox[0].recipients() == ["ada@example.org"]


def test_nobodys_mailbox_can_be_filled(client: Client) -> None:
    for _ in range(10):
        ask(client, "ada@example.org")

    answer = ask(client, "ada@example.org")

    assert answer.status_code == 429


def test_the_mail_passes_through_a_real_server(client: Client, settings: Settings) -> None:
    UserFactory(email="ada@example.org", name="Ada Lövelace")
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.DEFAULT_FROM_EMAIL = "masthead@example.org"
    with MailServer() as server:
        settings.EMAIL_HOST, settings.EMAIL_PORT = server.address

        ask(client, "ada@example.org")

    received = server.received[0]
    assert received.sender == "masthead@example.org"
    assert received.recipients == ["ada@example.org"]
    assert "Hello Ada Lövelace" in received.text
    choose(client, link(received.text))
    assert User.objects.get().check_password(NEW)
