"""The sitemap lists each public address once, in files of a bounded size."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from defusedxml import ElementTree
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from blog.editing.revisions import save
from blog.editing.workflow import publish, unpublish
from blog.models import Image, Post, SiteSettings
from tests.factories import ImageFactory, make_page, make_post

pytestmark = pytest.mark.django_db

SITE = "https://blog.example.org"
NAMES = {
    "s": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "image": "http://www.google.com/schemas/sitemap-image/1.1",
    "x": "http://www.w3.org/1999/xhtml",
}


@pytest.fixture(autouse=True)
def own_address(settings: Settings) -> None:
    """Let the site know itself by another address than the one it is asked at."""
    settings.SITE_URL = SITE


def parsed(client: Client, path: str) -> Any:
    response = client.get(path)
    assert response.status_code == 200, path
    assert response["Content-Type"] == "application/xml; charset=utf-8"
    return ElementTree.fromstring(response.content)


def addresses(root: Any) -> list[str]:
    return [found.text.removeprefix(SITE) for found in root.findall("*/s:loc", NAMES)]


def on(year: int, slug: str, **fields: Any) -> Post:
    return make_post(address=slug, at=datetime(year, 5, 6, tzinfo=UTC), **fields)


def test_index_names_a_file_for_each_year_and_each_address_is_in_one_of_them(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("blog.reading.machines.sitemaps.MOST", 2)
    for number in range(3):
        on(2024, f"new-{number}", tags=["mud"])
    on(2022, "old")
    make_page(address="about")
    make_page(address="about/us")

    files = addresses(parsed(client, "/sitemap.xml"))
    found = [path for file in files for path in addresses(parsed(client, file))]

    assert files[-3:] == [
        "/sitemap-posts-2024.xml",
        "/sitemap-posts-2024-2.xml",
        "/sitemap-posts-2022.xml",
    ]
    assert sorted(found) == sorted(
        "/ /about/ /about/us/ /blog/ /blog/2022/ /blog/2024/ /collaborators/ /tag/mud/"
        " /blog/new-0/ /blog/new-1/ /blog/new-2/ /blog/old/"
        " /authors/ /tags/ /categories/ /series/".split()
    )


def test_posts_tell_when_they_changed_and_the_index_tells_the_newest_of_a_file(
    client: Client,
) -> None:
    on(2024, "one")
    post = on(2024, "two")
    Post.objects.filter(pk=post.pk).update(updated_at=datetime(2025, 1, 2, 3, 4, 5, tzinfo=UTC))

    dates = [
        found.text
        for found in parsed(client, "/sitemap-posts-2024.xml").iter()
        if "lastmod" in found.tag
    ]
    index = client.get("/sitemap.xml").content.decode()

    assert dates == ["2024-05-06T00:00:00+00:00", "2025-01-02T03:04:05+00:00"]
    assert (
        f"<loc>{SITE}/sitemap-posts-2024.xml</loc><lastmod>2025-01-02T03:04:05+00:00</lastmod>"
        in index
    )


def test_years_are_counted_in_the_sites_time_zone(client: Client) -> None:
    SiteSettings.objects.update(time_zone="Pacific/Auckland")
    make_post(address="new-years", at=datetime(2023, 12, 31, 12, tzinfo=UTC))

    assert addresses(parsed(client, "/sitemap-posts-2024.xml")) == ["/blog/new-years/"]
    assert client.get("/sitemap-posts-2023.xml").status_code == 404


def test_posts_show_their_pictures_and_their_other_languages(client: Client) -> None:
    picture: Image = ImageFactory()
    first = on(2024, "tides", language="en", featured=picture)
    on(2024, "mareas", language="es", translation_of=first)
    on(2024, "alone")
    snapshot = first.newest_snapshot().changed(body=f"![Mud]({picture.url})")
    save(first, snapshot, by=None)
    publish(first, by=None)

    tides, mareas, alone = parsed(client, "/sitemap-posts-2024.xml").findall("s:url", NAMES)
    links = {
        link.get("hreflang"): link.get("href").removeprefix(SITE)
        for link in mareas.findall("x:link", NAMES)
    }

    assert [found.text for found in tides.findall("image:image/image:loc", NAMES)] == [
        f"{SITE}{picture.url}"
    ]
    assert links == {"en": "/blog/tides/", "es": "/blog/mareas/", "x-default": "/blog/tides/"}
    assert alone.findall("x:link", NAMES) == []


def test_who_has_a_file_is_told_so_until_it_changes(client: Client) -> None:
    post, _ = on(2024, "one"), on(2024, "two")
    etag = client.get("/sitemap-posts-2024.xml")["ETag"]

    same = client.get("/sitemap-posts-2024.xml", headers={"if-none-match": etag})
    unpublish(post, by=None)
    other = client.get("/sitemap-posts-2024.xml", headers={"if-none-match": etag})

    assert (same.status_code, other.status_code) == (304, 200)
    assert other["Last-Modified"] == "Mon, 06 May 2024 00:00:00 GMT"


def test_a_scheduled_post_appears_by_itself(client: Client) -> None:
    moment = timezone.now() + timedelta(days=400)
    make_post(address="later", at=moment)
    path = f"/sitemap-posts-{moment.year}.xml"

    before = client.get(path).status_code
    with time_machine.travel(moment + timedelta(minutes=1)):
        after = client.get(path).content.decode()
        index = client.get("/sitemap.xml").content.decode()

    assert before == 404
    assert "/blog/later/" in after
    assert path in index


@pytest.mark.parametrize(
    "path",
    [
        *("/sitemap-posts-2024-0.xml", "/sitemap-posts-2024-2.xml", "/sitemap-posts-0000.xml"),
        *("/sitemap-posts-9999.xml", "/sitemap-pages-99999999999999999999.xml"),
        *("/sitemap-lists-2.xml", "/sitemap-1.xml"),
    ],
)
def test_files_that_the_index_does_not_name_are_not_there(client: Client, path: str) -> None:
    on(2024, "one")

    assert client.get(path).status_code == 404
