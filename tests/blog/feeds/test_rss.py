"""What a feed reader gets."""

from datetime import UTC, datetime
from typing import Any
from xml.etree import ElementTree as ET

import feedparser
import pytest
from django.test import Client
from pytest_django import Settings

from blog.models import Post, SiteSettings
from tests.factories import (
    AuthorFactory,
    CategoryFactory,
    CollaboratorFactory,
    ImageFactory,
    SeriesFactory,
    make_page,
    make_post,
)

pytestmark = pytest.mark.django_db

DC = "{http://purl.org/dc/elements/1.1/}"
CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
ATOM = "{http://www.w3.org/2005/Atom}link"
LISTS = (
    "/index.xml",
    "/blog/index.xml",
    "/tag/tides/index.xml",
    "/category/notes/index.xml",
    "/series/gauges/index.xml",
    "/author/ada/index.xml",
    "/collaborators/harbour/index.xml",
)


def channel(client: Client, path: str = "/index.xml") -> ET.Element:
    response = client.get(path)
    assert response.status_code == 200
    assert response["Content-Type"] == "application/rss+xml; charset=utf-8"
    found = ET.fromstring(response.content).find("channel")  # noqa: S314
    assert found is not None
    return found


def full_post(name: str = "Ada", **fields: Any) -> Post:
    return make_post(
        **{
            "published": True,
            "credits": [AuthorFactory(name=name, slug="ada"), AuthorFactory(name="Bela & Co")],
            "tags": ["tides", "salt marsh"],
            "thanks": [CollaboratorFactory(name="Harbour")],
            "category": CategoryFactory(name="Notes"),
            "series": SeriesFactory(title="Gauges"),
            **fields,
        }
    )


def test_every_list_has_a_feed_that_names_itself_and_holds_the_post(
    client: Client, settings: Settings
) -> None:
    settings.SITE_URL = "https://blog.example.org"
    full_post(title="On tides")

    feeds = {path: channel(client, path) for path in LISTS}

    for path, feed in feeds.items():
        link = feed.find(ATOM)
        assert link is not None
        assert link.get("rel") == "self"
        asked = "/index.xml" if path == "/blog/index.xml" else path
        assert link.get("href") == f"https://blog.example.org{asked}"
        assert [item.findtext("title") for item in feed.findall("item")] == ["On tides"]


def test_item_names_every_author_in_order_category_and_tags(client: Client) -> None:
    full_post()

    item = channel(client).find("item")

    assert item is not None
    assert [creator.text for creator in item.findall(f"{DC}creator")] == ["Ada", "Bela & Co"]
    assert [word.text for word in item.findall("category")] == ["Notes", "tides", "salt marsh"]


def test_post_that_credits_nobody_is_the_organisations(client: Client) -> None:
    SiteSettings.objects.update(name="The Network")
    make_post(published=True)

    item = channel(client).find("item")

    assert item is not None
    assert [creator.text for creator in item.findall(f"{DC}creator")] == ["The Network"]


def test_item_has_the_stored_guid_the_date_and_a_plain_summary_as_html(client: Client) -> None:
    post = make_post(
        title="A < B & C", summary="1 < 2", at=datetime(2024, 5, 6, 7, 8, 9, tzinfo=UTC)
    )

    item = channel(client).find("item")

    assert item is not None
    guid = item.find("guid")
    assert guid is not None
    assert (guid.text, guid.get("isPermaLink")) == (post.guid, "false")
    assert item.findtext("pubDate") == "Mon, 06 May 2024 07:08:09 +0000"
    assert item.findtext("title") == "A < B & C"
    assert item.findtext("description") == "1 &lt; 2"


def test_content_is_whole_and_every_address_in_it_absolute(
    client: Client, settings: Settings
) -> None:
    settings.SITE_URL = "https://blog.example.org"
    body = (
        "# Top\n\n[x](/about/) [y](#top) ![z](/media/z.png){width=8 height=6}\n\n"
        "Note[^1].\n\n[^1]: There.\n"
    )
    make_post(published=True, title="One", body=body)

    html = channel(client).findtext(f"item/{CONTENT}") or ""

    assert 'href="https://blog.example.org/about/"' in html
    assert 'href="https://blog.example.org/blog/one/#top"' in html
    assert 'src="https://blog.example.org/media/z.png"' in html
    assert 'href="/' not in html
    assert 'href="#' not in html
    assert "There." in html


def test_link_post_leads_elsewhere_and_ends_with_its_own_address(client: Client) -> None:
    post = make_post(published=True, body="", external_url="https://there.example/text")

    item = channel(client).find("item")

    assert item is not None
    assert item.findtext("link") == "https://there.example/text"
    assert post.absolute_url in (item.findtext(CONTENT) or "")


@pytest.mark.parametrize("oddity", ["]]>", "\x01\x0b", "\ufffe", "🐟 𝒜", "<b>&amp;", "\u2028"])
def test_odd_characters_leave_the_feed_well_formed(client: Client, oddity: str) -> None:
    SiteSettings.objects.update(name=f"Name {oddity}", description=f"About {oddity}")
    full_post(
        title=f"Title {oddity}",
        body=f"Body {oddity} end.",
        summary=f"Summary {oddity}",
        name=f"Ada {oddity}",
    )

    parsed = [feedparser.parse(client.get(path).content) for path in LISTS]

    assert [feed.bozo for feed in parsed] == [False] * len(LISTS)
    assert all("end." in feed.entries[0].content[0].value for feed in parsed)


def test_newest_twenty_come_first_and_pages_not_at_all(client: Client) -> None:
    make_page(title="A page")
    for day in range(1, 26):
        make_post(title=f"Day {day}", at=datetime(2024, 1, day, tzinfo=UTC))

    titles = [item.findtext("title") for item in channel(client).findall("item")]

    assert titles == [f"Day {day}" for day in range(25, 5, -1)]


def test_feed_has_language_logo_licence_and_build_date(client: Client) -> None:
    SiteSettings.objects.update(
        language="de", logo=ImageFactory(), licence_name="CC BY 4.0", name="Netz"
    )
    post = make_post(at=datetime(2024, 5, 6, tzinfo=UTC))
    Post.objects.filter(pk=post.pk).update(live_at=datetime(2024, 5, 7, tzinfo=UTC))

    feed = channel(client)

    assert feed.findtext("language") == "de"
    assert feed.findtext("copyright") == "CC BY 4.0"
    assert (feed.findtext("image/url") or "").startswith("http://")
    assert feed.findtext("image/title") == "Netz"
    assert feed.findtext("lastBuildDate") == "Tue, 07 May 2024 00:00:00 +0000"


def test_addresses_come_from_the_settings_and_not_from_the_host(
    client: Client, settings: Settings
) -> None:
    settings.ALLOWED_HOSTS = ["*"]
    make_post(published=True)

    text = client.get("/index.xml", headers={"host": "evil.example"}).content.decode()

    assert "evil.example" not in text


def test_feed_without_posts_is_well_formed_and_stays_the_same(client: Client) -> None:
    first, second = client.get("/index.xml"), client.get("/index.xml")

    assert feedparser.parse(first.content).bozo is False
    assert first["ETag"] == second["ETag"]


@pytest.mark.parametrize(
    "path", ["/tag/x/index.xml", "/author/x/index.xml", "/collaborators/x/index.xml"]
)
def test_feed_of_what_is_not_there_answers_404(client: Client, path: str) -> None:
    assert client.get(path).status_code == 404


def test_feed_of_a_hidden_author_answers_404(client: Client) -> None:
    AuthorFactory(name="Ada", is_hidden=True)

    assert client.get("/author/ada/index.xml").status_code == 404
