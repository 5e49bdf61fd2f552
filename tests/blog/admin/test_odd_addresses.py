"""Whatever is typed into an address of the admin gets an answer, never an error."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from blog.models import Redirect, Tag
from tests.blog.admin.conftest import post_form
from tests.factories import (
    AuthorFactory,
    CategoryFactory,
    CollaboratorFactory,
    SeriesFactory,
    TagFactory,
    make_post,
)

pytestmark = pytest.mark.django_db

# Of the inlines.
ROWS = ["synonyms", "grants"]
# Longer than Python reads as a number; more than a column holds; digits that are none to int().
KEYS = ["9" * 5000, "9" * 30, "²", "٣", "-1", "x"]


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize("model", ["post", "page", "author", "tag", "image", "category"])
@pytest.mark.parametrize("screen", ["change", "delete", "history"])
def test_a_key_that_is_none_finds_nothing(
    as_editor: Client, model: str, screen: str, key: str
) -> None:
    answer = as_editor.get(f"/admin/blog/{model}/{key}/{screen}/")

    assert answer.status_code in {302, 403, 404}


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize("name", ["author", "year", "category__id__exact"])
def test_a_filter_by_what_is_none_is_no_error(as_editor: Client, name: str, key: str) -> None:
    make_post(credits=[AuthorFactory()])

    answer = as_editor.get(reverse("admin:blog_post_changelist"), {name: key})

    assert answer.status_code in {200, 302}


@pytest.mark.parametrize("key", KEYS)
def test_a_picture_that_is_none_is_refused_beside_its_field(as_editor: Client, key: str) -> None:
    answer = as_editor.post(reverse("admin:blog_post_add"), post_form(featured=key))

    assert answer.status_code == 200
    assert answer.context["form"].errors["featured"]


@pytest.mark.parametrize("name", ["editor_pictures", "editor_tags"])
def test_a_nul_in_a_search_is_a_space(as_editor: Client, name: str) -> None:
    assert as_editor.get(reverse(name), {"q": "a\x00b"}).status_code == 200


@pytest.mark.parametrize("typed", ["blog/shore", "/blog/shore/", "/blog/shore?x=1"])
def test_what_has_an_address_now_is_not_led_away_from_it(as_editor: Client, typed: str) -> None:
    make_post(address="shore", published=True)

    answer = as_editor.post(
        reverse("admin:blog_redirect_add"), {"path": typed, "target": "https://example.org/"}
    )

    assert answer.context["adminform"].form.errors["path"]
    assert not Redirect.objects.exists()


@pytest.mark.parametrize("slug", ["São Paulo", "a/b", "2024", "²", "http://[::1", "x\u202ey"])
@pytest.mark.parametrize(
    ("factory", "model"),
    [
        (AuthorFactory, "author"),
        (CollaboratorFactory, "collaborator"),
        (CategoryFactory, "category"),
        (SeriesFactory, "series"),
        (TagFactory, "tag"),
    ],
)
def test_an_address_that_can_not_be_is_refused_beside_its_field(
    as_editor: Client, factory: Any, model: str, slug: str
) -> None:
    thing = factory()
    rows = {f"{name}-{count}_FORMS": 0 for name in ROWS for count in ("TOTAL", "INITIAL")}
    form = {"name": "New", "title": "New", "kind": "member", "slug": slug, **rows}

    changed = as_editor.post(reverse(f"admin:blog_{model}_change", args=[thing.pk]), form)
    added = as_editor.post(reverse(f"admin:blog_{model}_add"), form)

    for answer in (changed, added):
        assert answer.status_code == 200
        assert answer.context["adminform"].form.errors["slug"]
    thing.refresh_from_db()
    assert thing.slug != slug


def test_two_new_tags_of_one_address_at_once_get_one_each(
    as_editor: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    TagFactory(name="c++", slug="c")
    addresses = iter(["c", "c-2"])
    monkeypatch.setattr("blog.admin.tags._free_slug", lambda word: next(addresses))

    answer = as_editor.post(reverse("admin:blog_post_add"), post_form(tags="c#"))

    assert answer.status_code == 302
    assert Tag.objects.get(name="c#").slug == "c-2"
