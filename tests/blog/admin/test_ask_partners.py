"""Asking the thanked partners to agree, and seeing what they said."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client
from django_tasks_db.models import DBTaskResult

from accounts.roles import Role
from blog.models import Post, PreviewLink, SignOff
from tests.blog.outsiders import OBJECTS, Asked
from tests.factories import CollaboratorFactory, UserFactory, make_post

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked(client: Client) -> Asked:
    found = Asked()
    client.force_login(found.editor)
    return found


def screen(post: Post) -> str:
    return f"/admin/blog/post/{post.pk}/sign-off/"


def form(asked: Asked, **fields: Any) -> dict[str, Any]:
    return {
        "partner": asked.partner.pk,
        "name": "Bo Lindqvist",
        "email": "bo@example.org",
        "message": "",
        "shows": "this",
        "days": "14",
        "by_mail": "on",
        **fields,
    }


def test_asking_by_mail_leaves_the_rest_to_the_worker(client: Client, asked: Asked) -> None:
    answer = client.post(screen(asked.post), form(asked), follow=True)

    link = PreviewLink.objects.first()
    assert link
    assert (link.collaborator, link.email) == (asked.partner, "bo@example.org")
    assert link.revision == asked.post.newest_revision
    assert DBTaskResult.objects.count() == 1
    assert "The mail to Bo Lindqvist is on its way." in answer.content.decode()
    assert "/preview/" not in answer.content.decode()


def test_without_a_mail_the_link_is_shown_once(client: Client, asked: Asked) -> None:
    answer = client.post(screen(asked.post), form(asked, by_mail=""))

    path = re.search(r"http://[^/]+(/preview/[\w-]+/)", answer.content.decode())
    assert path
    assert "Does Harbour Lab agree?" in Client().get(path[1]).content.decode()
    assert DBTaskResult.objects.count() == 0


@pytest.mark.parametrize(
    "wrong",
    [
        {"partner": ""},
        {"partner": "0"},
        {"partner": "x"},
        {"partner": "9" * 30},
        {"name": ""},
        {"email": "bo@example.org\r\nBcc: all@example.org"},
        {"email": ""},
        {"message": "\x00"},
        {"days": "2"},
    ],
)
def test_a_wrong_form_asks_nobody_and_says_why(
    client: Client, asked: Asked, wrong: dict[str, str]
) -> None:
    answer = client.post(screen(asked.post), form(asked, **wrong))

    assert "errorlist" in answer.content.decode()
    assert PreviewLink.objects.count() == 1


def test_a_partner_whom_the_text_does_not_thank_can_not_be_chosen(
    client: Client, asked: Asked
) -> None:
    other = CollaboratorFactory()

    client.post(screen(asked.post), form(asked, partner=other.pk))

    assert not PreviewLink.objects.filter(collaborator=other).exists()


def test_answers_are_shown_to_who_may_edit_with_address_and_comment(
    client: Client, asked: Asked
) -> None:
    asked.answer(OBJECTS)

    page = client.get(screen(asked.post)).content.decode()
    beside = client.get(f"/admin/blog/post/{asked.post.pk}/change/").content.decode()

    assert "ana@example.org" in page
    assert "The date is wrong." in page
    assert "asked for changes" in page
    assert "asked for changes" in beside


def test_asking_again_begins_with_who_was_asked_before(client: Client, asked: Asked) -> None:
    page = client.get(f"{screen(asked.post)}?partner={asked.partner.pk}")

    assert page.context["form"]["email"].value() == "ana@example.org"
    assert client.get(f"{screen(asked.post)}?partner=x%00").status_code == 200


def test_needing_the_partners_agreement_is_turned_on_and_off(client: Client, asked: Asked) -> None:
    client.post(screen(asked.post), {"action": "need", "needed": "1"})
    asked.post.refresh_from_db()
    on = asked.post.needs_sign_off
    client.post(screen(asked.post), {"action": "need"})

    asked.post.refresh_from_db()
    assert (on, asked.post.needs_sign_off) == (True, False)


def test_an_author_can_require_agreement_but_not_do_without_it(client: Client) -> None:
    user = UserFactory(role=Role.AUTHOR)
    post = make_post(by=user, thanks=[CollaboratorFactory()])
    client.force_login(user)

    client.post(screen(post), {"action": "need", "needed": "1"})
    page = client.get(screen(post)).content.decode()
    refused = client.post(screen(post), {"action": "need"})

    post.refresh_from_db()
    assert "An editor can let it be published without." in page
    assert refused.status_code == 403
    assert post.needs_sign_off


def test_a_contributor_sees_how_far_partners_are_but_asks_nobody(client: Client) -> None:
    user = UserFactory(role=Role.CONTRIBUTOR)
    partner = CollaboratorFactory(name="Harbour Lab")
    post = make_post(by=user, thanks=[partner])
    client.force_login(user)

    seen = client.get(screen(post)).content.decode()
    sent = client.post(screen(post), form(Asked(partner=partner)))

    assert "Harbour Lab" in seen
    assert 'id="ask"' not in seen
    assert sent.status_code == 403
    assert not PreviewLink.objects.of(post).exists()


def test_strangers_neither_see_nor_ask(client: Client, asked: Asked) -> None:
    client.force_login(UserFactory(role=Role.AUTHOR))

    answers = [client.get(screen(asked.post)), client.post(screen(asked.post), form(asked))]

    assert {answer.status_code for answer in answers} == {404}


def test_the_screen_costs_the_same_for_3_and_30_answers(
    client: Client, asked: Asked, django_assert_max_num_queries: Any
) -> None:
    asked.answer(OBJECTS)
    given = asked.answers[0]

    def again(times: int) -> None:
        given.pk = None
        SignOff.objects.bulk_create(
            SignOff(**{f.attname: getattr(given, f.attname) for f in SignOff._meta.fields})
            for _ in range(times)
        )

    again(2)
    with django_assert_max_num_queries(40) as few:
        client.get(screen(asked.post))
    again(27)

    with django_assert_max_num_queries(len(few)):
        client.get(screen(asked.post))


def test_a_partner_who_was_asked_is_kept(client: Client, asked: Asked) -> None:
    asked.answer(OBJECTS)
    asked.edit(acknowledgements=())

    answer = client.post(f"/admin/blog/collaborator/{asked.partner.pk}/delete/", {"post": "yes"})

    assert "can’t be deleted" in answer.content.decode().replace("&#x27;", "’")
    assert type(asked.partner).objects.filter(pk=asked.partner.pk).exists()
