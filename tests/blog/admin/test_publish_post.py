"""Publishing, scheduling, archiving and previewing from the admin."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from blog.editing.revisions import save
from blog.models import Page, Post, Status, Tag
from tests.blog.admin.conftest import page_form, post_form
from tests.factories import (
    AuthorFactory,
    make_page,
    make_post,
)

pytestmark = pytest.mark.django_db

ADD = "admin:blog_post_add"
CHANGE = "admin:blog_post_change"


def change(client: Client, post: Post, action: str = "save", **fields: Any) -> Any:
    """Send the form of a stored post as a browser would that opened it just now."""
    fields = {"base": str(post.newest_revision_id or ""), **fields}
    return client.post(reverse(CHANGE, args=[post.pk]), post_form(action, **fields))


class TestPublishing:
    def test_a_published_post_is_read_on_the_next_request(self, as_editor: Client) -> None:
        as_editor.post(reverse(ADD), post_form("publish", address="a-walk"))

        reader = Client()
        assert reader.get("/blog/a-walk/").status_code == 200
        assert "A walk" in reader.get("/").content.decode()
        assert "A walk" in reader.get("/index.xml").content.decode()

    def test_what_can_not_be_published_is_kept_as_a_draft_and_says_why(
        self, as_editor: Client
    ) -> None:
        answer = as_editor.post(reverse(ADD), post_form("publish", body=""))

        post = Post.objects.get()
        assert post.status == Status.DRAFT
        assert "no text yet" in str(answer.context["form"].errors["body"])
        assert answer.context["form_url"] == reverse(CHANGE, args=[post.pk])

    def test_changes_of_a_public_post_wait_until_they_are_published(
        self, as_editor: Client
    ) -> None:
        post = make_post(published=True, body="Old words.", address="a-walk")

        change(as_editor, post, body="New words.", address="a-walk")
        saved = Client().get("/blog/a-walk/").content.decode()
        post.refresh_from_db()
        change(as_editor, post, "publish", body="New words.", address="a-walk", material="1")

        post.refresh_from_db()
        published = Client().get("/blog/a-walk/").content.decode()
        assert "Old words." in saved
        assert "New words." in published
        assert post.updated_at is not None

    def test_a_schedule_needs_a_time_to_come(self, as_editor: Client) -> None:
        past = as_editor.post(reverse(ADD), post_form("schedule", published_at="2020-01-01T10:00"))
        none = as_editor.post(reverse(ADD), post_form("schedule", title="Another"))

        found = [str(a.context["form"].errors["published_at"]) for a in (past, none)]
        assert "a time to come" in found[0]
        assert "Choose when" in found[1]

    def test_a_scheduled_post_waits(self, as_editor: Client) -> None:
        soon = timezone.now() + timedelta(days=2)

        as_editor.post(
            reverse(ADD),
            post_form("schedule", address="soon", published_at=soon.strftime("%Y-%m-%dT%H:%M")),
        )

        assert Post.objects.get().is_scheduled
        assert Client().get("/blog/soon/").status_code == 404

    def test_unpublishing_keeps_what_was_typed(self, as_editor: Client) -> None:
        post = make_post(published=True, address="a-walk")

        change(as_editor, post, "unpublish", body="Better words.", address="a-walk")

        post.refresh_from_db()
        assert post.status == Status.DRAFT
        assert post.newest_snapshot().body == "Better words."

    def test_archiving_asks_for_the_reason_and_leads_readers_on(self, as_editor: Client) -> None:
        post = make_post(published=True, address="a-walk")

        asked = change(as_editor, post, "archive", address="a-walk")
        as_editor.post(asked.headers["Location"], {"reason": "Outdated.", "successor": "/blog/b/"})

        answer = Client().get("/blog/a-walk/")
        assert asked.headers["Location"] == reverse("admin:blog_post_archive", args=[post.pk])
        assert answer.status_code == 410
        assert "Outdated." in answer.content.decode()

    def test_a_successor_that_is_no_address_is_refused_beside_its_field(
        self, as_editor: Client
    ) -> None:
        post = make_post(published=True)

        answer = as_editor.post(
            reverse("admin:blog_post_archive", args=[post.pk]), {"successor": "somewhere"}
        )

        post.refresh_from_db()
        assert "https://" in str(answer.context["form"].errors["successor"])
        assert post.status == Status.PUBLISHED


class TestPreview:
    def test_the_form_is_drawn_as_the_page_and_nothing_is_stored(self, as_editor: Client) -> None:
        author = AuthorFactory(name="Ada Example")
        form = post_form("preview", tags="new word", credits=[{"author": author.pk}])

        answer = as_editor.post(reverse("admin:blog_post_preview_new"), form)

        page = answer.content.decode()
        assert all(words in page for words in ("A walk", "Along the shore.", "Ada Example"))
        assert "new word" in page
        assert answer.headers["X-Robots-Tag"] == "noindex"
        assert (Post.objects.count(), Tag.objects.count()) == (0, 0)

    def test_a_form_with_a_mistake_is_drawn_with_the_rest(self, as_editor: Client) -> None:
        answer = as_editor.post(
            reverse("admin:blog_post_preview_new"), post_form("preview", published_at="nonsense")
        )

        assert "Along the shore." in answer.content.decode()

    def test_a_link_shows_the_newest_version(self, as_editor: Client) -> None:
        post = make_post(published=True, body="Old words.")
        save(post, post.newest_snapshot().changed(body="New words."), by=None)

        answer = as_editor.get(reverse("admin:blog_post_preview", args=[post.pk]))

        assert "New words." in answer.content.decode()

    def test_a_refused_text_says_why(self, as_editor: Client) -> None:
        answer = as_editor.post(
            reverse("admin:blog_post_preview_new"), post_form("preview", body="x" * 201_000)
        )

        assert answer.status_code == 422


class TestPages:
    def test_a_page_is_written_and_published(self, as_editor: Client) -> None:
        as_editor.post(reverse("admin:blog_page_add"), page_form("publish", address="about/walks"))

        assert Client().get("/about/walks/").status_code == 200

    def test_a_path_under_a_route_is_refused(self, as_editor: Client) -> None:
        answer = as_editor.post(reverse("admin:blog_page_add"), page_form(address="blog/x"))

        assert "belong to the site" in str(answer.context["form"].errors["address"])
        assert Page.objects.count() == 0

    def test_a_page_is_previewed(self, as_editor: Client) -> None:
        page = make_page(body="Standing words.")

        answer = as_editor.get(reverse("admin:blog_page_preview", args=[page.pk]))

        assert "Standing words." in answer.content.decode()
