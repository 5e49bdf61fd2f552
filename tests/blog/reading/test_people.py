"""Pages of people and partners, and the indexes that lead to lists."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.test import Client

from blog.editing.revisions import save
from blog.editing.workflow import publish
from blog.models import (
    AuthorGroup,
    AuthorLink,
    Collaborator,
    CreditRef,
    Grant,
    Post,
    Ref,
    ThanksRef,
)
from tests.factories import (
    AuthorFactory,
    CategoryFactory,
    CollaboratorFactory,
    SeriesFactory,
    TagFactory,
    make_post,
)

pytestmark = pytest.mark.django_db


def made(year: int, **fields: Any) -> Post:
    """Store a post of the year with credits and thanks as a snapshot has them."""
    post = make_post(title=f"Of {year}")
    save(post, post.newest_snapshot().changed(**fields), by=None)
    publish(post, by=None, at=datetime(year, 3, 1, 12, tzinfo=UTC))
    return post


def credit(author: Any, *roles: str) -> tuple[CreditRef, ...]:
    return tuple(CreditRef(Ref(author.pk, author.name), role) for role in roles)


def titles(client: Client, path: str) -> list[str]:
    return [post.title for post in client.get(path).context["posts"]]


def test_author_page_lists_posts_year_by_year_and_says_what_else_they_did(client: Client) -> None:
    ada = AuthorFactory(name="Ada")
    made(2022, credits=credit(ada, "wrote"))
    edited = made(2023, credits=credit(ada, "edited", "photographed"))

    context = client.get("/author/ada/").context

    found = [(year, [card.title for card in cards]) for year, cards in context["years"]]
    assert found == [(2023, ["Of 2023"]), (2022, ["Of 2022"])]
    assert context["notes"][edited.pk] == "Edited, Photographed"
    assert [(c.label, c.posts) for c in context["narrowing"].roles] == [
        ("Wrote", 1),
        ("Edited", 1),
        ("Photographed", 1),
    ]
    assert [(c.label, c.posts) for c in context["narrowing"].years] == [("2023", 1), ("2022", 1)]


def test_posts_are_narrowed_down_to_a_role_and_a_year(client: Client) -> None:
    ada = AuthorFactory(name="Ada")
    made(2022, credits=credit(ada, "wrote"))
    made(2023, credits=credit(ada, "wrote", "edited"))

    assert titles(client, "/author/ada/?role=edited") == ["Of 2023"]
    assert titles(client, "/author/ada/?year=2022") == ["Of 2022"]
    assert titles(client, "/author/ada/?role=wrote&year=2022") == ["Of 2022"]
    assert titles(client, "/author/ada/?role=edited&year=2022") == []
    text = client.get("/author/ada/?role=edited").content.decode()
    assert '<link rel="canonical" href="http://127.0.0.1:8000/author/ada/?role=edited">' in text


@pytest.mark.parametrize("query", ["role=reviewed", "role=x", "year=1999", "year=x", "year=٢٠٢٢"])
@pytest.mark.parametrize("path", ["/author/ada/", "/collaborators/fund/"])
def test_a_part_that_is_not_there_answers_404(client: Client, path: str, query: str) -> None:
    made(2022, credits=credit(AuthorFactory(name="Ada"), "wrote"))
    CollaboratorFactory(name="Fund")

    assert client.get(f"{path}?{query}").status_code == 404


def test_author_page_shows_where_else_they_are_found_in_order(client: Client) -> None:
    ada = AuthorFactory(name="Ada", orcid="0000-0002-1825-0097", website="https://ada.example/")
    for position, label in ((2, "Code"), (1, "Mastodon")):
        url = f"https://{label.lower()}.example/@ada"
        AuthorLink.objects.create(author=ada, label=label, url=url, position=position)

    text = client.get("/author/ada/").content.decode()

    places = ("https://ada.example/", "https://mastodon.example/@ada", "https://code.example/@ada")
    found = [text.index(f'rel="me" href="{address}"') for address in places]
    assert found == sorted(found)
    assert 'href="https://orcid.org/0000-0002-1825-0097"' in text


def test_partner_page_lists_each_post_once_with_its_grants_and_people(client: Client) -> None:
    fund = CollaboratorFactory(name="Fund", kind="funder")
    ref, ada = Ref(fund.pk, "Fund"), AuthorFactory(name="Ada")
    hidden = AuthorFactory(name="Hidden", is_hidden=True)
    first = Grant.objects.create(collaborator=fund, title="First", starts_on=date(2020, 1, 1))
    Grant.objects.create(collaborator=fund, title="Second", starts_on=date(2023, 1, 1))
    thanks = (ThanksRef(ref, "host"), ThanksRef(ref, "funder", Ref(first.pk, "First")))
    made(2022, acknowledgements=thanks, credits=credit(ada, "wrote", "edited"))
    made(
        2023, acknowledgements=thanks[:1], credits=(*credit(ada, "wrote"), *credit(hidden, "wrote"))
    )
    made(2024, body="The fund is only named here.")

    context = client.get("/collaborators/fund/").context

    assert [post.title for post in context["posts"]] == ["Of 2023", "Of 2022"]
    assert [(grant.title, grant.posts) for grant in context["grants"]] == [
        ("Second", 0),
        ("First", 1),
    ]
    assert [(person["name"], person["posts"]) for person in context["people"]] == [("Ada", 2)]
    assert [(c.label, c.posts) for c in context["narrowing"].roles] == [("Funder", 1), ("Host", 2)]


def test_people_stand_in_their_groups_and_all_others_with_posts_below(client: Client) -> None:
    guests = AuthorGroup.objects.create(name="Guests", position=2)
    team = AuthorGroup.objects.create(name="Team", position=1)
    AuthorGroup.objects.create(name="Nobody", position=3)
    AuthorFactory(name="Zoe", group=team)
    AuthorFactory(name="Ada", group=team)
    AuthorFactory(name="Guest", group=guests)
    AuthorFactory(name="Hidden", group=team, is_hidden=True)
    AuthorFactory(name="Without a post")
    make_post(published=True, credits=[AuthorFactory(name="Writer")])
    make_post(credits=[AuthorFactory(name="Drafter")])

    context = client.get("/authors/").context

    found = [(group.name, [row.name for row, *_ in rows]) for group, rows in context["groups"]]
    assert found == [("Team", ["Ada", "Zoe"]), ("Guests", ["Guest"])]
    assert [(row.name, posts) for row, _, posts in context["contributors"]] == [("Writer", 1)]


def test_a_group_that_is_deleted_leaves_its_people_without_one(client: Client) -> None:
    team = AuthorGroup.objects.create(name="Team")
    ada = AuthorFactory(name="Ada", group=team)

    team.delete()

    ada.refresh_from_db()
    assert ada.group is None


def test_partners_stand_under_what_they_are_and_one_kind_can_be_chosen(client: Client) -> None:
    CollaboratorFactory(name="Fund", kind="funder")
    CollaboratorFactory(name="Member", kind="member")
    CollaboratorFactory(name="Hidden", kind="collaborator", is_hidden=True)

    def groups(path: str) -> list[tuple[str, list[str]]]:
        shown = client.get(path).context["groups"]
        return [(label, [row.name for row, *_ in rows]) for label, rows in shown]

    assert groups("/collaborators/") == [("Members", ["Member"]), ("Funders", ["Fund"])]
    assert groups("/collaborators/?kind=funder") == [("Funders", ["Fund"])]
    kinds = client.get("/collaborators/").context["kinds"]
    assert [(label, count) for _, label, count in kinds] == [("Members", 1), ("Funders", 1)]
    for kind in ("collaborator", "x", "%00"):
        assert client.get(f"/collaborators/?kind={kind}").status_code == 404
    assert Collaborator.objects.count() == 3


def test_tags_stand_under_their_letters_whatever_the_accent(client: Client) -> None:
    make_post(published=True, tags=["éclair", "eel", "3d printing", "zinc"])
    TagFactory(name="unused")

    shown = client.get("/tags/").context["shown"]

    found = [(letter, [word.name for word in words]) for letter, words in shown]
    assert found == [("0", ["3d printing"]), ("E", ["éclair", "eel"]), ("Z", ["zinc"])]


def test_of_many_tags_one_letter_is_shown_at_a_time(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("blog.reading.indexes.MOST_TAGS", 3)
    monkeypatch.setattr("blog.reading.indexes.MOST_USED", 2)
    make_post(published=True, tags=["apple", "ant", "bee", "crab"])
    make_post(published=True, tags=["bee", "crab"])

    whole, letter = client.get("/tags/"), client.get("/tags/?letter=A")

    assert whole.context["shown"] == []
    assert [word.name for word in whole.context["most_used"]] == ["bee", "crab"]
    assert 'href="/tags/?letter=B"' in whole.content.decode()
    assert [word.name for _, words in letter.context["shown"] for word in words] == ["ant", "apple"]
    for asked in ("Q", "AA", "%00", "<"):
        assert client.get("/tags/", {"letter": asked}).status_code == 404


def test_series_offers_its_first_part_and_its_reading_order(client: Client) -> None:
    gauges = SeriesFactory(title="Gauges", description="How to build one.")
    for year, position in ((2022, 2), (2023, 1), (2024, None)):
        made(year, series=Ref.to(gauges), series_position=position)

    newest, reading = client.get("/series/gauges/"), client.get("/series/gauges/?order=reading")

    assert [post.title for post in newest.context["posts"]] == ["Of 2024", "Of 2023", "Of 2022"]
    assert newest.context["first"].title == "Of 2023"
    assert [post.title for post in reading.context["posts"]] == ["Of 2023", "Of 2022", "Of 2024"]
    assert "How to build one." in newest.content.decode()
    assert client.get("/series/gauges/?order=x").status_code == 404


def test_categories_and_series_have_indexes_that_count(client: Client) -> None:
    make_post(published=True, category=CategoryFactory(name="Notes"), series=SeriesFactory())
    CategoryFactory(name="Empty")
    SeriesFactory(title="Empty")

    found = {path: client.get(path).context["terms"] for path in ("/categories/", "/series/")}

    assert [(row.name, row.post_count) for row in found["/categories/"]] == [("Notes", 1)]
    assert [row.post_count for row in found["/series/"]] == [1]


@pytest.mark.parametrize(
    ("path", "index"),
    [("/tag/", "/tags/"), ("/author/", "/authors/"), ("/category/", "/categories/")],
)
def test_what_stands_before_a_name_leads_to_the_index(
    client: Client, path: str, index: str
) -> None:
    response = client.get(path)

    assert (response.status_code, response["Location"]) == (301, index)
