"""Lists and feeds of the posts in one language."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from blog.editing.revisions import save
from blog.editing.workflow import archive, publish, schedule
from blog.models import Author, CreditRef, Ref
from tests.factories import AuthorFactory, TagFactory, make_post

pytestmark = pytest.mark.django_db

DAY = datetime(2024, 3, 5, 12, tzinfo=UTC)
BASE = "http://127.0.0.1:8000"


def page(client: Client, path: str, status: int = 200) -> str:
    response = client.get(path)
    assert response.status_code == status, path
    return response.content.decode()


def titles(client: Client, path: str) -> list[str]:
    return [post.title for post in client.get(path).context["posts"]]


def offered(text: str) -> list[tuple[str, str]]:
    nav = text.partition('<nav class="languages"')[2].partition("</nav>")[0]
    return re.findall(r'href="([^"]+)"[^>]*>([^<]+)<', nav)


@pytest.fixture
def two_languages() -> None:
    ana = AuthorFactory(name="Ana", slug="ana")
    TagFactory(name="sea", slug="sea")
    for title, language in (("Tides", "en"), ("Waves", "en"), ("Mareas", "es")):
        make_post(title=title, language=language, tags=["sea"], credits=[ana], at=DAY)


@pytest.mark.usefixtures("two_languages")
def test_a_language_has_a_list_of_its_own_that_speaks_it(client: Client) -> None:
    text = page(client, "/language/es/")

    assert titles(client, "/language/es/") == ["Mareas"]
    assert '<html lang="es"' in text
    assert re.search(r'<p class="kicker">Idioma</p>\s*<h1 class="p-name">Español</h1>', text)
    assert f'<link rel="canonical" href="{BASE}/language/es/">' in text
    assert f'href="{BASE}/language/es/index.xml"' in text
    assert offered(text) == [
        ("/blog/", "Todos los idiomas"),
        ("/language/en/", "English"),
        ("/language/es/", "Español"),
    ]


@pytest.mark.usefixtures("two_languages")
@pytest.mark.parametrize("path", ["/tag/sea/", "/author/ana/", "/blog/2024/", "/blog/2024/03/"])
def test_every_list_can_be_limited_to_a_language(client: Client, path: str) -> None:
    text = page(client, f"{path}?language=es")

    assert titles(client, f"{path}?language=es") == ["Mareas"]
    assert '<html lang="es"' in text
    assert f'<link rel="canonical" href="{BASE}{path}?language=es">' in text
    assert (path, "Todos los idiomas") in offered(text)
    assert (f"{path}?language=es", "Español") in offered(page(client, path))


@pytest.mark.usefixtures("two_languages")
def test_all_posts_in_a_language_have_one_address(client: Client) -> None:
    for path in ("/", "/blog/", "/language/en/"):
        response = client.get(f"{path}?language=es")
        assert (response.status_code, response["Location"]) == (301, "/language/es/")


@pytest.mark.usefixtures("two_languages")
@pytest.mark.parametrize("code", ["de", "ES", "es'", "x" * 500, "\x00", "en,es"])
def test_a_language_without_posts_answers_404(client: Client, code: str) -> None:
    for path in ("/blog/", "/tag/sea/", "/index.xml", "/tag/sea/index.xml"):
        assert client.get(path, {"language": code}).status_code == 404
    assert client.get("/language/de/").status_code == 404


def test_one_language_offers_no_choice(client: Client) -> None:
    make_post(title="Tides", at=DAY)

    assert offered(page(client, "/blog/")) == []


def test_a_limited_list_keeps_its_limit_from_page_to_page(client: Client) -> None:
    for number in range(21):
        make_post(title=f"Marea {number}", language="es", at=DAY + timedelta(hours=number))

    assert '/blog/2024/?language=es&amp;page=2"' in page(client, "/blog/2024/?language=es")
    assert '/language/es/?page=2"' in page(client, "/language/es/")


def test_a_scheduled_post_brings_its_language_with_it(client: Client) -> None:
    make_post(title="Tides", at=DAY)
    make_post(title="Mareas", language="es", at=timezone.now() + timedelta(days=1))
    before = offered(page(client, "/blog/"))

    with time_machine.travel(timezone.now() + timedelta(days=2), tick=False):
        after = offered(page(client, "/blog/"))
        assert titles(client, "/language/es/") == ["Mareas"]

    assert before == []
    assert ("/language/es/", "Español") in after


def test_an_archived_post_takes_its_language_with_it(client: Client) -> None:
    make_post(title="Tides", at=DAY)
    mareas = make_post(title="Mareas", language="es", at=DAY)

    archive(mareas, by=None)

    assert offered(page(client, "/blog/")) == []
    assert client.get("/language/es/").status_code == 404


@pytest.mark.usefixtures("two_languages")
def test_feeds_can_be_limited_to_a_language(client: Client) -> None:
    whole, tag = (
        page(client, "/language/es/index.xml"),
        page(client, "/tag/sea/index.xml?language=es"),
    )

    for text in (whole, tag):
        assert re.findall(r"<item><title>([^<]+)", text) == ["Mareas"]
        assert "<language>es</language>" in text
    assert f'href="{BASE}/language/es/index.xml"' in whole
    assert f"<link>{BASE}/tag/sea/?language=es</link>" in tag
    assert f'href="{BASE}/tag/sea/index.xml?language=es"' in tag
    moved = client.get("/index.xml?language=es")
    assert (moved.status_code, moved["Location"].partition("?")[0]) == (
        301,
        "/language/es/index.xml",
    )


@pytest.mark.usefixtures("two_languages")
def test_a_language_costs_a_list_no_query(
    client: Client, django_assert_max_num_queries: object
) -> None:
    limited = ("/blog/2024/", "/tag/sea/", "/author/ana/")
    for path in ("/language/es/", *(f"{path}?language=es" for path in limited)):
        with django_assert_max_num_queries(5):  # type: ignore[operator]
            page(client, path)


@pytest.mark.usefixtures("two_languages")
def test_a_year_without_posts_in_an_offered_language_says_so(client: Client) -> None:
    make_post(title="Later", language="en", at=DAY.replace(year=2025))

    text = page(client, "/blog/2025/?language=es")

    assert ("/blog/2025/?language=es", "Español") in offered(page(client, "/blog/2025/"))
    assert 'content="noindex' in text
    page(client, "/blog/2023/?language=es", status=404)


def counted(text: str, nav: str) -> list[tuple[str, str]]:
    part = text.partition(f'<nav class="{nav}"')[2].partition("</nav>")[0]
    return re.findall(r'href="([^"]+)"[^>]*>[^<]+<span class="count">(\d+)<', part)


@pytest.fixture
def works_of_ana() -> None:
    ana = AuthorFactory(name="Ana", slug="ana")
    later, due = DAY + timedelta(days=400), timezone.now() + timedelta(days=1)
    _credited(ana, "wrote", "edited", at=DAY)
    _credited(ana, "wrote", at=later)
    _credited(ana, "wrote", at=DAY, language="es")
    _credited(ana, "wrote", at=DAY + timedelta(days=40), language="es")
    _credited(ana, "edited", at=later, language="es")
    _credited(ana, "wrote", at=due, language="es")


def _credited(author: Author, *roles: str, at: datetime, **fields: Any) -> None:
    post = make_post(**fields)
    who = Ref(author.pk, author.name)
    credits_ = tuple(CreditRef(who, role) for role in roles)
    save(post, post.newest_snapshot().changed(credits=credits_), by=None)
    (schedule if at > timezone.now() else publish)(post, by=None, at=at)


@pytest.mark.usefixtures("works_of_ana")
def test_numbers_beside_roles_and_years_are_those_of_the_language(client: Client) -> None:
    path = "/author/ana/"

    assert counted(page(client, path), "narrowing") == [
        (f"{path}?role=wrote", "4"),
        (f"{path}?role=edited", "2"),
        (f"{path}?year=2025", "2"),
        (f"{path}?year=2024", "3"),
    ]
    assert counted(page(client, f"{path}?language=es"), "narrowing") == [
        (f"{path}?role=wrote&amp;language=es", "2"),
        (f"{path}?role=edited&amp;language=es", "1"),
        (f"{path}?year=2025&amp;language=es", "1"),
        (f"{path}?year=2024&amp;language=es", "2"),
    ]


@pytest.mark.usefixtures("works_of_ana")
def test_all_posts_of_a_narrowed_list_stay_in_its_language(client: Client) -> None:
    text = page(client, "/author/ana/?role=edited&language=es")

    assert counted(text, "narrowing")[0] == ("/author/ana/?language=es", "3")


@pytest.mark.usefixtures("works_of_ana")
def test_the_months_of_a_year_are_those_of_the_language(client: Client) -> None:
    assert counted(page(client, "/blog/2024/"), "periods") == [
        ("/blog/2024/03/", "2"),
        ("/blog/2024/04/", "1"),
    ]
    assert counted(page(client, "/blog/2024/?language=es"), "periods") == [
        ("/blog/2024/03/?language=es", "1"),
        ("/blog/2024/04/?language=es", "1"),
    ]
    assert counted(page(client, "/blog/2025/?language=es"), "periods") == [
        ("/blog/2025/04/?language=es", "1"),
    ]
