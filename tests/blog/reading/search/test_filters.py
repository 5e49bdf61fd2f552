"""Narrowing a search down by who, what, with whom, when and in which language."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from blog.editing.merging import merge
from blog.models import TagSynonym
from tests.blog.reading.search.test_search import found
from tests.factories import (
    AuthorFactory,
    CategoryFactory,
    CollaboratorFactory,
    TagFactory,
    make_page,
    make_post,
)

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def posts() -> None:
    """Make two posts that have everything a filter asks for, each other values of it."""
    make_post(
        title="Marsh in spring",
        at=datetime(2024, 4, 2, tzinfo=UTC),
        credits=[AuthorFactory(name="Ada Vale"), AuthorFactory(name="Noor Lind")],
        tags=["low water"],
        thanks=[CollaboratorFactory(name="Harbour Trust")],
        category=CategoryFactory(name="Field notes"),
    )
    make_post(
        title="Marsh in autumn",
        at=datetime(2023, 10, 2, tzinfo=UTC),
        credits=[AuthorFactory(name="Adan Roé")],
        tags=["storm"],
        language="pt-br",
    )
    make_page(title="Marsh house", address="house")


@pytest.mark.parametrize(
    "typed",
    [
        'author:"Ada Vale"',
        "author:ada-vale",
        "author:ada",
        "AUTHOR:ADA",
        "author:ada author:noor",
        "marsh tag:low-water",
        'marsh tag:"Low  Water"',
        "“marsh in” partner:“harbour trust”",
        "partner:harbour",
        'category:"field notes"',
        "year:2024",
        "year:2024 year:2022 marsh",
        "marsh -tag:storm -house",
        "marsh -author:adan-roe -language:pt-br -house",
        "year:2024 language:en",
    ],
)
def test_filters_find_by_slug_name_and_beginning(posts: None, client: Client, typed: str) -> None:
    assert found(client, typed) == ["Marsh in spring"]


@pytest.mark.parametrize(
    "typed", ["author:roé", "language:pt-BR", "language:português", "author:adan-roe", "tag:storm"]
)
def test_filters_of_the_other_post(posts: None, client: Client, typed: str) -> None:
    expected = [] if typed in {"author:roé", "language:português"} else ["Marsh in autumn"]

    assert found(client, typed) == expected


@pytest.mark.parametrize(
    "typed", ["author:nobody", "author:ada tag:storm", "year:24", "-tag:storm", "tag:low"]
)
def test_filters_that_nothing_answers_to(posts: None, client: Client, typed: str) -> None:
    expected = ["Marsh in spring"] if typed == "tag:low" else []

    assert found(client, typed) == expected


def test_a_filter_that_names_nothing_is_told(posts: None, client: Client) -> None:
    text = client.get("/search/", {"q": "marsh author:<b>"}).content.decode()

    assert "There is nothing to filter by that is called author:&lt;b&gt;." in text


def test_merged_names_and_synonyms_mean_what_they_became(posts: None, client: Client) -> None:
    merge(TagFactory(name="ebb"), TagFactory(name="low water"), by=None)
    TagSynonym.objects.create(tag=TagFactory(name="low water"), name="neap")

    assert found(client, "tag:ebb") == found(client, "tag:neap") == ["Marsh in spring"]


def test_hidden_people_are_no_filter_and_stay_in_their_posts(client: Client) -> None:
    make_post(title="A", published=True, credits=[AuthorFactory(name="Ada Vale", is_hidden=True)])
    make_post(title="B", published=True, credits=[AuthorFactory(name="Vale Lind")])

    groups = client.get("/search/", {"q": "vale"}).context["groups"]

    assert [(group.kind, len(group.choices)) for group in groups] == [("author", 1)]
    assert found(client, "author:ada-vale") == []


def test_filters_are_links_with_counts_and_can_be_taken_off(posts: None, client: Client) -> None:
    response = client.get("/search/", {"q": "marsh"})
    groups = {group.kind: group.choices for group in response.context["groups"]}
    year = groups["year"][0]
    narrowed = client.get(f"/search/{year.url}")

    assert [(choice.label, choice.count) for choice in groups["year"]] == [("2024", 1), ("2023", 1)]
    assert [choice.label for choice in groups["author"]] == ["Ada Vale", "Noor Lind", "Adan Roé"]
    assert "3 results for “marsh”" in response.content.decode()
    assert year.url == "?q=marsh+year%3A2024"
    assert [chosen.label for chosen in narrowed.context["chosen"]] == ["2024"]
    assert narrowed.context["chosen"][0].url == "?q=marsh"
    assert narrowed.context["groups"] == []


def test_year_that_is_added_takes_the_place_of_the_other(client: Client) -> None:
    for year in (2021, 2022):
        make_post(title="Marsh", at=datetime(year, 5, 2, tzinfo=UTC), tags=["a"])

    response = client.get("/search/", {"q": "marsh year:2021 year:2022"})
    groups = {group.kind: group.choices for group in response.context["groups"]}

    assert [choice.url for choice in groups["year"]] == [
        "?q=marsh+year%3A2022",
        "?q=marsh+year%3A2021",
    ]


def test_search_costs_the_same_for_few_and_many_hits(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    ada = AuthorFactory(name="Ada Vale")
    counts = []
    for count in (3, 12):
        for number in range(count):
            make_post(title=f"Marsh {number}", published=True, credits=[ada], tags=[f"t{number}"])
        with django_assert_num_queries(5):
            client.get("/search/", {"q": "marsh"})
        with django_assert_num_queries(6):
            counts.append(len(found(client, "marsh author:ada")))

    assert counts == [3, 10]
