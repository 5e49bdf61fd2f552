"""Merging authors, partners and tags; deleting what is used and what isn't."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from blog.models import Author, Category, Collaborator, Grant, Tag
from tests.factories import (
    AuthorFactory,
    CategoryFactory,
    CollaboratorFactory,
    SeriesFactory,
    TagFactory,
    make_post,
)

pytestmark = pytest.mark.django_db


def merge_address(row: Any) -> str:
    return reverse(f"admin:blog_{row._meta.model_name}_merge", args=[row.pk])


def delete_address(row: Any) -> str:
    return reverse(f"admin:blog_{row._meta.model_name}_delete", args=[row.pk])


class TestMerge:
    @pytest.mark.parametrize(
        ("factory", "field"),
        [(AuthorFactory, "credits"), (CollaboratorFactory, "thanks"), (TagFactory, "tags")],
    )
    def test_it_says_what_changes_before_it_changes_it(
        self, as_editor: Client, factory: Any, field: str
    ) -> None:
        source, into = factory(name="first"), factory(name="second")
        uses: dict[str, Any] = {field: ["first"] if field == "tags" else [source]}
        make_post(published=True, **uses)

        asked = as_editor.post(merge_address(source), {"into": into.pk})
        source.refresh_from_db()
        unmerged = source.merged_into
        done = as_editor.post(merge_address(source), {"into": into.pk, "confirmed": "1"})

        source.refresh_from_db()
        assert "in 1 post." in asked.content.decode()
        assert (unmerged, source.merged_into) == (None, into)
        assert done.status_code == 302

    def test_the_address_of_the_merged_leads_to_the_other(self, as_editor: Client) -> None:
        source, into = AuthorFactory(slug="ada"), AuthorFactory(slug="ada-example")
        make_post(published=True, credits=[source])

        as_editor.post(merge_address(source), {"into": into.pk, "confirmed": "1"})

        answer = Client().get("/author/ada/")
        assert (answer.status_code, answer.headers["Location"]) == (301, "/author/ada-example/")

    def test_itself_and_merged_ones_can_not_be_chosen(self, as_editor: Client) -> None:
        source, into = TagFactory(), TagFactory()
        gone = TagFactory(merged_into=into)

        found = [
            as_editor.post(merge_address(source), {"into": row.pk, "confirmed": "1"})
            for row in (source, gone)
        ]

        source.refresh_from_db()
        assert all("into" in answer.context["form"].errors for answer in found)
        assert source.merged_into is None

    def test_partners_with_the_same_grant_are_refused_with_a_sentence(
        self, as_editor: Client
    ) -> None:
        source, into = CollaboratorFactory(), CollaboratorFactory()
        for partner in (source, into):
            Grant.objects.create(collaborator=partner, title="Boats", number="7")

        answer = as_editor.post(merge_address(source), {"into": into.pk, "confirmed": "1"})

        assert "the same number" in str(answer.context["form"].errors["into"])


class TestDelete:
    @pytest.mark.parametrize(
        ("factory", "field", "sentence"),
        [
            (AuthorFactory, "credits", "credited can’t be deleted. Merge"),
            (CollaboratorFactory, "thanks", "can’t be deleted. Merge"),
            (CategoryFactory, "category", "Give them another one first"),
            (SeriesFactory, "series", "Take them out first"),
        ],
    )
    def test_what_is_used_stays_and_says_what_to_do(
        self, as_editor: Client, factory: Any, field: str, sentence: str
    ) -> None:
        row = factory()
        uses: dict[str, Any] = {field: [row] if field in {"credits", "thanks"} else row}
        post = make_post(**uses)

        asked = as_editor.get(delete_address(row))
        as_editor.post(delete_address(row), {"post": "yes"})

        page = asked.content.decode().replace("&#x27;", "’")
        assert sentence in page
        assert post.title in page
        assert type(row).objects.filter(pk=row.pk).exists()

    def test_a_used_tag_stays(self, as_editor: Client) -> None:
        make_post(tags=["used"])
        tag = Tag.objects.get()

        page = as_editor.get(delete_address(tag)).content.decode()

        assert "Merge it into another one" in page

    @pytest.mark.parametrize(
        "factory", [AuthorFactory, CollaboratorFactory, CategoryFactory, SeriesFactory, TagFactory]
    )
    def test_what_is_unused_goes(self, as_editor: Client, factory: Any) -> None:
        row = factory()

        as_editor.post(delete_address(row), {"post": "yes"})

        assert not type(row).objects.filter(pk=row.pk).exists()

    def test_what_others_were_merged_into_stays(self, as_editor: Client) -> None:
        into = AuthorFactory()
        AuthorFactory(merged_into=into)

        answer = as_editor.post(delete_address(into), {"post": "yes"})

        assert answer.status_code == 403
        assert Author.objects.filter(pk=into.pk).exists()


class TestNewAddress:
    @pytest.mark.parametrize(
        ("factory", "model", "prefix"),
        [
            (AuthorFactory, Author, "author"),
            (CollaboratorFactory, Collaborator, "collaborators"),
            (CategoryFactory, Category, "category"),
            (TagFactory, Tag, "tag"),
        ],
    )
    def test_the_old_one_leads_there(
        self, as_editor: Client, factory: Any, model: Any, prefix: str
    ) -> None:
        row = factory(name="some name", slug="old")
        sent = {"name": "some name", "slug": "new", "kind": "member"}
        for inline in ("grants", "links", "synonyms"):
            sent |= {f"{inline}-TOTAL_FORMS": "0", f"{inline}-INITIAL_FORMS": "0"}

        as_editor.post(reverse(f"admin:blog_{model._meta.model_name}_change", args=[row.pk]), sent)

        answer = Client().get(f"/{prefix}/old/")
        assert (answer.status_code, answer.headers.get("Location")) == (301, f"/{prefix}/new/")

    def test_the_old_one_of_another_is_refused(self, as_editor: Client) -> None:
        first, second = CategoryFactory(name="One", slug="old"), CategoryFactory(name="Two")
        address = reverse("admin:blog_category_change", args=[first.pk])
        as_editor.post(address, {"name": "One", "slug": "new"})

        answer = as_editor.post(
            reverse("admin:blog_category_change", args=[second.pk]), {"name": "Two", "slug": "old"}
        )

        assert "leads to “One”" in str(answer.context["adminform"].form.errors["slug"])
