"""The address to sign in with follows the user's own."""

import pytest
from allauth.account.models import EmailAddress

from accounts.models import User
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


def rows(user: User) -> list[tuple[str, bool, bool]]:
    return list(
        EmailAddress.objects.filter(user=user)
        .order_by("email")
        .values_list("email", "verified", "primary")
    )


def test_a_new_user_has_one_verified_primary_address() -> None:
    user = UserFactory(email="Ada@example.org")

    assert rows(user) == [("ada@example.org", True, True)]


def test_a_changed_address_takes_the_old_ones_place() -> None:
    user = UserFactory(email="ada@example.org")
    user.email = "Ada@new.example"

    user.save()

    assert rows(user) == [("ada@new.example", True, True)]


def test_saving_other_columns_touches_no_address() -> None:
    user = UserFactory(email="ada@example.org")
    EmailAddress.objects.create(user=user, email="waiting@example.org")

    user.save(update_fields=["name"])

    assert rows(user) == [
        ("ada@example.org", True, True),
        ("waiting@example.org", False, False),
    ]


def test_an_address_that_waits_is_forgotten_when_somebody_else_gets_it() -> None:
    waiting = UserFactory(email="ada@example.org")
    EmailAddress.objects.create(user=waiting, email="shared@example.org")

    UserFactory(email="shared@example.org")

    assert rows(waiting) == [("ada@example.org", True, True)]
