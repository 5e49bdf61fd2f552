"""Lists of posts: what is on them, in which order, in how many pages."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from blog.models import Post, SiteSettings
from tests.factories import (
    AuthorFactory,
    CategoryFactory,
    CollaboratorFactory,
    ImageFactory,
    SeriesFactory,
    TagFactory,
    make_post,
)

pytestmark = pytest.mark.django_db


def titles(client: Client, path: str) -> list[str]:
    response = client.get(path)
    assert response.status_code == 200, path
    return [post.title for post in response.context["posts"]]


def on(day: int, month: int = 1, year: int = 2024, **fields: object) -> Post:
    at = datetime(year, month, day, 12, tzinfo=UTC)
    return make_post(title=f"{year}-{month}-{day}", at=at, **fields)  # type: ignore[arg-type]


def test_lists_are_paged_without_gap_or_overlap_whatever_the_dates(client: Client) -> None:
    moment = datetime(2024, 1, 1, tzinfo=UTC)
    made = [make_post(at=moment).title for _ in range(45)]

    pages = [titles(client, f"/blog/?page={number}") for number in (1, 2, 3)]

    assert [len(page) for page in pages] == [20, 20, 5]
    assert [title for page in pages for title in page] == made[::-1]


def test_pages_name_the_ones_beside_them(client: Client) -> None:
    for _ in range(41):
        make_post(published=True)

    text = client.get("/blog/?page=2").content.decode()

    assert '<link rel="prev" href="http://127.0.0.1:8000/blog/">' in text
    assert '<link rel="next" href="http://127.0.0.1:8000/blog/?page=3">' in text
    assert '<link rel="canonical" href="http://127.0.0.1:8000/blog/?page=2">' in text


@pytest.mark.parametrize("page", ["0", "-1", "2", "x", "", "1.0", "01", "٢", "9" * 50, "1 "])
def test_a_page_that_is_not_there_answers_404(client: Client, page: str) -> None:
    make_post(published=True)

    assert client.get("/blog/", {"page": page}).status_code == 404


def test_home_leads_with_the_newest_post(client: Client) -> None:
    on(1)
    on(3)
    on(2)

    context = client.get("/").context

    assert context["lead"].title == "2024-1-3"
    assert [post.title for post in context["posts"]] == ["2024-1-2", "2024-1-1"]


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/blog/",
        "/authors/",
        "/collaborators/",
        "/tags/",
        "/categories/",
        "/series/",
        "/search/",
        "/sitemap.xml",
    ],
)
def test_an_empty_site_has_its_pages(client: Client, path: str) -> None:
    assert client.get(path).status_code == 200


def test_archives_count_days_in_the_sites_time_zone(client: Client) -> None:
    SiteSettings.objects.update(time_zone="Pacific/Auckland")
    make_post(title="New Year's", at=datetime(2023, 12, 31, 12, tzinfo=UTC))

    assert titles(client, "/blog/2024/") == ["New Year's"]
    assert titles(client, "/blog/2024/01/") == ["New Year's"]
    assert client.get("/blog/2023/").status_code == 404
    assert client.get("/blog/2023/12/").status_code == 404


def test_year_lists_its_months_and_all_posts_list_the_years(client: Client) -> None:
    on(5, month=12, year=2023)
    on(5, month=2)
    on(5, month=3)
    on(6, month=3)

    years = client.get("/blog/").context["periods"]
    months = client.get("/blog/2024/").context["periods"]

    assert [(year.label, year.path, year.posts) for year in years] == [
        ("2024", "/blog/2024/", 3),
        ("2023", "/blog/2023/", 1),
    ]
    assert [(month.label, month.path, month.posts) for month in months] == [
        ("February", "/blog/2024/02/", 1),
        ("March", "/blog/2024/03/", 2),
    ]


def test_december_ends_with_the_year(client: Client) -> None:
    on(31, month=12)
    on(1, year=2025)

    assert titles(client, "/blog/2024/12/") == ["2024-12-31"]


@pytest.mark.parametrize("path", ["/tag/tides/", "/category/notes/", "/series/gauges/"])
def test_lists_by_word_hold_their_posts_alone(client: Client, path: str) -> None:
    make_post(
        title="In it",
        published=True,
        tags=["tides"],
        category=CategoryFactory(name="Notes"),
        series=SeriesFactory(title="Gauges"),
    )
    make_post(title="Apart", published=True, tags=["else"], category=CategoryFactory())

    assert titles(client, path) == ["In it"]


@pytest.mark.parametrize("folder", ["author", "collaborators"])
def test_hidden_people_and_partners_have_no_page_and_keep_their_names_on_posts(
    client: Client, folder: str
) -> None:
    post = make_post(
        published=True,
        credits=[AuthorFactory(name="Hidden Name", slug="gone", is_hidden=True)],
        thanks=[CollaboratorFactory(name="Hidden Name", slug="gone", is_hidden=True)],
    )

    assert client.get(f"/{folder}/gone/").status_code == 404
    text = client.get(post.get_absolute_url()).content.decode()
    assert "Hidden Name" in text
    assert f"/{folder}/gone/" not in text


def test_a_tag_nobody_made_answers_404(client: Client) -> None:
    TagFactory(name="made")

    assert client.get("/tag/made/").status_code == 200
    assert client.get("/tag/never/").status_code == 404


def test_title_of_a_link_post_leads_out_and_its_date_to_its_own_page(client: Client) -> None:
    make_post(
        title="Elsewhere", published=True, address="own", external_url="https://www.there.example/x"
    )

    for path in ("/", "/blog/"):
        text = client.get(path).content.decode()

        assert 'u-bookmark-of" href="https://www.there.example/x">Elsewhere' in text, path
        assert "there.example<span" in text, path
        assert "(another site)" in text, path
        assert 'href="/blog/own/"><time' in text, path


def test_home_names_categories_with_counts_and_partners_with_logos(client: Client) -> None:
    notes, empty = CategoryFactory(name="Notes"), CategoryFactory(name="Empty")
    fund = CollaboratorFactory(name="Fund", kind="funder", logo=ImageFactory())
    late = CollaboratorFactory(name="Late", logo=ImageFactory())
    early = CollaboratorFactory(name="Early", logo_url="https://there.example/logo.png")
    CollaboratorFactory(name="Hidden", logo=ImageFactory(), is_hidden=True)
    CollaboratorFactory(name="Plain")
    on(1, thanks=[early], category=notes)
    on(2, thanks=[late], category=notes)
    make_post(at=timezone.now() + timedelta(days=1), category=empty, thanks=[early])

    context = client.get("/").context

    assert [(row.name, row.post_count) for row in context["categories"]] == [("Notes", 2)]
    assert [row for row, _ in context["partners"]] == [fund, late, early]
