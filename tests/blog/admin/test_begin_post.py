"""Beginning a post with a template."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from accounts.roles import Role
from blog.editing.checks import run
from blog.editing.templates import SHIPPED, seed_templates
from blog.models import Author, Post, PostTemplate
from tests.blog.admin.conftest import post_form
from tests.factories import CategoryFactory, TagFactory, make_post, make_snapshot

pytestmark = pytest.mark.django_db

ADD = "/admin/blog/post/add/"


@pytest.fixture
def template() -> PostTemplate:
    row = PostTemplate.objects.create(
        name="Trip report",
        when_to_use="After a trip.",
        body="## Where\n\n[[Where we went]]",
        category=CategoryFactory(name="Trips"),
    )
    row.tags.add(TagFactory(name="travel"))
    return row


def test_a_new_post_offers_the_active_templates(as_editor: Client, template: PostTemplate) -> None:
    PostTemplate.objects.create(name="Retired", is_active=False)

    text = as_editor.get(ADD).content.decode()

    assert f'href="{ADD}?template={template.pk}"' in text
    assert "After a trip." in text
    assert "Retired" not in text


def test_a_template_fills_text_category_and_tags(
    as_editor: Client, editor: Any, template: PostTemplate
) -> None:
    Author.objects.create(name="Edda", slug="edda", user=editor)

    answer = as_editor.get(f"{ADD}?template={template.pk}")

    form = answer.context["form"]
    assert form["body"].value() == template.body
    assert form["category"].value() == template.category_id
    assert form["tags"].value() == "travel"
    assert answer.context["desk"].snapshot.credits[0].author.name == "Edda"


def test_the_post_remembers_its_template(as_editor: Client, template: PostTemplate) -> None:
    as_editor.post(ADD, post_form(title="To the coast", template=template.pk))

    post = Post.objects.get(title="To the coast")
    assert post.template == template
    assert post.body == "Along the shore."


def test_contributors_begin_with_templates_too(
    as_role: Callable[..., Client], template: PostTemplate
) -> None:
    client = as_role(Role.CONTRIBUTOR)

    answer = client.get(f"{ADD}?template={template.pk}")

    assert answer.context["form"]["body"].value() == template.body


@pytest.mark.parametrize("key", ["0", "x", "9" * 30, "-1", "\x00"])
def test_a_template_that_is_not_there_is_an_empty_page(as_editor: Client, key: str) -> None:
    answer = as_editor.get(ADD, {"template": key})

    assert answer.status_code == 200
    assert answer.context["form"]["body"].value() == ""
    assert as_editor.post(ADD, post_form(template=key)).status_code == 302


def test_a_stored_post_offers_no_templates(as_editor: Client) -> None:
    post = make_post()

    assert (
        'class="beginnings"'
        not in as_editor.get(f"/admin/blog/post/{post.pk}/change/").content.decode()
    )


def test_a_template_with_a_text_that_can_not_be_shown_is_refused(as_editor: Client) -> None:
    form = {"name": "Deep", "position": "1", "body": ">" * 300 + " x"}

    answer = as_editor.post("/admin/blog/posttemplate/add/", form)

    assert answer.status_code == 200
    assert not PostTemplate.objects.filter(name="Deep").exists()


def test_an_editor_writes_a_template_with_tags(as_editor: Client) -> None:
    tag = TagFactory(name="travel")
    form = {"name": "Trip", "position": "1", "body": "[[Where]]", "is_active": "on"}

    as_editor.post("/admin/blog/posttemplate/add/", {**form, "tags": [tag.pk]})

    template = PostTemplate.objects.get(name="Trip")
    assert (template.body, list(template.tags.all())) == ("[[Where]]", [tag])


def test_the_list_of_templates_asks_as_often_for_thirty_as_for_three(
    as_editor: Client, django_assert_max_num_queries: Any
) -> None:
    def queries() -> int:
        with django_assert_max_num_queries(30) as asked:
            as_editor.get("/admin/blog/posttemplate/")
        return len(asked)

    category = CategoryFactory()
    few = queries()
    for number in range(30):
        PostTemplate.objects.create(name=f"Template {number}", category=category)

    assert queries() <= few + 1


class TestShipped:
    def test_four_templates_come_with_masthead_and_each_asks_to_be_filled_in(self) -> None:
        names = [name for _, name, _ in SHIPPED]

        rows = list(PostTemplate.objects.filter(name__in=names))

        assert len(rows) == len(SHIPPED) == 4
        for row in rows:
            findings = run(Post(template=row), make_snapshot(body=row.body), None)
            checks = {f.check for f in findings if f.place.field == "body"}
            assert checks == {"placeholder-left"}

    def test_what_was_deleted_or_renamed_stays_so_after_an_upgrade(self) -> None:
        first, *others = PostTemplate.objects.all()
        PostTemplate.objects.filter(pk__in=[row.pk for row in others]).delete()
        PostTemplate.objects.filter(pk=first.pk).update(name="Ours")

        seed_templates(plan=[])
        seed_templates(plan=[(_migration("0001_initial"), False)])

        assert [row.name for row in PostTemplate.objects.all()] == ["Ours"]

    def test_whoever_deletes_them_all_gets_none_back(self) -> None:
        PostTemplate.objects.all().delete()

        seed_templates(plan=[(_migration("0002_search"), False)])

        assert not PostTemplate.objects.exists()

    def test_an_emptied_database_gets_them_again(self) -> None:
        PostTemplate.objects.all().delete()

        seed_templates()

        assert PostTemplate.objects.count() == len(SHIPPED)


def _migration(name: str) -> Any:
    module = importlib.import_module(f"blog.migrations.{name}")
    return module.Migration(name, "blog")
