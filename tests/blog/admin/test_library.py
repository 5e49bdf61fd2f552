"""The picture library, profiles, synonyms, settings, menu and redirects in the admin."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image as Pillow
from pytest_django import DjangoCaptureOnCommitCallbacks

from accounts.roles import Role
from blog.editing.pictures.uploads import store_image
from blog.editing.revisions import save
from blog.editing.workflow import publish
from blog.models import Image, MenuItem, Redirect, SiteSettings, Tag
from tests.factories import (
    AuthorFactory,
    CollaboratorFactory,
    TagFactory,
    UserFactory,
    make_page,
    make_post,
)

pytestmark = pytest.mark.django_db


def png() -> bytes:
    out = BytesIO()
    Pillow.new("RGB", (20, 10)).save(out, "PNG")
    return out.getvalue()


@pytest.fixture
def image() -> Image:
    return store_image(png(), name="harbour.png", by=None, alt="A harbour")


def address(kind: str, row: Any, verb: str = "change") -> str:
    return reverse(f"admin:blog_{kind}_{verb}", args=[row.pk])


class TestPictures:
    def test_a_file_is_uploaded_with_its_words(self, as_editor: Client) -> None:
        file = SimpleUploadedFile("tide.png", png(), "text/plain")

        as_editor.post(reverse("admin:blog_image_add"), {"upload": file, "alt": "A tide"})

        image = Image.objects.get()
        assert (image.title, image.alt, image.width) == ("tide", "A tide", 20)

    def test_a_file_that_is_no_picture_is_refused_beside_its_field(self, as_editor: Client) -> None:
        file = SimpleUploadedFile("tide.png", b"<svg onload=x>", "image/png")

        answer = as_editor.post(reverse("admin:blog_image_add"), {"upload": file})

        assert "SVG" in str(answer.context["adminform"].form.errors["upload"])

    def test_decorative_with_words_is_refused(self, as_editor: Client, image: Image) -> None:
        answer = as_editor.post(
            address("image", image), {"title": "x", "alt": "Words", "is_decorative": "on"}
        )

        assert "alt" in answer.context["adminform"].form.errors

    def test_new_words_appear_where_the_picture_is_shown(
        self,
        as_editor: Client,
        image: Image,
        django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
    ) -> None:
        post = make_post(published=True, body=f"![]({image.url})")

        with django_capture_on_commit_callbacks(execute=True):
            as_editor.post(address("image", image), {"title": "x", "alt": "A quiet harbour"})

        post.refresh_from_db()
        assert "A quiet harbour" in post.html

    def test_what_a_text_shows_can_not_be_deleted(self, as_editor: Client, image: Image) -> None:
        make_post(body=f"![]({image.url})")

        answer = as_editor.post(address("image", image, "delete"), {"post": "yes"})

        assert answer.status_code == 403
        assert Image.objects.exists()

    def test_an_unused_picture_goes_with_its_file(
        self,
        as_editor: Client,
        image: Image,
        django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
    ) -> None:
        with django_capture_on_commit_callbacks(execute=True):
            as_editor.post(address("image", image, "delete"), {"post": "yes"})

        assert not Image.objects.exists()
        assert not default_storage.exists(str(image.file.name))


class TestProfiles:
    def test_biography_and_blurb_are_rendered_when_saved(self, as_editor: Client) -> None:
        author, partner = AuthorFactory(slug="ada"), CollaboratorFactory(slug="mill")
        none = {"grants-TOTAL_FORMS": "0", "grants-INITIAL_FORMS": "0"}
        no_links = {"links-TOTAL_FORMS": "0", "links-INITIAL_FORMS": "0"}

        as_editor.post(
            address("author", author),
            {"name": "Ada", "slug": "ada", "bio": "Likes *tea*.", **no_links},
        )
        as_editor.post(
            address("collaborator", partner),
            {
                "name": "Mill",
                "slug": "mill",
                "kind": "funder",
                "blurb": "Grinds **flour**.",
                **none,
            },
        )

        author.refresh_from_db()
        partner.refresh_from_db()
        assert "<em>tea</em>" in author.bio_html
        assert "<strong>flour</strong>" in partner.blurb_html

    def test_a_refused_biography_says_why_beside_it(self, as_editor: Client) -> None:
        author = AuthorFactory(slug="ada")

        answer = as_editor.post(
            address("author", author), {"name": "Ada", "slug": "ada", "bio": "x" * 201_000}
        )

        assert "bio" in answer.context["adminform"].form.errors

    def test_the_biography_has_the_editor(self, as_editor: Client) -> None:
        page = as_editor.get(address("author", AuthorFactory())).content.decode()

        assert 'class="editor"' in page
        assert "markdownx.js" not in page


class TestTags:
    def test_a_synonym_that_is_taken_is_refused(self, as_editor: Client) -> None:
        tag, other = TagFactory(name="one"), TagFactory(name="two")
        sent = {
            "name": "one",
            "slug": "one",
            "synonyms-TOTAL_FORMS": "1",
            "synonyms-INITIAL_FORMS": "0",
            "synonyms-0-name": "Two",
        }

        answer = as_editor.post(address("tag", tag), sent)

        assert "Merge the two tags" in answer.content.decode()
        assert Tag.objects.get(pk=other.pk).name == "two"


class TestSite:
    @pytest.fixture
    def admin(self, client: Client) -> Client:
        client.force_login(UserFactory(role=Role.ADMINISTRATOR))
        return client

    def sent(self, **fields: Any) -> dict[str, Any]:
        return {
            "name": "The Mill",
            "colour_primary": "#123456",
            "colour_accent": "#654321",
            "language": "en",
            "time_zone": "Europe/Lisbon",
            "approvals_needed": "0",
            "feed_content": "full",
            "feed_items": "20",
            "link_posts": "there",
            "quiet_partner_months": "12",
            "social_links-TOTAL_FORMS": "0",
            "social_links-INITIAL_FORMS": "0",
            **fields,
        }

    def test_the_one_row_opens_at_once_and_is_saved(self, admin: Client) -> None:
        opened = admin.get(reverse("admin:blog_sitesettings_changelist"), follow=True)

        admin.post(reverse("admin:blog_sitesettings_change", args=[1]), self.sent())

        assert opened.status_code == 200
        assert SiteSettings.load().name == "The Mill"

    @pytest.mark.parametrize(
        ("field", "value"), [("time_zone", "Mars/Olympus"), ("colour_primary", "red; }")]
    )
    def test_nonsense_is_refused_beside_its_field(
        self, admin: Client, field: str, value: str
    ) -> None:
        answer = admin.post(
            reverse("admin:blog_sitesettings_change", args=[1]), self.sent(**{field: value})
        )

        assert field in answer.context["adminform"].form.errors

    def test_showing_pictures_of_other_hosts_renders_everything_anew(
        self,
        admin: Client,
        django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
    ) -> None:
        from django_tasks_db.models import DBTaskResult

        with django_capture_on_commit_callbacks(execute=True):
            admin.post(
                reverse("admin:blog_sitesettings_change", args=[1]), self.sent(remote_images="on")
            )

        jobs = DBTaskResult.objects.values_list("task_path", flat=True)
        assert "blog.editing.rerender.rerender" in jobs

    def test_a_menu_leads_to_paths_and_sites_alone(self, as_editor: Client) -> None:
        for target in ("javascript:alert(1)", "//example.org", "about"):
            as_editor.post(
                reverse("admin:blog_menuitem_add"),
                {"label": "x", "address": target, "position": "0"},
            )

        assert not MenuItem.objects.exists()


class TestRedirects:
    def test_an_old_address_leads_to_a_thing(self, as_editor: Client) -> None:
        make_page(address="about")

        as_editor.post(
            reverse("admin:blog_redirect_add"), {"path": "old/place", "target": "/about/"}
        )

        answer = Client().get("/old/place/")
        assert (answer.status_code, answer.headers["Location"]) == (301, "/about/")

    def test_it_follows_the_thing_when_that_moves(self, as_editor: Client) -> None:
        post = make_post(published=True, address="first")
        as_editor.post(reverse("admin:blog_redirect_add"), {"path": "/x/", "target": "/blog/first"})
        save(post, post.newest_snapshot().changed(address="second"), by=None)
        publish(post, by=None)

        answer = Client().get("/x/")

        assert answer.headers["Location"] == "/blog/second/"

    def test_another_site_is_led_to_by_its_whole_address(self, as_editor: Client) -> None:
        add = reverse("admin:blog_redirect_add")
        as_editor.post(add, {"path": "/x/", "target": "https://example.org/y?z=1"})

        changed = as_editor.get(address("redirect", Redirect.objects.get()))

        assert Client().get("/x/").headers["Location"] == "https://example.org/y?z=1"
        assert changed.context["adminform"].form["target"].value() == "https://example.org/y?z=1"

    @pytest.mark.parametrize(
        "target", ["/nowhere/", "/blog/", "javascript:alert(1)", "//example.org", "about"]
    )
    def test_what_leads_nowhere_is_refused(self, as_editor: Client, target: str) -> None:
        answer = as_editor.post(
            reverse("admin:blog_redirect_add"), {"path": "/x/", "target": target}
        )

        assert "target" in answer.context["adminform"].form.errors
        assert not Redirect.objects.exists()
