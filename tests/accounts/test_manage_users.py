"""Administrators manage users in the admin."""

import re
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django import Settings

from accounts.models import User
from accounts.roles import Role
from accounts.standing import change_standing
from tests.factories import AuthorFactory, UserFactory

pytestmark = pytest.mark.django_db
LIST = "/admin/accounts/user/"
ADD = f"{LIST}add/"


@pytest.fixture
def boss(client: Client) -> User:
    user: User = UserFactory(email="boss@example.org", role=Role.ADMINISTRATOR)
    client.force_login(user)
    return user


def address(user: User) -> str:
    return reverse("admin:accounts_user_change", args=[user.pk])


def fields(user: User, **other: Any) -> dict[str, Any]:
    now = {"email": user.email, "name": user.name, "role": user.role or ""}
    return {name: value for name, value in {**now, **other}.items() if value is not None}


def add(client: Client, **other: str) -> Any:
    return client.post(ADD, {"email": "New@example.org", "name": "New", "role": "Author", **other})


@pytest.mark.django_db(transaction=True)
def test_an_account_is_made_without_a_password_and_its_owner_sets_one(
    client: Client, boss: User
) -> None:
    answer = add(client)

    user = User.objects.get(email="new@example.org")
    link = re.search(r"/accounts/password/reset/key/\S+", str(mail.outbox[0].body))
    assert answer.status_code == 302
    assert user.role is Role.AUTHOR
    assert not user.has_usable_password()
    assert mail.outbox[0].to == ["new@example.org"]
    assert "as author" in str(mail.outbox[0].body)
    assert link
    form = Client().get(link[0], follow=True)
    assert "Choose a password" in form.content.decode()


@pytest.mark.django_db(transaction=True)
def test_a_mail_that_fails_is_said_and_the_account_stays(
    client: Client, boss: User, settings: Settings
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1

    answer = add(client)
    page = client.get(answer["Location"]).content.decode()

    assert "could not be sent" in page
    assert User.objects.filter(email="new@example.org").exists()


def test_no_page_asks_for_a_password_or_offers_single_permissions(
    client: Client, boss: User
) -> None:
    pages = client.get(ADD).content + client.get(address(UserFactory())).content

    for name in (b"password", b"is_superuser", b"user_permissions", b"groups", b"is_staff"):
        assert b'name="%s' % name not in pages


def test_posting_what_no_form_offers_changes_nothing(client: Client, boss: User) -> None:
    user = UserFactory()

    client.post(address(user), fields(user, is_superuser="on", password="x", groups=["4"]))

    user.refresh_from_db()
    assert not user.is_superuser
    assert user.role is Role.CONTRIBUTOR


def test_an_address_taken_in_another_case_is_refused(client: Client, boss: User) -> None:
    UserFactory(email="new@example.org")

    answer = add(client)

    assert answer.status_code == 200
    assert "already exists" in answer.content.decode()


def test_a_role_changes_at_once(client: Client, boss: User) -> None:
    user = UserFactory(role=Role.CONTRIBUTOR)

    client.post(address(user), fields(user, role="Editor"))

    changed = User.objects.get(pk=user.pk)
    assert changed.role is Role.EDITOR
    assert changed.has_perm("blog.edit_all_posts")


def test_without_a_role_the_admin_is_closed(client: Client, boss: User) -> None:
    user = UserFactory(role=Role.EDITOR)
    other = Client()
    other.force_login(user)

    client.post(address(user), fields(user, role=""))

    assert other.get("/admin/").status_code in {302, 403}
    assert other.get("/accounts/").status_code == 200


def test_a_made_up_role_is_refused(client: Client, boss: User) -> None:
    user = UserFactory()

    answer = client.post(address(user), fields(user, role="Emperor"))

    assert answer.status_code == 200
    assert User.objects.get(pk=user.pk).role is Role.CONTRIBUTOR


def test_nobody_takes_the_role_from_themselves(client: Client, boss: User) -> None:
    UserFactory(role=Role.ADMINISTRATOR)

    answer = client.post(address(boss), fields(boss, role="Editor"))

    assert "give up the administrator" in answer.content.decode()
    assert User.objects.get(pk=boss.pk).role is Role.ADMINISTRATOR


@pytest.mark.parametrize(("role", "is_active"), [(Role.EDITOR, True), (Role.ADMINISTRATOR, False)])
def test_the_last_administrator_stays(role: Role, is_active: bool) -> None:
    last = UserFactory(role=Role.ADMINISTRATOR)
    UserFactory(role=Role.ADMINISTRATOR, is_active=False)
    helper = UserFactory(role=Role.EDITOR)

    with pytest.raises(ValidationError, match="last administrator"), transaction.atomic():
        change_standing(last, role=role, is_active=is_active, by=helper)

    assert User.objects.get(pk=last.pk).role is Role.ADMINISTRATOR


def test_an_administrator_can_remove_another(client: Client, boss: User) -> None:
    other = UserFactory(role=Role.ADMINISTRATOR)

    client.post(address(other), fields(other, role="Editor"))

    assert User.objects.get(pk=other.pk).role is Role.EDITOR


@pytest.mark.django_db(transaction=True)
def test_a_changed_address_signs_in_and_the_old_one_is_told(client: Client, boss: User) -> None:
    user = UserFactory(email="old@example.org", name="Bo")

    client.post(address(user), fields(user, email="New@Example.org"))

    assert list(EmailAddress.objects.filter(user=user).values_list("email", "verified")) == [
        ("new@example.org", True)
    ]
    assert mail.outbox[0].to == ["old@example.org"]
    assert "Hello Bo" in str(mail.outbox[0].body)


def test_superusers_are_out_of_an_administrators_reach(client: Client, boss: User) -> None:
    root = User.objects.create_superuser("root@example.org")

    answer = client.post(address(root), fields(root, email="mine@example.org"))

    root.refresh_from_db()
    assert answer.status_code == 403
    assert root.email == "root@example.org"


@pytest.mark.parametrize("lookup", ["password", "password__startswith", "groups__name"])
def test_the_list_can_not_be_used_to_guess_what_it_hides(
    client: Client, boss: User, lookup: str
) -> None:
    answer = client.get(LIST, {lookup: "md5"})

    assert answer.status_code == 400


def test_nobody_is_deleted(client: Client, boss: User) -> None:
    user = UserFactory()
    data = {"action": "delete_selected", "_selected_action": [user.pk], "post": "yes"}

    answer = client.post(reverse("admin:accounts_user_delete", args=[user.pk]), {"post": "yes"})
    client.post(LIST, data)

    assert answer.status_code == 403
    assert User.objects.filter(pk=user.pk).exists()


def test_the_link_can_be_sent_again_but_not_to_closed_accounts(client: Client, boss: User) -> None:
    active, closed = UserFactory(), UserFactory(is_active=False)

    data = {"action": "invite", "_selected_action": [active.pk, closed.pk]}
    answer = client.post(LIST, data, follow=True)

    assert [message.to for message in mail.outbox] == [[active.email]]
    assert "on its way" in answer.content.decode()


@pytest.mark.parametrize("role", [None, Role.CONTRIBUTOR, Role.AUTHOR, Role.EDITOR])
def test_others_see_no_users(client: Client, role: Role | None) -> None:
    user = UserFactory(role=role)
    client.force_login(user)

    answers = [client.get(path).status_code for path in (LIST, ADD, address(user))]

    assert answers == [403, 403, 403]


@pytest.mark.parametrize("path", ["auth/group/", "account/emailaddress/", "auth/user/"])
def test_groups_and_addresses_are_not_edited_apart(client: Client, path: str) -> None:
    client.force_login(User.objects.create_superuser("root@example.org"))

    answer = client.get(f"/admin/{path}")

    assert answer.status_code == 404


def test_the_list_asks_the_same_number_of_queries_for_many(client: Client, boss: User) -> None:
    counts = []
    for number in (3, 27):
        for _ in range(number):
            AuthorFactory(user=UserFactory(role=Role.AUTHOR))
        with CaptureQueriesContext(connection) as captured:
            client.get(LIST)
        counts.append(len(captured))

    assert counts[0] == counts[1]
