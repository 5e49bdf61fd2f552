"""Accepting an invitation: what its link opens, and for whom."""

import re
from datetime import timedelta

import pytest
import time_machine
from allauth.account.models import EmailAddress
from django.core import mail
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone

from accounts.invitations import accept, find, invite
from accounts.models import Invitation, User
from accounts.roles import Role, set_role
from blog.models import Author
from tests.accounts.inviting import PASSWORD, ask, do, join, link
from tests.factories import AuthorFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client: Client) -> User:
    user: User = UserFactory(role=Role.EDITOR, name="Edda")
    client.force_login(user)
    return user


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
