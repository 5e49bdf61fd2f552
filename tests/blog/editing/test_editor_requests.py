"""What the editor's scripts may ask for, and who may ask."""

from __future__ import annotations

import json
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from PIL import Image as Pillow
from pytest_django import Settings

from accounts.roles import Role
from blog.editing.limits import Limit
from blog.models import Image, TagSynonym
from tests.factories import ImageFactory, TagFactory, UserFactory, make_post

pytestmark = pytest.mark.django_db

ADDRESSES = [
    ("post", "markdownx_markdownify"),
    ("post", "markdownx_upload"),
    ("get", "editor_pictures"),
    ("get", "editor_tags"),
    ("get", "editor_frame"),
    ("get", "editor_posts"),
    ("get", "editor_links"),
]


@pytest.fixture(autouse=True)
def media(settings: Settings, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def writer(client: Client) -> Client:
    client.force_login(UserFactory(role=Role.CONTRIBUTOR))
    return client


def png(name: str = "harbour.png", kind: str = "image/png") -> SimpleUploadedFile:
    out = BytesIO()
    Pillow.new("RGB", (20, 10), (1, 2, 3)).save(out, "PNG")
    return SimpleUploadedFile(name, out.getvalue(), kind)


class TestWhoMayAsk:
    @pytest.mark.parametrize(("method", "name"), ADDRESSES)
    def test_a_stranger_is_sent_to_sign_in(self, client: Client, method: str, name: str) -> None:
        answer = getattr(client, method)(reverse(name))

        assert answer.status_code == 302
        assert "/accounts/login/" in answer.headers["Location"]

    @pytest.mark.parametrize(("method", "name"), ADDRESSES)
    def test_somebody_without_a_role_is_refused(
        self, client: Client, method: str, name: str
    ) -> None:
        client.force_login(UserFactory(role=None))

        answer = getattr(client, method)(reverse(name))

        assert answer.status_code == 403

    @pytest.mark.parametrize(("method", "name"), ADDRESSES)
    def test_somebody_who_may_not_open_the_admin_is_refused(
        self, client: Client, method: str, name: str
    ) -> None:
        client.force_login(UserFactory(role=Role.EDITOR, is_staff=False))

        answer = getattr(client, method)(reverse(name))

        assert answer.status_code == 403

    @pytest.mark.parametrize("name", ["markdownx_markdownify", "markdownx_upload"])
    def test_a_link_can_change_nothing(self, writer: Client, name: str) -> None:
        answer = writer.get(reverse(name))

        assert answer.status_code == 405

    def test_another_site_can_not_upload(self) -> None:
        client = Client(enforce_csrf_checks=True)
        client.force_login(UserFactory(role=Role.EDITOR))

        answer = client.post(reverse("markdownx_upload"), {"image": png()})

        assert answer.status_code == 403
        assert Image.objects.count() == 0


class TestPreview:
    def test_it_is_drawn_by_the_renderer_of_the_page(self, writer: Client) -> None:
        answer = writer.post(reverse("markdownx_markdownify"), {"content": "A *fine* day"})

        assert "<em>fine</em>" in answer.content.decode()

    def test_scripts_do_not_come_out(self, writer: Client) -> None:
        text = "<script>alert(1)</script> [x](javascript:alert(1)) <img src=x onerror=alert(1)>"

        answer = writer.post(reverse("markdownx_markdownify"), {"content": text})

        body = answer.content.decode()
        assert "<script" not in body
        assert "onerror" not in body
        assert 'href="javascript:' not in body

    def test_a_refused_text_says_why(self, writer: Client) -> None:
        answer = writer.post(reverse("markdownx_markdownify"), {"content": "x" * 250_000})

        assert answer.status_code == 200
        assert 'role="alert"' in answer.content.decode()

    def test_the_frame_it_is_shown_in_has_the_style_of_the_site(self, writer: Client) -> None:
        answer = writer.get(reverse("editor_frame"))

        assert "css/prose.css" in answer.content.decode()
        assert answer.headers["X-Frame-Options"] == "SAMEORIGIN"


class TestUpload:
    def test_a_picture_comes_back_as_the_library_lists_it(self, writer: Client) -> None:
        sent = {"image": png(), "alt": "A harbour", "caption": "At night"}

        answer = writer.post(reverse("markdownx_upload"), sent)

        image = Image.objects.get()
        assert answer.status_code == 201
        assert answer.json() == {
            "id": image.pk,
            "url": image.url,
            "thumbnail": image.url,
            "title": "harbour",
            "alt": "A harbour",
            "decorative": False,
            "caption": "At night",
            "width": 20,
            "height": 10,
        }

    def test_who_sends_a_picture_again_is_told(self, writer: Client) -> None:
        first = writer.post(reverse("markdownx_upload"), {"image": png(), "alt": "A harbour"})

        again = writer.post(reverse("markdownx_upload"), {"image": png(), "alt": "Other words"})

        assert (again.status_code, again.json()["id"]) == (200, first.json()["id"])
        assert "in the library already, as “harbour”" in again.json()["note"]

    def test_what_the_browser_calls_the_file_does_not_matter(self, writer: Client) -> None:
        html = SimpleUploadedFile("cat.gif", b"<html><script>x</script>", "image/gif")

        answer = writer.post(reverse("markdownx_upload"), {"image": html})

        assert answer.status_code == 400
        assert "web page" in answer.json()["error"]

    def test_an_upload_without_a_file_says_so(self, writer: Client) -> None:
        answer = writer.post(reverse("markdownx_upload"))

        assert answer.status_code == 400
        assert "No file" in answer.json()["error"]

    def test_too_many_uploads_are_slowed_down(
        self, writer: Client, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("blog.editing.views.UPLOAD", Limit("upload", most=1, seconds=600))
        writer.post(reverse("markdownx_upload"), {"image": png()})

        answer = writer.post(reverse("markdownx_upload"), {"image": png()})

        assert answer.status_code == 429
        assert answer.headers["Retry-After"] == "60"
        assert "Wait" in answer.json()["error"]


class TestLibrary:
    def test_it_is_paged_newest_first(self, writer: Client) -> None:
        rows = [ImageFactory() for _ in range(30)]

        first = writer.get(reverse("editor_pictures")).json()
        second = writer.get(reverse("editor_pictures"), {"page": 2}).json()

        assert (first["count"], first["pages"], len(first["pictures"])) == (30, 2, 24)
        assert first["pictures"][0]["id"] == rows[-1].pk
        assert [one["id"] for one in second["pictures"]][-1] == rows[0].pk

    def test_every_word_of_the_search_must_be_there(self, writer: Client) -> None:
        found = ImageFactory(title="Boat", alt="In a harbour")
        ImageFactory(title="Boat", alt="On a lake")

        answer = writer.get(reverse("editor_pictures"), {"q": "boat HARBOUR"}).json()

        assert [one["id"] for one in answer["pictures"]] == [found.pk]

    def test_a_page_beyond_the_last_is_the_last(self, writer: Client) -> None:
        ImageFactory()

        answer = writer.get(reverse("editor_pictures"), {"page": "99"}).json()

        assert answer["page"] == 1


class TestTags:
    def test_beginnings_come_first_and_synonyms_lead_to_their_tag(self, writer: Client) -> None:
        for name in ("open data", "data", "weather"):
            TagFactory(name=name)
        TagSynonym.objects.create(tag=TagFactory(name="weather"), name="databank")

        answer = writer.get(reverse("editor_tags"), {"q": "DATA"})

        assert json.loads(answer.content)["tags"] == ["data", "open data", "weather"]

    @pytest.mark.parametrize(("role", "may"), [(Role.CONTRIBUTOR, False), (Role.AUTHOR, True)])
    def test_it_is_said_whether_a_new_one_may_be_made(
        self, client: Client, role: Role, *, may: bool
    ) -> None:
        client.force_login(UserFactory(role=role))

        answer = client.get(reverse("editor_tags"), {"q": "nothing yet"}).json()

        assert answer == {"tags": [], "may_add": may}

    def test_merged_tags_are_not_offered(self, writer: Client) -> None:
        TagFactory(name="old", merged_into=TagFactory(name="new"))

        answer = writer.get(reverse("editor_tags"), {"q": "old"})

        assert json.loads(answer.content)["tags"] == []


class TestPosts:
    def test_every_word_of_a_title_must_be_there_and_the_newest_comes_first(
        self, writer: Client
    ) -> None:
        long_ago = timezone.now() - timedelta(days=900)
        older = make_post(title="A report on tides", at=long_ago)
        newer = make_post(title="Tides, a second Report", published=True)
        make_post(title="A report on wind", published=True)

        answer = writer.get(reverse("editor_posts"), {"q": "report TIDES"}).json()

        assert [one["id"] for one in answer["posts"]] == [newer.pk, older.pk]
        assert answer["posts"][0]["label"] == "Tides, a second Report (en)"

    def test_drafts_of_others_are_not_found(self, writer: Client) -> None:
        make_post(title="Secret tides")

        assert writer.get(reverse("editor_posts"), {"q": "tides"}).json() == {"posts": []}
