"""Saying how a post is cited, with its DOI where it has one."""

from datetime import UTC, datetime

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from lxml import html

from blog.editing.differences import compare
from blog.editing.revisions import save
from blog.models import Post, SiteSettings
from tests.factories import AuthorFactory, make_post, make_snapshot

pytestmark = pytest.mark.django_db
MAY = datetime(2024, 5, 6, 12, tzinfo=UTC)


def cited(client: Client, post: Post) -> tuple[str, str]:
    page = html.document_fromstring(client.get(post.get_absolute_url()).content)
    text, bibtex = (page.get_element_by_id(f"citation-{way}") for way in ("text", "bibtex"))
    return text.text_content(), bibtex.text_content()


def test_text_and_bibtex_name_everybody_and_the_doi(client: Client) -> None:
    SiteSettings.objects.update(name="Hut & Harbour")
    authors = [AuthorFactory(name="Ada Lovelace"), AuthorFactory(name="Bob {Noyce}")]
    post = make_post(title="Why 100%?", credits=authors, at=MAY, doi="https://doi.org/10.5281/a_1")

    text, bibtex = cited(client, post)

    assert text == (
        "Ada Lovelace, Bob {Noyce} (2024). Why 100%? Hut & Harbour. https://doi.org/10.5281/a_1"
    )
    assert bibtex.splitlines()[0] == "@misc{lovelace2024why,"
    assert r"author       = {Ada Lovelace and Bob \{Noyce\}}," in bibtex
    assert r"title        = {{Why 100\%?}}," in bibtex
    assert "month        = may," in bibtex
    assert "doi          = {10.5281/a_1}," in bibtex


def test_without_author_and_doi_the_site_and_the_address_are_named(client: Client) -> None:
    SiteSettings.objects.update(name="The Blog")
    post = make_post(title="News", subtitle="And more", at=MAY)

    text, bibtex = cited(client, post)

    assert text == f"The Blog (2024). News: And more. The Blog. {post.absolute_url}"
    assert "author       = {{The Blog}}," in bibtex
    assert "doi" not in bibtex


def test_a_link_to_a_text_elsewhere_is_not_ours_to_cite(client: Client) -> None:
    post = make_post(published=True, external_url="https://there.example/text")

    assert "citation-text" not in client.get(post.get_absolute_url()).content.decode()


def test_a_doi_is_kept_bare_is_checked_and_is_a_change_of_the_text() -> None:
    post = make_post()
    before = post.newest_snapshot()
    save(post, before.changed(doi=" doi:10.1234/Tides "), by=None)
    after = post.newest_snapshot()

    with pytest.raises(ValidationError) as refusal:
        save(Post(), make_snapshot(doi="tides"), by=None)

    assert after.doi == Post.objects.get().doi == "10.1234/Tides"
    assert [change.label for change in compare(before, after).fields] == ["DOI"]
    assert refusal.value.message_dict == {"doi": ["Write a DOI such as 10.5281/zenodo.1234567."]}
