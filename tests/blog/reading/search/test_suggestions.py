"""Did you mean: a word that is a slip away from what was typed, where that would be found."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from accounts.roles import Role
from blog.editing.erasure import erase
from blog.models import SearchWord
from blog.reading.search.suggest import distance
from tests.factories import AuthorFactory, UserFactory, make_post

pytestmark = pytest.mark.django_db(transaction=True)


def meant(client: Client, typed: str) -> str:
    response = client.get("/search/", {"q": typed})
    return str(response.context["meant"])


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("estuery", "estuary"),
        ("etsuary", "estuary"),
        ("stuary", "estuary"),
        ("estuaary", "estuary"),
        ("low estuery -storm", "low estuary -storm"),
        ("estuery year:2024", ""),
        ("facde", "façade"),
        ("saltmrash", "saltmarsh"),
        ("Vael", "vale"),
        ("estuary missing", ""),
        ("zzzzzz", ""),
        ("est", ""),
        ("приевт", "привет"),
    ],
)
def test_mistyped_words_are_told(client: Client, typed: str, expected: str) -> None:
    make_post(
        title="Estuary",
        published=True,
        body="Low façade of a saltmarsh. Привет.",
        credits=[AuthorFactory(name="Ada Vale")],
    )

    assert meant(client, typed) == expected


def test_link_leads_to_what_was_meant_and_nothing_is_asked_where_something_was_found(
    client: Client,
) -> None:
    make_post(title="Estuary", published=True)

    text = client.get("/search/", {"q": "estuery"}).content.decode()

    assert 'Did you mean <a href="?q=estuary">estuary</a>?' in text
    assert meant(client, "estuary") == ""


def test_words_of_what_is_not_public_are_never_suggested(client: Client) -> None:
    make_post(title="Estuary", body="Draft.")
    make_post(title="Estuary", at=timezone.now() + timedelta(days=1))
    call_command("reindex", verbosity=0)

    assert SearchWord.objects.filter(word="estuary").exists()
    assert meant(client, "estuery") == ""


def test_words_of_an_erased_text_are_kept_nowhere() -> None:
    post = make_post(title="Estuary", published=True, body="Curlew.")

    erase(post, by=UserFactory(role=Role.ADMINISTRATOR), reason="A court said so.")

    assert not SearchWord.objects.filter(word__in=["estuary", "curlew"]).exists()


@pytest.mark.parametrize(
    ("one", "other", "slips"),
    [
        ("tide", "tide", 0),
        ("tdie", "tide", 1),
        ("tid", "tide", 1),
        ("tied", "tide", 1),
        ("", "ab", 2),
    ],
)
def test_slips_between_words_are_counted(one: str, other: str, slips: int) -> None:
    assert distance(one, other) == slips
