"""Lists of posts: what is on them, in which order, in how many pages."""

from datetime import UTC, datetime

import pytest
from django.test import Client

from blog.models import CreditRef, Post, Ref, SiteSettings, ThanksRef
from tests.factories import (
    AuthorFactory,
    CategoryFactory,
    CollaboratorFactory,
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
    return make_post(title=f"{year}-{month}-{day}", at=datetime(year, month, day, 12, tzinfo=UTC))


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


@pytest.mark.parametrize("path", ["/", "/blog/", "/collaborators/", "/search/", "/sitemap.xml"])
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

    years = client.get("/blog/").context["periods"]
    months = client.get("/blog/2024/").context["periods"]

    assert [(year.label, year.path) for year in years] == [
        ("2024", "/blog/2024/"),
        ("2023", "/blog/2023/"),
    ]
    assert [(month.label, month.path) for month in months] == [
        ("February", "/blog/2024/02/"),
        ("March", "/blog/2024/03/"),
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


def test_author_page_lists_posts_under_each_role(client: Client) -> None:
    ada = AuthorFactory(name="Ada")
    ref = Ref(ada.pk, "Ada")
    make_post(title="Written", published=True, credits=[ada])
    edited = make_post(title="Edited", published=False)
    snapshot = edited.newest_snapshot()
    credited = (CreditRef(ref, "edited"), CreditRef(ref, "photographed"))
    publish_with(edited, credits=credited)

    groups = client.get("/author/ada/").context["groups"]

    assert snapshot.credits == ()
    assert [(label, [post.title for post in posts]) for label, posts in groups] == [
        ("Wrote", ["Written"]),
        ("Edited", ["Edited"]),
        ("Photographed", ["Edited"]),
    ]


def publish_with(post: Post, **fields: object) -> None:
    from blog.editing.revisions import save
    from blog.editing.workflow import publish

    save(post, post.newest_snapshot().changed(**fields), by=None)
    publish(post, by=None)


def test_partner_page_lists_each_post_once_that_acknowledges_it(client: Client) -> None:
    harbour = CollaboratorFactory(name="Harbour")
    ref = Ref(harbour.pk, "Harbour")
    thanked = make_post(title="Thanked", published=True)
    publish_with(thanked, acknowledgements=(ThanksRef(ref, "host"), ThanksRef(ref, "funder")))
    make_post(title="Not", published=True, body="Harbour is only named here.")

    assert titles(client, "/collaborators/harbour/") == ["Thanked"]


def test_partners_stand_under_what_they_are(client: Client) -> None:
    CollaboratorFactory(name="Fund", kind="funder")
    CollaboratorFactory(name="Member", kind="member")
    CollaboratorFactory(name="Hidden", is_hidden=True)

    groups = client.get("/collaborators/").context["groups"]

    assert [(label, [row.name for row, _ in rows]) for label, rows in groups] == [
        ("Members", ["Member"]),
        ("Funders", ["Fund"]),
    ]


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
