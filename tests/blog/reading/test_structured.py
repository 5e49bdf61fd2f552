"""Every page describes itself in JSON-LD, in schema.org's own words."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client
from lxml import html
from pytest_django import Settings

from blog.editing.revisions import save
from blog.editing.workflow import publish
from blog.models import AuthorLink, Correction, CreditRef, Grant, Post, Ref, SiteSettings, ThanksRef
from blog.models.content import content_of
from blog.reading.around import Neighbour
from blog.reading.structured.texts import blog_posting
from tests.blog.reading.vocabulary import nodes, wrong
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
ORCID = "0000-0002-1825-0097"
KINDS = {
    "/": {"WebSite", "Organization"},
    "/blog/": {"CollectionPage", "BreadcrumbList"},
    "/blog/2024/": {"CollectionPage", "BreadcrumbList"},
    "/tag/sea/": {"CollectionPage", "BreadcrumbList"},
    "/category/notes/": {"CollectionPage", "BreadcrumbList"},
    "/series/gauges/": {"CollectionPage", "BreadcrumbList"},
    "/tags/": {"CollectionPage", "BreadcrumbList"},
    "/authors/": {"CollectionPage", "BreadcrumbList"},
    "/collaborators/": {"CollectionPage", "BreadcrumbList"},
    "/author/ada/": {"ProfilePage", "BreadcrumbList"},
    "/collaborators/fund/": {"CollectionPage", "MonetaryGrant", "BreadcrumbList"},
    "/blog/tides/": {"BlogPosting", "Organization", "BreadcrumbList"},
    "/about/": {"WebPage", "Organization", "BreadcrumbList"},
}


@pytest.fixture(autouse=True)
def own_address(settings: Settings) -> None:
    """Let the site know itself by another address than the one it is asked at."""
    settings.SITE_URL = SITE


@pytest.fixture
def post() -> Post:
    """A post with everything a post can have, credited to Ada and funded by Fund."""
    SiteSettings.objects.update(
        logo=ImageFactory(), licence_url="https://example.org/by", tagline="Tides"
    )
    post = make_post(
        title="On tides",
        address="tides",
        tags=["sea"],
        category=CategoryFactory(name="Notes"),
        series=SeriesFactory(title="Gauges"),
        series_position=2,
        external_url="https://example.org/paper",
        doi="10.5281/zenodo.1234567",
        featured=ImageFactory(width=1600, height=900),
    )
    save(post, post.newest_snapshot().changed(credits=ada(), acknowledgements=fund()), by=None)
    publish(post, by=None, at=datetime(2024, 5, 6, tzinfo=UTC))
    Correction.objects.create(post=post, note="Lower.", at=datetime(2024, 6, 1, tzinfo=UTC))
    Post.objects.filter(pk=post.pk).update(updated_at=datetime(2024, 6, 1, tzinfo=UTC))
    make_page(title="About", address="about")
    return post


def ada() -> tuple[CreditRef, ...]:
    """Store Ada; return the credits for what she did."""
    row = AuthorFactory(
        name="Ada",
        orcid=ORCID,
        website="https://ada.example",
        affiliation="Lab",
        bio_html="<p>Ada reads <em>gauges</em>.</p>",
        photo=ImageFactory(),
    )
    AuthorLink.objects.create(author=row, label="Code", url="https://code.example/ada")
    who = Ref(row.pk, "Ada")
    roles = ("translated", "photographed")
    return (CreditRef(who, affiliation="Lab"), *(CreditRef(who, role) for role in roles))


def fund() -> tuple[ThanksRef, ...]:
    """Store Fund and its grants; return the thanks for what it did."""
    row = CollaboratorFactory(name="Fund", website="https://fund.example", logo=ImageFactory())
    grants = [Grant.objects.create(collaborator=row, title=t, number=t) for t in ("Mud", "Sand")]
    whom = Ref(row.pk, "Fund")
    return (
        *(ThanksRef(whom, "funder", Ref(grant.pk, grant.title)) for grant in grants),
        ThanksRef(whom, "contributor"),
    )


def described(client: Client, path: str) -> dict[str, Any]:
    response = client.get(path)
    assert response.status_code == 200, path
    page = html.document_fromstring(response.content)
    (script,) = page.xpath("//script[@type='application/ld+json']/text()")
    found: dict[str, Any] = json.loads(script)
    return found


def node(document: dict[str, Any], kind: str) -> dict[str, Any]:
    return next(found for found in document["@graph"] if found["@type"] == kind)


def test_every_kind_of_page_says_what_it_is_in_words_that_the_vocabulary_has(
    client: Client, post: Post
) -> None:
    found = {path: described(client, path) for path in KINDS}

    assert {
        path: {one["@type"] for one in document["@graph"]} for path, document in found.items()
    } == KINDS
    assert {path: wrong(document) for path, document in found.items() if wrong(document)} == {}
    assert {document["@context"] for document in found.values()} == {"https://schema.org"}


def test_addresses_are_whole_and_identities_are_told_once(client: Client, post: Post) -> None:
    for path in KINDS:
        document = described(client, path)
        addresses = [
            value
            for one in nodes(document)
            for name, value in one.items()
            if name in {"@id", "url", "item", "logo"}
        ]
        identities = [one["@id"] for one in document["@graph"] if "@id" in one]

        assert all(address.startswith("https://") for address in addresses), path
        assert len(identities) == len(set(identities)), path


def test_a_post_names_people_by_what_they_did_and_where_they_worked(
    client: Client, post: Post
) -> None:
    found = node(described(client, "/blog/tides/"), "BlogPosting")

    (author,), (translator,) = found["author"], found["translator"]
    assert author["@id"] == translator["@id"] == f"{SITE}/author/ada/#person"
    assert author["affiliation"] == {"@type": "Organization", "name": "Lab"}
    assert author["sameAs"] == [f"https://orcid.org/{ORCID}", "https://ada.example"]
    assert author["identifier"]["value"] == f"orcid:{ORCID}"
    role, partner = found["contributor"]
    assert (role["roleName"], role["contributor"]["name"]) == ("photographer", "Ada")
    assert partner["name"] == "Fund"


def test_a_post_names_each_funder_once_and_each_grant(client: Client, post: Post) -> None:
    found = node(described(client, "/blog/tides/"), "BlogPosting")

    assert [one["name"] for one in found["funder"]] == ["Fund"]
    assert [(g["@type"], g["name"], g["funder"]["name"]) for g in found["funding"]] == [
        ("MonetaryGrant", "Mud", "Fund"),
        ("MonetaryGrant", "Sand", "Fund"),
    ]


def test_a_post_says_what_it_belongs_to_cites_and_corrects(client: Client, post: Post) -> None:
    found = node(described(client, "/blog/tides/"), "BlogPosting")

    blog, series = found["isPartOf"]
    assert (blog["@type"], series["name"], found["position"]) == ("Blog", "Gauges", 2)
    assert found["citation"] == "https://example.org/paper"
    assert found["identifier"]["value"] == "doi:10.5281/zenodo.1234567"
    assert found["sameAs"] == "https://doi.org/10.5281/zenodo.1234567"
    assert found["correction"][0]["text"] == "Lower."
    assert (found["datePublished"], found["dateModified"]) == (
        "2024-05-06T00:00:00+00:00",
        "2024-06-01T00:00:00+00:00",
    )
    assert found["image"]["width"] == 1600
    assert found["publisher"] == {"@id": f"{SITE}/#organization"}


def test_translations_name_the_original_and_the_original_names_them(
    client: Client, post: Post
) -> None:
    at = datetime(2024, 7, 1, tzinfo=UTC)
    make_post(address="mareas", title="Mareas", language="es", translation_of=post, at=at)

    original = node(described(client, "/blog/tides/"), "BlogPosting")
    translation = node(described(client, "/blog/mareas/"), "BlogPosting")

    assert [one["inLanguage"] for one in original["workTranslation"]] == ["es"]
    assert translation["translationOfWork"]["@id"] == f"{SITE}/blog/tides/"
    assert "translationOfWork" not in original
    assert "workTranslation" not in translation


def test_an_unpublished_translation_relates_to_nothing_yet() -> None:
    content = content_of(make_post(title="Draft"))
    other = Neighbour(1, "Mareas", "/blog/mareas/", "es", datetime(2024, 7, 1, tzinfo=UTC))

    found = blog_posting(SiteSettings(), content, None, [other])

    assert found["author"] == [{"@id": f"{SITE}/#organization"}]
    assert "workTranslation" not in found


def test_an_author_is_who_their_page_is_about(client: Client, post: Post) -> None:
    response = client.get("/author/ada/").text
    person = node(described(client, "/author/ada/"), "ProfilePage")["mainEntity"]

    assert person["sameAs"][-1] == "https://code.example/ada"
    assert person["description"] == "Ada reads gauges."
    assert person["image"].startswith(f"{SITE}/media/")
    assert '<meta name="description" content="Ada reads gauges.">' in response
    assert '<meta property="og:type" content="profile">' in response
    assert '<meta name="twitter:card" content="summary">' in response


def test_a_partner_is_what_their_page_is_about(client: Client, post: Post) -> None:
    document = described(client, "/collaborators/fund/")
    page = node(document, "CollectionPage")

    assert page["about"]["url"] == "https://fund.example"
    assert page["about"]["logo"].startswith(f"{SITE}/media/")
    assert page["mainEntity"]["itemListElement"][0]["url"] == f"{SITE}/blog/tides/"
    assert node(document, "MonetaryGrant")["funder"] == {"@id": page["about"]["@id"]}


def test_reference_managers_find_each_author_with_their_own(client: Client, post: Post) -> None:
    page = html.document_fromstring(client.get("/blog/tides/").content)
    tags = [
        (meta.get("name"), meta.get("content"))
        for meta in page.xpath("//meta[starts-with(@name, 'citation_')]")
    ]

    assert tags == [
        ("citation_title", "On tides"),
        ("citation_author", "Ada"),
        ("citation_author_institution", "Lab"),
        ("citation_author_orcid", f"https://orcid.org/{ORCID}"),
        ("citation_publication_date", "2024/05/06"),
        ("citation_journal_title", "Masthead"),
        ("citation_language", "en"),
        ("citation_doi", "10.5281/zenodo.1234567"),
        ("citation_keywords", "sea"),
        ("citation_fulltext_html_url", f"{SITE}/blog/tides/"),
    ]
