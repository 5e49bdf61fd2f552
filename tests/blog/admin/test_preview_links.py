"""Making preview links, seeing who opened them, and taking them back."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from accounts.roles import Role
from blog.models import Event, Post, PreviewLink, PreviewOpening
from tests.blog.outsiders import open_link
from tests.factories import UserFactory, make_page, make_post

pytestmark = pytest.mark.django_db
FORM = {"label": "The board", "shows": "newest", "days": "14"}


@pytest.fixture
def writer(client: Client) -> User:
    user: User = UserFactory(role=Role.CONTRIBUTOR)
    client.force_login(user)
    return user


@pytest.fixture
def post(writer: User) -> Post:
    return make_post(title="Low tide", by=writer)


def screen(post: Any, rest: str = "") -> str:
    return f"/admin/blog/{post._meta.model_name}/{post.pk}/links/{rest}"


def test_the_link_is_shown_once_and_opens(client: Client, post: Post) -> None:
    made = client.post(screen(post), FORM)

    path = re.search(r"http://[^/]+(/preview/[\w-]+/)", made.content.decode())
    assert path
    assert made["Cache-Control"].find("no-store") >= 0
    assert Client().get(path[1]).status_code == 200
    assert "/preview/" not in client.get(screen(post)).content.decode()


def test_a_link_may_be_bound_to_the_text_as_it_is_now(client: Client, post: Post) -> None:
    client.post(screen(post), {**FORM, "shows": "this", "days": "90"})

    link = PreviewLink.objects.get()
    assert link.revision == post.newest_revision
    assert (link.expires_at - link.created_at).days in {89, 90}


@pytest.mark.parametrize(
    "wrong", [{"label": ""}, {"label": "\x00"}, {"shows": "x"}, {"days": "3000"}, {"days": "x"}]
)
def test_a_wrong_form_makes_nothing_and_says_why(
    client: Client, post: Post, wrong: dict[str, str]
) -> None:
    answer = client.post(screen(post), {**FORM, **wrong})

    assert "errorlist" in answer.content.decode()
    assert PreviewLink.objects.count() == 0


def test_making_and_taking_back_are_on_the_timeline(client: Client, post: Post) -> None:
    client.post(screen(post), FORM)
    client.post(screen(post, f"{PreviewLink.objects.get().pk}/"))

    kinds = list(Event.objects.of(post).filter(note="For The board").values_list("kind", flat=True))
    assert kinds == [Event.Kind.LINK_REVOKED, Event.Kind.LINK_MADE]


def test_a_link_taken_back_opens_nothing(client: Client, post: Post, writer: User) -> None:
    link, path = open_link(post, writer)

    client.post(screen(post, f"{link.pk}/"))

    assert Client().get(path).status_code == 410
    assert "taken back" in client.get(screen(post)).content.decode()


def test_openings_are_listed_with_their_time_in_pages(
    client: Client, post: Post, writer: User
) -> None:
    link, _ = open_link(post, writer)
    PreviewOpening.objects.bulk_create(PreviewOpening(link=link) for _ in range(60))

    first = client.get(screen(post, f"{link.pk}/")).content.decode()
    second = client.get(screen(post, f"{link.pk}/?page=2")).content.decode()

    assert (first.count("<li>"), second.count("<li>")) == (
        second.count("<li>") + 40,
        second.count("<li>"),
    )
    assert "opened 60 times" in client.get(screen(post)).content.decode()


def test_a_page_has_links_too(client: Client) -> None:
    client.force_login(UserFactory(role=Role.EDITOR))
    page = make_page(published=False)

    assert "/preview/" in client.post(screen(page), FORM).content.decode()


def test_strangers_find_no_links_and_make_none(client: Client, post: Post, writer: User) -> None:
    link, path = open_link(post, writer)
    client.force_login(UserFactory(role=Role.AUTHOR))

    answers = [
        client.get(screen(post)),
        client.post(screen(post), FORM),
        client.get(screen(post, f"{link.pk}/")),
        client.post(screen(post, f"{link.pk}/")),
    ]

    assert {answer.status_code for answer in answers} == {404}
    assert Client().get(path).status_code == 200


def test_a_link_is_found_only_under_its_own_text(client: Client, post: Post, writer: User) -> None:
    other = make_post(by=writer)
    link, path = open_link(other, writer)

    answers = [client.get(screen(post, f"{pk}/")) for pk in (link.pk, 0, 10**18)]
    client.post(screen(post, f"{link.pk}/"))

    assert {answer.status_code for answer in answers} == {404}
    assert Client().get(path).status_code == 200


def test_the_list_costs_the_same_for_3_and_30_links(
    client: Client, post: Post, writer: User, django_assert_max_num_queries: Any
) -> None:
    for number in range(3):
        open_link(post, writer, label=f"Number {number}")
    with django_assert_max_num_queries(30) as few:
        client.get(screen(post))
    for number in range(30):
        open_link(post, writer, label=f"Number {number}")

    with django_assert_max_num_queries(len(few)):
        client.get(screen(post))
