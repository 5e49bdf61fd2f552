"""Inviting somebody by e-mail, and what becomes of it."""

import re
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

import pytest
import time_machine
from allauth.account.models import EmailAddress
from django.core import mail
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django import Settings

from accounts.invitations import accept, find, invite
from accounts.models import Invitation, User
from accounts.roles import Role, set_role
from accounts.secrets import hash_of
from blog.models import Author, Event
from tests.accounts.smtp import MailServer
from tests.factories import AuthorFactory, UserFactory

pytestmark = pytest.mark.django_db
LIST = "/admin/accounts/invitation/"
ADD = f"{LIST}add/"
PASSWORD = "quite another pass phrase"


@pytest.fixture
def editor(client: Client) -> User:
    user: User = UserFactory(role=Role.EDITOR, name="Edda")
    client.force_login(user)
    return user


def ask(client: Client, email: str = "New@Example.org", **fields: Any) -> Any:
    return client.post(ADD, {"email": email, "role": "Author", **fields}, follow=True)


def link() -> str:
    found = re.search(r"https?://\S+/accounts/invitation/\S+", str(mail.outbox[-1].body))
    assert found
    return urlsplit(found[0]).path


def join(path: str, name: str = "Nia", password: str = PASSWORD, again: str | None = None) -> Any:
    data = {"name": name, "password": password, "again": again or password}
    return Client().post(path, data)


def do(client: Client, action: str) -> str:
    keys = list(Invitation.objects.values_list("pk", flat=True))
    answer = client.post(LIST, {"action": action, "_selected_action": keys}, follow=True)
    return answer.content.decode()


def test_who_is_invited_sets_name_and_password_and_is_in(client: Client, editor: User) -> None:
    ask(client)
    guest = Client()
    page = guest.get(link()).content.decode()

    answer = guest.post(link(), {"name": "Nia", "password": PASSWORD, "again": PASSWORD})

    user = User.objects.get(email="new@example.org")
    assert mail.outbox[0].to == ["new@example.org"]
    assert "Edda invites you to write at Masthead, as author." in page
    assert answer["Location"] == "/admin/"
    assert guest.get("/admin/").status_code == 200
    assert (user.name, user.role, user.check_password(PASSWORD)) == ("Nia", Role.AUTHOR, True)
    assert EmailAddress.objects.get(user=user).verified


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


def test_a_link_works_once(client: Client, editor: User) -> None:
    ask(client)
    path = link()
    join(path)

    assert Client().get(path).status_code == 410
    assert join(path, name="Again").status_code == 410
    assert User.objects.get(email="new@example.org").name == "Nia"


def test_a_link_that_opens_nothing_always_says_the_same(client: Client, editor: User) -> None:
    ask(client, "used@example.org")
    used = link()
    join(used)
    ask(client, "ended@example.org")
    ended = link()
    do(client, "take_back")
    ask(client, "late@example.org")
    late = link()
    Invitation.objects.filter(email="late@example.org").update(expires_at=timezone.now())

    pages = [Client().get(path) for path in (used, ended, late, "/accounts/invitation/made-up/")]

    texts = {re.sub(r'value="\w+"', "", page.content.decode()) for page in pages}
    assert {page.status_code for page in pages} == {410}
    assert len(texts) == 1
    assert "This link opens nothing" in texts.pop()


def test_a_link_ends_after_two_weeks(client: Client, editor: User) -> None:
    ask(client)

    with time_machine.travel(timezone.now() + timedelta(days=13, hours=23)):
        before = Client().get(link()).status_code
    with time_machine.travel(timezone.now() + timedelta(days=14, seconds=1)):
        after = Client().get(link()).status_code

    assert (before, after) == (200, 410)


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


def test_a_profile_becomes_theirs(client: Client, editor: User) -> None:
    author = AuthorFactory(name="Nia Ode")
    ask(client, author=author.pk)

    assert 'value="Nia Ode"' in Client().get(link()).content.decode()
    join(link())

    author.refresh_from_db()
    assert author.user == User.objects.get(email="new@example.org")


def test_a_new_profile_is_made_by_name(client: Client, editor: User) -> None:
    AuthorFactory(name="Nia", slug="nia")

    ask(client, author_name="Nia")
    join(link())

    assert Author.objects.get(slug="nia-2").user == User.objects.get(email="new@example.org")


def test_a_profile_that_got_an_account_meanwhile_stays_with_it(
    client: Client, editor: User
) -> None:
    author = AuthorFactory()
    ask(client, author=author.pk)
    Author.objects.filter(pk=author.pk).update(user=editor)

    join(link())

    author.refresh_from_db()
    assert author.user == editor
    assert User.objects.filter(email="new@example.org").exists()


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


def test_an_address_that_got_an_account_meanwhile_is_told(client: Client, editor: User) -> None:
    ask(client)
    UserFactory(email="new@example.org")

    answer = join(link())

    assert "has an account already" in answer.content.decode()
    assert Invitation.objects.get().accepted_at is None


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"password": "12345678", "again": "12345678"}, "too common"),
        ({"password": "new@example", "again": "new@example"}, "too similar"),
        ({"again": "something else"}, "not the same"),
        ({"name": ""}, "required"),
        ({"name": "a\x00b"}, "Null characters"),
        ({"name": "x" * 201}, "at most 200"),
    ],
)
def test_a_form_that_is_wrong_is_shown_again_with_the_reason(
    client: Client, editor: User, fields: dict[str, str], sentence: str
) -> None:
    ask(client)
    data = {"name": "Nia", "password": PASSWORD, "again": PASSWORD, **fields}

    answer = Client().post(link(), data)

    assert sentence in answer.content.decode()
    assert not User.objects.filter(email="new@example.org").exists()


def test_what_was_promised_ends_with_the_right_to_promise_it(client: Client, editor: User) -> None:
    ask(client, role="Editor")
    path = link()
    set_role(editor, Role.AUTHOR)

    assert Client().get(path).status_code == 410


def test_somebody_signed_in_is_asked_to_sign_out_first(client: Client, editor: User) -> None:
    ask(client)

    page = client.get(link()).content.decode()
    client.post(link(), {"name": "Nia", "password": PASSWORD, "again": PASSWORD})

    assert "Sign out first" in page
    assert not User.objects.filter(email="new@example.org").exists()


def test_the_page_is_kept_and_passed_on_by_nobody(client: Client, editor: User) -> None:
    ask(client)

    for answer in (Client().get(link()), Client().get("/accounts/invitation/made-up/")):
        assert "no-store" in answer["Cache-Control"]
        assert answer["Referrer-Policy"] == "same-origin"
        assert "noindex" in answer["X-Robots-Tag"]


def test_guessing_is_stopped_after_a_while() -> None:
    for number in range(30):
        Client().get(f"/accounts/invitation/guess-{number}/")

    assert Client().get("/accounts/invitation/guess/").status_code == 429


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


def test_two_forms_of_one_link_make_one_account(editor: User) -> None:
    invitation, secret = invite("new@example.org", role=Role.AUTHOR, by=editor)
    first, second = find(secret), find(secret)
    assert first
    assert second
    accept(first, name="First", password=PASSWORD)

    with pytest.raises(ValidationError, match="used or ended"):
        accept(second, name="Second", password=PASSWORD)

    invitation.refresh_from_db()
    assert str(invitation.user) == "First"
