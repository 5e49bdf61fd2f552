"""The lists of posts and pages: what they show, find, filter, and cost."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from blog.editing.revisions import save
from blog.editing.workflow import archive
from blog.models import Post
from tests.factories import (
    AuthorFactory,
    CategoryFactory,
    CollaboratorFactory,
    ImageFactory,
    TagFactory,
    make_page,
    make_post,
)

pytestmark = pytest.mark.django_db

POSTS = "admin:blog_post_changelist"


def listed(client: Client, **query: Any) -> list[str]:
    page = client.get(reverse(POSTS), query)
    return [post.title for post in page.context["cl"].result_list]


@pytest.fixture
def states() -> None:
    make_post(title="Draft")
    make_post(title="Scheduled", at=timezone.now() + timedelta(days=3))
    make_post(title="Published", published=True)
    newer = make_post(title="Newer", published=True)
    save(newer, newer.newest_snapshot().changed(body="Changed."), by=None)
    archive(make_post(title="Archived", published=True), by=None)


class TestFilters:
    @pytest.mark.parametrize(
        ("state", "titles"),
        [
            ("draft", {"Draft"}),
            ("scheduled", {"Scheduled"}),
            ("published", {"Published", "Newer"}),
            ("newer", {"Newer"}),
            ("archived", {"Archived"}),
            ("nonsense", {"Draft", "Scheduled", "Published", "Newer", "Archived"}),
        ],
    )
    def test_by_state(self, as_editor: Client, states: None, state: str, titles: set[str]) -> None:
        assert set(listed(as_editor, state=state)) == titles

    def test_by_author_in_whatever_role_each_post_once(self, as_editor: Client) -> None:
        author = AuthorFactory()
        post = make_post(title="Hers", credits=[author])
        post.credits.create(author=author, role="edited")
        make_post(title="Not hers")

        assert listed(as_editor, author=author.pk) == ["Hers"]
        assert len(listed(as_editor, author="nonsense")) == 2

    def test_by_category_language_and_year(self, as_editor: Client) -> None:
        category = CategoryFactory()
        date = datetime(2022, 6, 1, tzinfo=UTC)
        make_post(title="Found", category=category, language="pt", at=date)
        make_post(title="Other", published=True)

        queries: list[dict[str, Any]] = [
            {"category__id__exact": category.pk},
            {"language": "pt"},
            {"year": "2022"},
        ]

        assert [listed(as_editor, **query) for query in queries] == [["Found"]] * 3
        assert len(listed(as_editor, year="x")) == 2


class TestSearch:
    def test_title_text_and_address_are_searched(self, as_editor: Client) -> None:
        make_post(title="Kettles", body="Hot water.", address="tea")
        make_post(title="Boats", body="Cold water.")

        found = [listed(as_editor, q=word) for word in ("kettle", "hot", "tea", "glacier")]

        assert found == [["Kettles"], ["Kettles"], ["Kettles"], []]

    @pytest.mark.parametrize("query", ["'", '"', "%", "\\", "\x00x", "a" * 2000])
    def test_no_query_is_an_error(self, as_editor: Client, query: str) -> None:
        make_post()

        answer = as_editor.get(reverse(POSTS), {"q": query})

        assert answer.status_code in {200, 302}


class TestRows:
    def test_the_newest_change_comes_first(self, as_editor: Client) -> None:
        older, _newer = make_post(title="Older"), make_post(title="Newer")
        save(older, older.newest_snapshot().changed(body="Changed."), by=None)

        assert listed(as_editor) == ["Older", "Newer"]

    def test_states_and_names_are_told(self, as_editor: Client, states: None) -> None:
        make_post(credits=[AuthorFactory(name="Ada", merged_into=AuthorFactory(name="Ada E."))])

        page = as_editor.get(reverse(POSTS)).content.decode()

        assert "newer draft" in page
        assert "Ada E." in page

    @pytest.mark.parametrize("kind", ["post", "page", "author", "collaborator", "tag", "image"])
    def test_thirty_rows_cost_what_three_cost(
        self, as_editor: Client, django_assert_num_queries: DjangoAssertNumQueries, kind: str
    ) -> None:
        address = reverse(f"admin:blog_{kind}_changelist")
        _fill(kind, 3)
        with django_assert_num_queries(_count(as_editor, address)):
            as_editor.get(address)
        before = _count(as_editor, address)
        _fill(kind, 27)

        assert _count(as_editor, address) == before

    def test_the_form_costs_the_same_for_many_authors(self, as_editor: Client) -> None:
        post = make_post(credits=[AuthorFactory()], thanks=[CollaboratorFactory()], tags=["a"])
        address = reverse("admin:blog_post_change", args=[post.pk])
        before = _count(as_editor, address)
        for _ in range(20):
            make_post(published=True, credits=[AuthorFactory()], thanks=[CollaboratorFactory()])
        after = _count(as_editor, address)

        assert after == before


def _fill(kind: str, number: int) -> None:
    for _ in range(number):
        author, partner, tag = AuthorFactory(), CollaboratorFactory(), TagFactory()
        if kind == "page":
            make_page()
        elif kind == "image":
            ImageFactory()
        else:
            # One state and one category: the filters' own queries don't count here.
            make_post(published=True, credits=[author], thanks=[partner], tags=[tag.name])


def _count(client: Client, address: str) -> int:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


def test_pages_are_listed_by_path(as_editor: Client) -> None:
    for path in ("b", "a/c", "a"):
        make_page(address=path)

    page = as_editor.get(reverse("admin:blog_page_changelist"))

    assert [row.path for row in page.context["cl"].result_list] == ["a", "a/c", "b"]
    assert Post.objects.count() == 0
