"""Finding what to link to, by its name."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from accounts.roles import Role
from blog.editing.limits import Limit
from blog.editing.links import places
from tests.factories import AuthorFactory, CollaboratorFactory, UserFactory, make_page, make_post

pytestmark = pytest.mark.django_db


@pytest.fixture
def writer() -> User:
    return UserFactory(role=Role.CONTRIBUTOR)


def asked(client: Client, user: User, words: str = "") -> list[dict[str, Any]]:
    client.force_login(user)
    found: list[dict[str, Any]] = client.get(reverse("editor_links"), {"q": words}).json()["links"]
    return found


def test_all_kinds_are_found_by_name_and_what_begins_with_it_comes_first(
    client: Client, writer: User
) -> None:
    make_post(title="A walk at the harbour", address="a-walk", published=True)
    make_page(title="Harbour rules", address="about/harbour")
    AuthorFactory(name="Hanna Harbour", slug="hanna")
    CollaboratorFactory(name="Harbour Trust", slug="trust")
    make_post(title="Something else", published=True)

    found = asked(client, writer, "HARBOUR")

    assert [(place["kind"], place["path"]) for place in found] == [
        ("page", "/about/harbour/"),
        ("partner", "/collaborators/trust/"),
        ("post", "/blog/a-walk/"),
        ("author", "/author/hanna/"),
    ]


def test_every_word_must_be_in_the_name(client: Client, writer: User) -> None:
    make_post(title="A walk at the harbour", published=True)

    assert [place["name"] for place in asked(client, writer, "harbour walk")] == [
        "A walk at the harbour"
    ]
    assert asked(client, writer, "harbour swim") == []


def test_somebody_elses_draft_is_not_found(client: Client, writer: User) -> None:
    make_post(title="My draft", by=writer)
    make_post(title="Their draft")
    make_page(title="Draft of a page", published=False)

    found = asked(client, writer, "draft")

    assert [(place["name"], place["note"]) for place in found] == [("My draft", "draft")]


def test_who_has_no_page_is_not_offered(client: Client, writer: User) -> None:
    seen = AuthorFactory(name="Ada Seen")
    AuthorFactory(name="Ada Hidden", is_hidden=True)
    AuthorFactory(name="Ada Merged", merged_into=seen)
    CollaboratorFactory(name="Ada Trust", is_hidden=True)

    assert [place["name"] for place in asked(client, writer, "ada")] == ["Ada Seen"]


@pytest.mark.parametrize("many", [3, 30])
def test_the_queries_stay_the_same(
    writer: User, many: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(many):
        make_post(title=f"Walk {number}", published=True)
        AuthorFactory(name=f"Walker {number}")
    # The permissions are read once.
    writer.has_perm("blog.change_post")

    with django_assert_num_queries(4):
        found = places("walk", writer)

    assert len(found) == min(many, 8) * 2


@pytest.mark.parametrize("words", ["\x00", "%", "'", "x" * 5000, "a " * 5000])
def test_odd_words_find_nothing(client: Client, writer: User, words: str) -> None:
    make_post(title="Walk", published=True)

    client.force_login(writer)
    answer = client.get(reverse("editor_links"), {"q": words})

    assert answer.status_code == 200


def test_nobody_sees_what_readers_do_not() -> None:
    make_post(title="Draft")

    assert places("draft", AnonymousUser()) == []  # type: ignore[arg-type]


def test_asking_too_often_is_told(
    client: Client, writer: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("blog.editing.picker_views.PICKER", Limit("picker-test", 1, 3600))
    asked(client, writer)

    answer = client.get(reverse("editor_links"))

    assert answer.status_code == 429
    assert "Wait" in answer.json()["error"]
