"""Inviting somebody by e-mail, sending again, taking back."""

import re
from typing import Any

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django import Settings

from accounts.invitations import invite
from accounts.models import Invitation, User
from accounts.roles import Role
from accounts.secrets import hash_of
from blog.models import Author, Event
from tests.accounts.inviting import LIST, ask, do, join, link
from tests.accounts.smtp import MailServer
from tests.factories import AuthorFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client: Client) -> User:
    user: User = UserFactory(role=Role.EDITOR, name="Edda")
    client.force_login(user)
    return user


def test_both_ends_are_recorded(client: Client, editor: User) -> None:
    ask(client)
    join(link())

    joined, invited = Event.objects.all()[:2]
    assert (invited.kind, invited.by, invited.subject) == ("invited", editor, "new@example.org")
    assert (joined.kind, joined.subject) == ("joined", "Nia")
    assert joined.notifications.get().user == editor


def test_the_secret_is_stored_nowhere(client: Client, editor: User) -> None:
    ask(client)

    secret = link().rstrip("/").rpartition("/")[2]
    assert Invitation.objects.get().token_hash == hash_of(secret)
    assert secret not in str(list(Invitation.objects.values())) + str(list(Event.objects.values()))


def test_sending_again_ends_the_first_link(client: Client, editor: User) -> None:
    ask(client)
    first = link()

    do(client, "send_again")

    assert link() != first
    assert Client().get(first).status_code == 410
    assert Client().get(link()).status_code == 200


def test_an_expired_invitation_can_be_sent_again(client: Client, editor: User) -> None:
    ask(client)
    Invitation.objects.update(expires_at=timezone.now())

    do(client, "send_again")

    assert Client().get(link()).status_code == 200


def test_what_is_over_is_not_sent_again(client: Client, editor: User) -> None:
    ask(client)
    do(client, "take_back")

    page = do(client, "send_again")

    assert "is over" in page
    assert len(mail.outbox) == 1


def test_who_accepted_can_not_be_uninvited(client: Client, editor: User) -> None:
    ask(client)
    join(link())

    page = do(client, "take_back")

    assert "close the account" in page
    assert Invitation.objects.get().revoked_at is None


@pytest.mark.parametrize(
    ("prepare", "fields", "sentence"),
    [
        ("account", {}, "has an account already"),
        ("closed", {}, "has an account already"),
        ("invited", {}, "has an open invitation"),
        ("linked", {}, "Select a valid choice"),
        ("promised", {}, "is promised to somebody else"),
        ("", {"author_name": "Bo"}, "not both"),
        ("", {"role": "Administrator"}, "Select a valid choice"),
        ("", {"email": "nonsense"}, "valid email"),
        ("", {"email": "a\x00@example.org"}, "Null characters"),
        ("", {"author": str(10**30)}, "Select a valid choice"),
    ],
)
def test_what_can_not_be_is_refused_with_a_sentence(
    client: Client, editor: User, prepare: str, fields: dict[str, Any], sentence: str
) -> None:
    author = AuthorFactory()
    match prepare:
        case "account" | "closed":
            UserFactory(email="new@example.org", is_active=prepare == "account")
        case "invited":
            invite("new@example.org", role=Role.AUTHOR, by=editor)
        case "linked":
            Author.objects.filter(pk=author.pk).update(user=editor)
        case "promised":
            invite("other@example.org", role=Role.AUTHOR, by=editor, author=author)
    before = Invitation.objects.count()

    answer = ask(client, **{"author": author.pk, "email": "NEW@example.org", **fields})

    assert sentence in answer.content.decode()
    assert Invitation.objects.count() == before
    assert mail.outbox == []


def test_an_administrator_may_invite_another(client: Client) -> None:
    client.force_login(UserFactory(role=Role.ADMINISTRATOR))

    ask(client, role="Administrator")
    join(link())

    assert User.objects.get(email="new@example.org").role is Role.ADMINISTRATOR


def test_an_editor_can_not_end_an_administrators_invitation(client: Client, editor: User) -> None:
    boss = UserFactory(role=Role.ADMINISTRATOR)
    invite("new@example.org", role=Role.ADMINISTRATOR, by=boss)

    page = do(client, "take_back") + do(client, "send_again")

    assert "does not let you" in page
    assert Invitation.objects.get().state == "open"
    assert mail.outbox == []


@pytest.mark.parametrize("state", ["open", "expired", "accepted", "taken back"])
def test_the_list_finds_each_state(client: Client, editor: User, state: str) -> None:
    now = timezone.now()
    for name, fields in {
        "open": {},
        "expired": {"expires_at": now},
        "accepted": {"accepted_at": now},
        "taken back": {"revoked_at": now},
    }.items():
        invitation, _ = invite(f"{name[:4]}@example.org", role=Role.AUTHOR, by=editor)
        Invitation.objects.filter(pk=invitation.pk).update(**fields)

    rows = client.get(LIST, {"state": state}).context["cl"].result_list

    assert [(row.email, row.state) for row in rows] == [(f"{state[:4]}@example.org", state)]


def test_a_mail_that_fails_is_said_and_can_be_sent_again(
    client: Client, editor: User, settings: Settings
) -> None:
    backend, settings.EMAIL_BACKEND = (
        settings.EMAIL_BACKEND,
        "django.core.mail.backends.smtp.EmailBackend",
    )
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    page = ask(client).content.decode()
    settings.EMAIL_BACKEND = backend

    do(client, "send_again")

    assert "could not be sent" in page
    assert Client().get(link()).status_code == 200


def test_the_mail_passes_through_a_real_server(
    client: Client, editor: User, settings: Settings
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    with MailServer() as server:
        settings.EMAIL_HOST, settings.EMAIL_PORT = server.address
        ask(client)

    text = server.received[0].text
    found = re.search(r"/accounts/invitation/\S+/", text)
    assert found
    assert join(found[0]).status_code == 302


def test_the_list_asks_the_same_number_of_queries_for_many(client: Client, editor: User) -> None:
    counts = []
    for number in (3, 27):
        for at in range(number):
            email = f"{number}-{at}@example.org"
            invite(email, role=Role.AUTHOR, by=editor, author_name=f"Name {number} {at}")
        with CaptureQueriesContext(connection) as captured:
            client.get(LIST)
        counts.append(len(captured))

    assert counts[0] == counts[1]
