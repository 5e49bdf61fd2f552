"""Users: one address each, however it is written."""

from io import StringIO

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st

from accounts.models import User, normal_email
from accounts.roles import Role
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


def test_an_address_is_stored_casefolded() -> None:
    user = UserFactory(email="  Ada.LOVELACE@Straße.Example ")

    user.refresh_from_db()

    assert user.email == "ada.lovelace@strasse.example"


@given(st.text())
def test_the_stored_form_of_an_address_stays_the_same(text: str) -> None:
    stored = normal_email(text)

    again = normal_email(stored)

    assert again == stored
    assert stored == stored.lower()


def test_two_users_can_not_differ_in_case_alone() -> None:
    UserFactory(email="ada@straße.example")

    with pytest.raises(IntegrityError), transaction.atomic():
        UserFactory(email="ADA@STRASSE.EXAMPLE")


def test_the_database_refuses_capitals_that_pass_by_the_model() -> None:
    user = UserFactory(email="ada@example.org")

    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.filter(pk=user.pk).update(email="Ada@example.org")


def test_a_form_sees_that_the_address_is_taken_in_another_case() -> None:
    UserFactory(email="ada@example.org")
    other = User(email="ADA@Example.org")

    with pytest.raises(ValidationError) as refused:
        other.full_clean(exclude=["password"])

    assert "email" in refused.value.message_dict


def test_a_user_needs_an_address() -> None:
    with pytest.raises(ValueError, match="needs an e-mail address"):
        User.objects.create_user("   ")


def test_a_user_made_without_a_password_has_none_that_works() -> None:
    user = User.objects.create_user("ada@example.org")

    user.refresh_from_db()

    assert not user.has_usable_password()


def test_createsuperuser_asks_for_an_address_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DJANGO_SUPERUSER_PASSWORD", "a long enough pass phrase")

    call_command("createsuperuser", email="Root@Example.org", interactive=False, stdout=StringIO())

    user = User.objects.get(email="root@example.org")
    assert user.role is Role.ADMINISTRATOR
    assert user.is_superuser
    assert user.check_password("a long enough pass phrase")
