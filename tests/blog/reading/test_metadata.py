"""What pages say of themselves to machines."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client
from lxml import html
from pytest_django import Settings

from blog.editing.revisions import save
from blog.editing.workflow import publish
from blog.models import CreditRef, Grant, Post, Ref, SiteSettings, SocialLink, ThanksRef
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

SITE = "https://blog.example.org"


@pytest.fixture(autouse=True)
def own_address(settings: Settings) -> None:
    """Let the site know itself by another address than the one it is asked at."""
    settings.SITE_URL = SITE


def shown(client: Client, path: str) -> html.HtmlElement:
    response = client.get(path)
    assert response.status_code == 200
    return html.document_fromstring(response.content)


def data(page: html.HtmlElement, kind: str) -> dict[str, Any]:
    (script,) = page.xpath("//script[@type='application/ld+json']/text()")
    nodes: list[dict[str, Any]] = json.loads(script)["@graph"]
    return next(node for node in nodes if node["@type"] == kind)


def full_post() -> Post:
    ada, bela = AuthorFactory(name="Ada", orcid="0000-0002-1825-0097"), AuthorFactory(name="Bela")
    fund, host, named = (CollaboratorFactory(name=name) for name in ("Fund", "Host", "Named"))
    grant = Grant.objects.create(collaborator=fund, title="Mud", number="M-1")
    post = make_post(
        title="On </script> tides",
        address="tides",
        summary="Short & sweet",
        tags=["sea", "mud"],
        category=CategoryFactory(name="Notes"),
        series=SeriesFactory(title="Gauges"),
        featured=ImageFactory(),
    )
    refs = {row.name: Ref(row.pk, row.name) for row in (ada, bela, fund, host, named)}
    snapshot = post.newest_snapshot().changed(
        credits=(
            CreditRef(refs["Ada"], affiliation="Lab"),
            CreditRef(refs["Bela"]),
            CreditRef(refs["Bela"], "edited"),
        ),
        acknowledgements=(
            ThanksRef(refs["Fund"], "funder", Ref(grant.pk, "Mud")),
            ThanksRef(refs["Host"], "host"),
            ThanksRef(refs["Named"], "mentioned"),
        ),
    )
    save(post, snapshot, by=None)
    publish(post, by=None, at=datetime(2024, 5, 6, tzinfo=UTC))
    return post


def test_post_names_every_author_and_partner_in_json_ld(client: Client) -> None:
    full_post()

    post = data(shown(client, "/blog/tides/"), "BlogPosting")

    assert post["headline"] == "On </script> tides"
    assert post["url"] == f"{SITE}/blog/tides/"
    assert [author["name"] for author in post["author"]] == ["Ada", "Bela"]
    assert post["author"][0]["sameAs"] == ["https://orcid.org/0000-0002-1825-0097"]
    assert [editor["name"] for editor in post["editor"]] == ["Bela"]
    assert [partner["name"] for partner in post["funder"]] == ["Fund"]
    assert [partner["name"] for partner in post["sponsor"]] == ["Host"]
    assert [partner["name"] for partner in post["mentions"]] == ["Named"]
    assert post["funding"][0]["identifier"] == "M-1"
    assert post["isPartOf"][1]["name"] == "Gauges"
    assert post["datePublished"] == "2024-05-06T00:00:00+00:00"
    assert post["keywords"] == ["sea", "mud"]


def test_breadcrumbs_lead_from_home_to_the_post(client: Client) -> None:
    full_post()

    steps = data(shown(client, "/blog/tides/"), "BreadcrumbList")["itemListElement"]

    assert [(step["position"], step["item"]) for step in steps] == [
        (1, f"{SITE}/"),
        (2, f"{SITE}/blog/"),
        (3, f"{SITE}/category/notes/"),
        (4, f"{SITE}/blog/tides/"),
    ]


def test_home_describes_the_site(client: Client) -> None:
    site = SiteSettings.objects.get()
    SocialLink.objects.create(site=site, label="There", url="https://there.example/@us")

    page = shown(client, "/")

    assert data(page, "Organization")["sameAs"] == ["https://there.example/@us"]
    assert page.xpath("//a[@rel='me']/@href") == ["https://there.example/@us"]
    assert page.xpath("//link[@rel='canonical']/@href") == [f"{SITE}/"]


def test_post_has_canonical_address_open_graph_and_its_feeds(client: Client) -> None:
    full_post()

    page = shown(client, "/blog/tides/")
    graph = {
        meta.get("property"): meta.get("content")
        for meta in page.xpath("//meta[starts-with(@property, 'og:')]")
    }

    assert page.xpath("//link[@rel='canonical']/@href") == [f"{SITE}/blog/tides/"]
    assert graph["og:type"] == "article"
    assert graph["og:title"] == "On </script> tides"
    assert graph["og:description"] == "Short & sweet"
    assert graph["og:image"].startswith(f"{SITE}/media/")
    assert graph["og:locale"] == "en_US"
    assert page.xpath("//meta[@property='article:tag']/@content") == ["sea", "mud"]
    assert page.xpath("//link[@type='application/rss+xml']/@href") == [f"{SITE}/index.xml"]


def test_list_offers_its_own_feed_before_the_sites(client: Client) -> None:
    full_post()

    feeds = shown(client, "/tag/sea/").xpath("//link[@type='application/rss+xml']/@href")

    assert feeds == [f"{SITE}/tag/sea/index.xml", f"{SITE}/index.xml"]


def classes(page: html.HtmlElement, name: str) -> list[html.HtmlElement]:
    found: list[html.HtmlElement] = page.find_class(name)
    return found


def test_post_is_one_h_entry_with_its_body_alone_in_e_content(client: Client) -> None:
    post = full_post()

    (entry,) = classes(shown(client, "/blog/tides/"), "h-entry")
    (body,) = classes(entry, "e-content")

    assert body.text_content().strip() == post.text
    assert [found.text for found in entry.xpath(".//h1[@class='p-name']")] == [post.title]
    assert [card.text_content().split()[0] for card in classes(entry, "p-author")] == [
        "Ada",
        "Bela",
    ]
    assert all("h-card" in card.get("class") for card in classes(entry, "p-author"))
    (published,) = classes(entry, "dt-published")
    assert published.get("datetime") == "2024-05-06T00:00:00+00:00"
    assert f"{SITE}/blog/tides/" in [a.get("href") for a in classes(entry, "u-url")]
    assert [a.text for a in classes(entry, "p-category")] == ["Notes", "sea", "mud"]


def test_page_is_an_h_entry_with_one_e_content(client: Client) -> None:
    make_page(title="About", address="about")

    (entry,) = classes(shown(client, "/about/"), "h-entry")

    assert len(classes(entry, "e-content")) == 1
    assert classes(entry, "u-url")[0].get("href") == f"{SITE}/about/"


@pytest.mark.parametrize("path", ["/", "/blog/", "/tag/sea/", "/author/ada/", "/category/notes/"])
def test_lists_are_h_feeds_of_h_entries(client: Client, path: str) -> None:
    full_post()

    (feed,) = classes(shown(client, path), "h-feed")
    (entry, *_) = classes(feed, "h-entry")

    assert classes(feed, "p-name")
    assert [a.get("href") for a in entry.xpath(".//*[self::h2 or self::h3]/a")] == ["/blog/tides/"]
    assert classes(entry, "dt-published")
    assert len(classes(entry, "p-author")) == 2


def test_a_draft_seen_by_its_editor_asks_not_to_be_indexed(client: Client) -> None:
    from accounts.roles import Role
    from tests.factories import UserFactory

    make_post(address="draft")
    client.force_login(UserFactory(role=Role.EDITOR))

    page = shown(client, "/blog/draft/")

    assert page.xpath("//meta[@name='robots']/@content") == ["noindex"]
