"""Reviewing a post with the buttons of the admin."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from accounts.roles import Role
from blog.editing import review
from blog.editing.revisions import save
from blog.models import Correction, Event, Page, Post, SiteSettings, Status
from tests.blog.admin.conftest import page_form, post_form
from tests.factories import UserFactory, make_page, make_post

pytestmark = pytest.mark.django_db

Someone = Callable[..., Client]


def change(client: Client, post: Post | Page, action: str = "save", **fields: Any) -> Any:
    """Send the form of a stored text, with only these fields changed."""
    newest = post.newest_snapshot()
    make = post_form if isinstance(post, Post) else page_form
    same = {"title": newest.title, "body": newest.body, "address": newest.address}
    fields = {"base": str(post.newest_revision_id or ""), **same, **fields}
    address = reverse(f"admin:blog_{post._meta.model_name}_change", args=[post.pk])
    return client.post(address, make(action, **fields))


def offered(client: Client, post: Post) -> list[str]:
    page = client.get(reverse("admin:blog_post_change", args=[post.pk]))
    return [button.action for button in page.context["buttons"]]


class TestContributor:
    def test_a_new_post_is_stored_and_submitted_at_once(self, as_role: Someone) -> None:
        client = as_role(Role.CONTRIBUTOR)

        client.post(reverse("admin:blog_post_add"), post_form("submit", note="My first."))

        post = Post.objects.get()
        assert post.state == "in review"
        assert Event.objects.of(post).get(kind="submitted").note == "My first."

    def test_taking_it_back_is_offered_only_while_it_is_in_review(self, client: Client) -> None:
        writer = UserFactory(role=Role.CONTRIBUTOR)
        client.force_login(writer)
        post = make_post(by=writer)
        assert offered(client, post) == ["save", "submit"]

        change(client, post, "submit")
        assert offered(client, post) == ["save", "withdraw"]

        change(client, post, "withdraw")
        assert offered(client, post) == ["save", "submit"]


class TestReviewer:
    @pytest.fixture
    def asked(self, client: Client) -> Post:
        """Return a post in review, with its reviewer signed in."""
        writer, reviewer = UserFactory(), UserFactory()
        post = make_post(by=writer)
        review.assign(post, writer, reviewer)
        review.submit(post, writer)
        client.force_login(reviewer)
        return post

    def test_has_the_buttons_to_decide_and_none_to_publish(
        self, asked: Post, client: Client
    ) -> None:
        assert offered(client, asked) == ["save", "ask_for_changes", "approve"]

    def test_asking_for_changes_without_a_note_is_told_beside_the_note(
        self, asked: Post, client: Client
    ) -> None:
        answer = change(client, asked, "ask_for_changes")

        assert "what should change" in str(answer.context["around"].errors["note"])
        asked.refresh_from_db()
        assert asked.is_in_review

    def test_asking_for_changes_leads_back_to_the_list_or_the_text(
        self, asked: Post, client: Client
    ) -> None:
        answer = change(client, asked, "ask_for_changes", note="Shorter.")

        assert answer.status_code == 302
        asked.refresh_from_db()
        assert asked.state == "draft"

    def test_who_edits_and_approves_in_one_go_keeps_the_edit_and_is_told_why_not(
        self, asked: Post, client: Client
    ) -> None:
        answer = change(client, asked, "approve", body="My own words.")

        asked.refresh_from_db()
        assert asked.body == "My own words."
        assert "somebody else must approve" in str(answer.context["form"].errors)
        assert not asked.approvals.exists()

    def test_is_offered_no_second_approval_of_the_same_version(
        self, asked: Post, client: Client
    ) -> None:
        change(client, asked, "approve")

        assert "approve" not in offered(client, asked)

    def test_what_they_asked_for_stands_above_the_text_until_it_is_submitted_again(
        self, asked: Post, client: Client
    ) -> None:
        change(client, asked, "ask_for_changes", note="Which <coats>?")
        writer = asked.created_by
        assert writer is not None
        client.force_login(writer)
        address = reverse("admin:blog_post_change", args=[asked.pk])
        note = "Which &lt;coats&gt;?"
        above = client.get(address).content.decode().split('id="document-form"')[0]
        assert note in above

        change(client, asked, "submit")

        above = client.get(address).content.decode().split('id="document-form"')[0]
        assert note not in above


class TestChoosingTheReviewer:
    def test_with_any_save(self, as_editor: Client) -> None:
        post, reviewer = make_post(), UserFactory()

        change(as_editor, post, reviewer=str(reviewer.pk), reviewer_was="")

        post.refresh_from_db()
        assert post.reviewer == reviewer
        assert Event.objects.of(post).get(kind="assigned").data["name"] == str(reviewer)

    def test_a_form_opened_earlier_undoes_nobodys_choice(self, as_editor: Client) -> None:
        post, reviewer = make_post(), UserFactory()
        Post.objects.update(reviewer=reviewer)

        change(as_editor, post, reviewer="", reviewer_was="")

        post.refresh_from_db()
        assert post.reviewer == reviewer

    @pytest.mark.parametrize("sent", ["0", "x", "9" * 30, "-1"])
    def test_nobody_at_all_is_refused_with_a_sentence(self, as_editor: Client, sent: str) -> None:
        post = make_post()

        answer = change(as_editor, post, reviewer=sent, reviewer_was="")

        assert "reviewer" in answer.context["around"].errors

    def test_the_list_costs_the_same_for_3_and_for_30_people(self, as_editor: Client) -> None:
        post = make_post()

        def queries(people: int) -> int:
            for _ in range(people):
                UserFactory()
            with CaptureQueriesContext(connection) as captured:
                as_editor.get(reverse("admin:blog_post_change", args=[post.pk]))
            return len(captured)

        few = queries(3)

        assert queries(27) == few


class TestPublishing:
    def test_too_few_approvals_save_the_text_and_say_what_is_missing(
        self, as_editor: Client
    ) -> None:
        SiteSettings.objects.update_or_create(pk=1, defaults={"approvals_needed": 1})
        post = make_post()

        answer = change(as_editor, post, "publish", body="New words.")

        post.refresh_from_db()
        assert (post.status, post.body) == (Status.DRAFT, "New words.")
        assert "must approve" in str(answer.context["form"].errors)
        main = [b.action for b in answer.context["buttons"] if b.is_main]
        assert main == ["submit"]

    def test_a_correction_goes_with_published_changes(self, as_editor: Client) -> None:
        post = make_post(published=True)

        change(
            as_editor,
            post,
            "publish_changes",
            body="It was 12.",
            material="1",
            correction="The figure was 12, not 21.",
        )

        post.refresh_from_db()
        assert post.updated_at is not None
        assert Correction.objects.of(post).get().note == "The figure was 12, not 21."

    def test_somebody_elses_version_is_not_published_unseen(
        self, as_editor: Client, editor: User
    ) -> None:
        post = make_post(body="One.\n\nTwo.\n\nThree.")
        base = str(post.newest_revision_id)
        save(post, post.newest_snapshot().changed(subtitle="Theirs"), by=None)
        body = post.newest_snapshot().changed(body="One.\n\nTwo.\n\nMine.").body

        change(as_editor, post, "publish", base=base, body=body)

        post.refresh_from_db()
        assert post.status == Status.DRAFT

    def test_enter_in_a_field_saves_and_never_publishes(self, as_editor: Client) -> None:
        post = make_post()

        page = as_editor.get(reverse("admin:blog_post_change", args=[post.pk])).content.decode()

        form = page[page.index('id="document-form"') :]
        first = form[form.index('name="action"') :][:60]
        assert 'value="save"' in first


class TestTheList:
    def test_shows_and_finds_what_is_in_review_and_what_is_ahead(
        self, as_editor: Client, editor: User
    ) -> None:
        waiting = make_post(title="Waiting")
        review.submit(waiting, editor)
        for title, at in (("Seen", None), ("Later", timezone.now() + timedelta(days=2))):
            post = make_post(title=title, published=True, at=at)
            save(post, post.newest_snapshot().changed(body="Newer."), by=None)
        make_post(title="Plain", published=True)

        def found(state: str) -> set[str]:
            page = as_editor.get(reverse("admin:blog_post_changelist"), {"state": state})
            return {post.title for post in page.context["cl"].result_list}

        assert found("review") == {"Waiting"}
        assert found("newer") == {"Seen", "Later"}
        page = as_editor.get(reverse("admin:blog_post_changelist")).content.decode()
        assert "state-in-review" in page
        assert page.count("newer draft</span>") == 2


def test_a_page_is_reviewed_by_editors(as_editor: Client) -> None:
    page = make_page(published=False)

    change(as_editor, page, "submit")

    page.refresh_from_db()
    assert page.state == "in review"
