"""One's own account."""

import pytest
from django.test import Client

from accounts.roles import Role
from tests.factories import AuthorFactory, UserFactory

pytestmark = pytest.mark.django_db


def test_it_says_who_one_is_here(client: Client) -> None:
    client.force_login(UserFactory(email="ada@example.org", name="Ada", role=Role.EDITOR))

    page = client.get("/accounts/").content.decode()

    assert "ada@example.org" in page
    assert 'value="Ada"' in page
    assert "Editor" in page


def test_it_leads_to_ones_author_profile(client: Client) -> None:
    user = UserFactory(role=Role.AUTHOR)
    author = AuthorFactory(name="Ada of the Blog", user=user)
    client.force_login(user)

    page = client.get("/accounts/").content.decode()

    assert f"/admin/blog/author/{author.pk}/change/" in page
    assert f'href="{author.get_absolute_url()}"' in page


def test_a_hidden_profile_has_no_page_to_see(client: Client) -> None:
    user = UserFactory(role=Role.CONTRIBUTOR)
    author = AuthorFactory(user=user, is_hidden=True)
    client.force_login(user)

    page = client.get("/accounts/").content.decode()

    assert author.name in page
    assert f'href="{author.get_absolute_url()}"' not in page
    assert "/admin/blog/author/" not in page


def test_the_name_can_be_changed_and_nothing_else(client: Client) -> None:
    user = UserFactory(email="ada@example.org")
    client.force_login(user)

    data = {"name": "Countess", "email": "x@example.org", "is_superuser": "1", "role": "Editor"}
    answer = client.post("/accounts/", data, follow=True)

    user.refresh_from_db()
    assert "Your name is stored." in answer.content.decode()
    assert (user.name, user.email, user.role) == ("Countess", "ada@example.org", Role.CONTRIBUTOR)
    assert not user.is_superuser


def test_a_name_is_shown_as_text(client: Client) -> None:
    client.force_login(UserFactory(name="<img src=x onerror=alert(1)>"))

    page = client.get("/accounts/").content.decode()

    assert "<img src=x" not in page


@pytest.mark.parametrize("path", ["", "email/", "password/change/"])
def test_account_pages_ask_strangers_to_sign_in(client: Client, path: str) -> None:
    answer = client.get(f"/accounts/{path}")

    assert answer["Location"] == f"/accounts/login/?next=/accounts/{path}"


@pytest.mark.parametrize("path", ["", "email/", "password/change/"])
def test_account_pages_are_never_stored(client: Client, path: str) -> None:
    client.force_login(UserFactory())

    answer = client.get(f"/accounts/{path}")

    assert "no-store" in answer["Cache-Control"]
