"""Whatever arrives, from a browser or an importer, is stored as it is or refused by a sentence."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from accounts.roles import Role
from blog.editing import addresses
from blog.editing.revisions import save
from blog.editing.workflow import publish, schedule, unschedule
from blog.models import Page, Post, Tag
from blog.models.document import Document
from tests.factories import AuthorFactory, UserFactory, make_page, make_post, make_snapshot

pytestmark = pytest.mark.django_db

TOO_LONG = [
    ("title", "x" * 301),
    ("subtitle", "x" * 301),
    ("summary", "x" * 1001),
    ("address", "x" * 201),
    ("language", "x" * 21),
    ("external_url", "https://example.org/" + "x" * 1000),
    ("featured_url", "https://example.org/" + "x" * 1000),
    ("featured_alt", "x" * 501),
    ("featured_caption", "x" * 501),
    ("featured_credit", "x" * 201),
    ("featured_licence", "x" * 101),
]


@pytest.mark.parametrize(("name", "text"), TOO_LONG)
def test_a_text_longer_than_its_column_is_refused_beside_its_field(name: str, text: str) -> None:
    with pytest.raises(ValidationError) as refused:
        save(Post(), make_snapshot().changed(**{name: text}), by=None)

    assert list(refused.value.message_dict) == [name]
    assert "shorten it" in refused.value.messages[0]
    assert not Post.objects.exists()


def test_an_affiliation_longer_than_its_column_is_refused() -> None:
    snapshot = make_snapshot(credits=[AuthorFactory.build(pk=1, affiliation="x" * 201)])

    with pytest.raises(ValidationError, match="shorten it"):
        save(Post(), snapshot, by=None)


@pytest.mark.parametrize("name", ["title", "summary", "body", "featured_alt"])
def test_a_nul_character_is_refused_wherever_it_stands(name: str) -> None:
    with pytest.raises(ValidationError) as refused:
        save(Post(), make_snapshot().changed(**{name: "a\x00b"}), by=None)

    assert list(refused.value.message_dict) == [name]


def test_a_path_of_three_hundred_characters_is_a_page_s() -> None:
    path = "a/" + "b" * 298

    assert make_page(address=path).path == path


def test_line_ends_of_another_system_make_no_other_version() -> None:
    post = make_post(title="Two\nlines ", summary="one\ntwo\n", body="one\n\ntwo\n")
    first = post.newest_revision

    snapshot = post.newest_snapshot()
    assert snapshot.title == "Two lines"
    again = snapshot.changed(summary="one\r\ntwo", body="one\r\n\rtwo\r\n")

    assert save(post, again, by=None) == first


@pytest.mark.parametrize("path", ["2024/report", "1999/x", "about\n"])
def test_a_page_cannot_stand_where_it_would_not_be_reached(path: str) -> None:
    with pytest.raises(ValidationError) as refused:
        save(Page(), make_snapshot(address=path), by=None)

    assert list(refused.value.message_dict) == ["address"]


@pytest.mark.parametrize("path", ["2024/reports/spring", "2024-report/spring"])
def test_a_year_may_begin_a_path_that_no_post_has(path: str, client: Any) -> None:
    make_page(address=path)

    assert client.get(f"/{path}/").status_code == 200


@pytest.mark.parametrize("make", [make_post, make_page])
def test_an_address_that_is_taken_while_it_is_saved_is_refused_by_a_sentence(
    make: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    first: Document = make(address="spring")
    looked_up = iter([False])
    really = addresses.is_taken
    monkeypatch.setattr(
        addresses,
        "is_taken",
        lambda document, address: next(looked_up, None) is None and really(document, address),
    )

    with pytest.raises(ValidationError, match="belongs to another text"):
        save(type(first)(), make_snapshot(address="spring"), by=None)


def test_what_is_published_while_somebody_types_is_not_theirs_to_save_any_more() -> None:
    contributor = UserFactory(role=Role.CONTRIBUTOR)
    post = make_post(by=contributor)
    as_they_have_it = Post.objects.get(pk=post.pk)
    publish(post, by=None)

    with pytest.raises(PermissionDenied):
        save(as_they_have_it, make_snapshot(), by=contributor)


def test_what_is_taken_from_the_schedule_shows_its_newest_version() -> None:
    post = make_post(title="Old")
    schedule(post, by=None, at=timezone.now() + timedelta(days=3))
    save(post, post.newest_snapshot().changed(title="New"), by=None)

    unschedule(post, by=None)

    post.refresh_from_db()
    assert post.title == "New"
    assert not post.has_newer_draft


@pytest.mark.parametrize("word", ["ꭰꭱ", "İzmir", "Straße", "ΣΊΣΥΦΟΣ"])
def test_a_tag_is_made_of_any_letters(word: str) -> None:
    made = Tag.objects.create(name=word, slug="x")

    assert Tag.objects.named(word) == made
