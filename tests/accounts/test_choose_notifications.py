"""Everybody chooses which mails they get."""

import pytest
from django.test import Client

from accounts.models import User
from accounts.roles import Role
from blog.editing.notifying.kinds import KINDS, choices_of
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
PAGE = "/accounts/notifications/"


def signed_in(client: Client, role: Role | None) -> User:
    user: User = UserFactory(role=role)
    client.force_login(user)
    return user


def test_what_is_ticked_is_wanted_and_the_rest_is_not(client: Client) -> None:
    user = signed_in(client, Role.EDITOR)

    answer = client.post(PAGE, {"mentions": "on", "checked": "on"}, follow=True)

    wanted = {name for name, yes in choices_of(user).items() if yes}
    assert "Your choice is stored." in answer.content.decode()
    assert wanted == {"mentions", "checked"}


def test_who_never_chose_gets_what_concerns_them_but_not_every_tick(client: Client) -> None:
    signed_in(client, Role.EDITOR)

    page = client.get(PAGE)

    unticked = {field.name for field in page.context["form"] if not field.value()}
    assert unticked == {"checked"}


def test_nobody_is_offered_what_they_can_not_get(client: Client) -> None:
    signed_in(client, Role.AUTHOR)

    page = client.get(PAGE)

    assert set(KINDS) - set(page.context["form"].fields) == {"submitted", "joined"}


def test_a_kind_that_is_not_offered_is_not_stored(client: Client) -> None:
    user = signed_in(client, Role.AUTHOR)

    client.post(PAGE, {"submitted": "on", "nonsense": "on"})

    assert not user.notification_choices.filter(kind__in=["submitted", "nonsense"]).exists()


def test_without_a_role_the_page_says_that_there_is_nothing(client: Client) -> None:
    signed_in(client, None)

    page = client.get(PAGE).content.decode()

    assert "nothing to tell you" in page


def test_choosing_twice_keeps_one_choice_of_each_kind(client: Client) -> None:
    user = signed_in(client, Role.AUTHOR)

    for data in ({"mentions": "on"}, {}):
        client.post(PAGE, data)

    assert user.notification_choices.get(kind="mentions").wanted is False


def test_the_account_page_leads_there(client: Client) -> None:
    signed_in(client, Role.AUTHOR)

    assert f'href="{PAGE}"' in client.get("/accounts/").content.decode()
