"""The page of all feeds, the file of them, and what opening one in a browser looks like."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from datetime import timedelta

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from blog.models import Author, Collaborator
from tests.factories import (
    AuthorFactory,
    CategoryFactory,
    CollaboratorFactory,
    SeriesFactory,
    make_post,
)

pytestmark = pytest.mark.django_db


def text(client: Client, path: str) -> str:
    answer = client.get(path)
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content  # type: ignore[attr-defined]
    return bytes(body).decode()


def outlines(client: Client) -> list[dict[str, str]]:
    root = ET.fromstring(text(client, "/feeds/feeds.opml"))  # noqa: S314
    return [dict(one.attrib) for one in root.iter("outline") if "xmlUrl" in one.attrib]


def everything() -> None:
    make_post(
        published=True,
        credits=[AuthorFactory(name="Ada")],
        thanks=[CollaboratorFactory(name="Fund & Co")],
        category=CategoryFactory(name="Essays"),
        series=SeriesFactory(title="A Guide"),
        tags=["low tide"],
    )
    make_post(published=True, language="pt")


def test_every_list_is_there_in_three_formats_and_opml_has_the_same(client: Client) -> None:
    everything()

    page, listed = text(client, "/feeds/"), outlines(client)

    lists = (
        *("/", "/language/en/", "/language/pt/", "/category/essays/", "/series/a-guide/"),
        *("/tag/low-tide/", "/author/ada/", "/collaborators/fund-co/"),
    )
    for path in lists:
        for file in ("index.xml", "feed.atom", "feed.json"):
            assert f'href="{settings.SITE_URL}{path}{file}"' in page
    assert [one["xmlUrl"].removeprefix(settings.SITE_URL) for one in listed] == [
        f"{path}index.xml" for path in lists
    ]
    assert listed[-1]["text"] == "Fund & Co"
    assert all(client.get(f"{path}index.xml").status_code == 200 for path in lists)


def test_hidden_ones_and_those_without_a_public_post_are_left_out(client: Client) -> None:
    hidden, partner, quiet = AuthorFactory(), CollaboratorFactory(), AuthorFactory()
    make_post(published=True, credits=[hidden], thanks=[partner])
    make_post(published=True, at=timezone.now() + timedelta(days=1), credits=[quiet])
    Author.objects.filter(pk=hidden.pk).update(is_hidden=True)
    Collaborator.objects.filter(pk=partner.pk).update(is_hidden=True)

    page, listed = text(client, "/feeds/"), outlines(client)

    assert not any(one.slug in page for one in (hidden, partner, quiet))
    assert len(listed) == 1


def test_names_are_text_wherever_they_stand(client: Client) -> None:
    make_post(published=True, credits=[AuthorFactory(name='<b>"&\x0b', slug="b")])

    names = [one["text"] for one in outlines(client)]

    assert '<b>"&' in names
    assert "<b>" not in text(client, "/feeds/")


@pytest.mark.parametrize("count", [3, 30])
def test_page_takes_three_queries_however_many_lists_there_are(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    people = [AuthorFactory() for _ in range(count)]
    make_post(published=True, credits=people, tags=[f"tag {n}" for n in range(count)])

    with django_assert_num_queries(3):
        client.get("/feeds/")


def test_of_many_tags_those_used_most_are_shown_and_opml_has_all(client: Client) -> None:
    for names in (range(20), range(40)):
        make_post(published=True, tags=[f"tag {n}" for n in names])

    page = text(client, "/feeds/")

    assert page.count("/index.xml") < 40
    assert 'href="/tags/"' in page
    assert len([one for one in outlines(client) if "/tag/" in one["xmlUrl"]]) == 40


@pytest.mark.parametrize("file", ["index.xml", "feed.atom"])
def test_style_sheet_stands_before_the_root_and_outlives_releases(
    client: Client, file: str
) -> None:
    make_post(published=True)

    head = text(client, f"/{file}").split("?>")[1]

    assert head.strip().startswith('<?xml-stylesheet href="/static/css/feed-xml.css" ')
    assert finders.find("css/feed-xml.css")


def test_browsers_are_given_what_they_draw_and_programs_their_format(client: Client) -> None:
    make_post(published=True)
    opened = {"sec-fetch-dest": "document"}

    drawn = [client.get(f"/{file}", headers=opened) for file in ("index.xml", "feed.json")]
    read = client.get("/index.xml", headers={"sec-fetch-dest": "empty"})

    types = [answer["Content-Type"].split(";")[0] for answer in (*drawn, read)]
    assert types == ["application/xml", "application/json", "application/rss+xml"]
    assert drawn[0].content == read.content
    assert "Sec-Fetch-Dest" in read["Vary"]


def test_home_and_every_foot_lead_to_it(client: Client) -> None:
    make_post(published=True)

    assert text(client, "/").count('href="/feeds/"') == 2
    assert text(client, "/tags/").count('href="/feeds/"') == 1
