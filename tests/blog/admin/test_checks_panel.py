"""What somebody sees of the checks in the editor, and who decides what they do."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from accounts.roles import Role
from blog.models import Event, PostTemplate, SiteSettings, Tag
from tests.blog.admin.conftest import page_form, post_form
from tests.factories import UserFactory, make_page, make_post

pytestmark = pytest.mark.django_db

NEW = "/admin/blog/post/add/checks/"


def found(client: Client, path: str, **fields: Any) -> dict[str, dict[str, Any]]:
    """Return what the panel is told, by the check's name."""
    answer = client.post(path, post_form(**fields))
    assert answer.status_code == 200
    return {finding["check"]: finding for finding in answer.json()["findings"]}


class TestPanel:
    def test_what_is_typed_is_checked_and_nothing_is_stored(self, as_editor: Client) -> None:
        post = make_post(body="As it is stored.")

        findings = found(
            as_editor,
            f"/admin/blog/post/{post.pk}/checks/",
            body="One\n\ntwo two",
            tags="brand new",
        )

        post.refresh_from_db()
        assert findings["word-twice"]["place"] == {"field": "body", "line": 2, "quote": "two two"}
        assert findings["word-twice"]["weight"] == "warn"
        assert post.body == "As it is stored."
        assert not Tag.objects.filter(name="brand new").exists()

    def test_a_new_post_is_checked_before_it_is_stored(self, as_editor: Client) -> None:
        assert found(as_editor, NEW, body="[[gap]]")["placeholder-left"]["weight"] == "block"

    def test_a_form_that_can_not_be_saved_is_checked_all_the_same(self, as_editor: Client) -> None:
        fields: dict[str, Any] = {"title": "", "body": "\x00 the the", "published_at": "soon"}

        findings = found(as_editor, NEW, **fields, credits=[{"author": "999999999"}])

        assert {"title-missing", "word-twice"} <= findings.keys()

    def test_an_empty_request_is_answered(self, as_editor: Client) -> None:
        answer = as_editor.post(NEW, {})

        assert answer.status_code == 200
        assert "title-missing" in {one["check"] for one in answer.json()["findings"]}

    def test_a_page_is_asked_for_no_category(self, as_editor: Client) -> None:
        page = make_page()

        answer = as_editor.post(f"/admin/blog/page/{page.pk}/checks/", page_form(title=""))

        checks = {finding["check"] for finding in answer.json()["findings"]}
        assert "title-missing" in checks
        assert "category-missing" not in checks

    def test_without_scripts_the_saved_version_is_checked_on_a_page(
        self, as_editor: Client
    ) -> None:
        post = make_post(body="First.\n\nThen [[<b>gap</b>]].")

        text = as_editor.get(f"/admin/blog/post/{post.pk}/checks/").content.decode()

        assert "To put right before publishing" in text
        assert "Line 3" in text
        assert "<b>gap" not in text

    def test_a_refused_publication_says_why_and_keeps_the_text(self, as_editor: Client) -> None:
        answer = as_editor.post(
            "/admin/blog/post/add/", post_form("publish", title="Gap", body="A [[gap]].")
        )

        assert "is still to be written" in answer.content.decode()
        assert not Event.objects.filter(kind=Event.Kind.PUBLISHED).exists()


class TestDeciding:
    def test_an_administrator_decides_what_each_check_does(self, client: Client) -> None:
        client.force_login(UserFactory(role=Role.ADMINISTRATOR))
        path = "/admin/blog/sitesettings/1/change/"
        form = client.get(path).context["adminform"].form

        answer = client.post(
            path,
            {
                **{key: value for key, value in form.initial.items() if value is not None},
                "checks-summary-missing": "block",
                "checks-word-twice": "off",
                "checks-title-missing": "block",
                "social_links-TOTAL_FORMS": "0",
                "social_links-INITIAL_FORMS": "0",
            },
        )

        assert answer.status_code == 302
        # What is so anyway isn't stored: a better default of a later version counts.
        assert SiteSettings.load().checks == {"summary-missing": "block", "word-twice": "off"}
        assert "word-twice" not in found(client, NEW, body="the the")

    def test_a_choice_that_is_none_is_refused(self, as_editor: Client) -> None:
        form = {"name": "Short", "body": "", "position": "1", "checks-word-twice": "loud"}

        answer = as_editor.post("/admin/blog/posttemplate/add/", form)

        assert "block, warn or off" in answer.content.decode()

    def test_a_template_decides_for_its_posts(self, as_editor: Client) -> None:
        form = {"name": "Short", "position": "1", "is_active": "on", "body": "[[Say it]]"}
        form |= {"checks-placeholder-left": "warn", "checks-word-twice": ""}
        as_editor.post("/admin/blog/posttemplate/add/", form)
        template = PostTemplate.objects.get(name="Short")

        findings = found(as_editor, NEW, template=template.pk, body="[[gap]] the the")

        assert template.checks == {"placeholder-left": "warn"}
        assert findings["placeholder-left"]["weight"] == "warn"
        assert "word-twice" in findings
