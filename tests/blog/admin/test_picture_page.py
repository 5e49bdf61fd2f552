"""A picture's own page: its focus, where it is used, and what keeps it from being deleted."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from PIL import Image as Pillow
from pytest_django import DjangoCaptureOnCommitCallbacks

from accounts.models import User
from accounts.roles import Role
from blog.editing.pictures.renditions import make
from blog.editing.pictures.uploads import store_image
from blog.editing.pictures.where_used import is_used, uses_of
from blog.editing.revisions import save
from blog.models import Image, SiteSettings
from tests.factories import (
    AuthorFactory,
    CollaboratorFactory,
    ImageFactory,
    UserFactory,
    make_page,
    make_post,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def image() -> Image:
    return ImageFactory(title="Harbour", alt="A harbour")


def address(image: Image, verb: str = "change") -> str:
    return reverse(f"admin:blog_image_{verb}", args=[image.pk])


def test_the_focus_is_stored_and_shown_wherever_the_picture_is_cropped(
    as_editor: Client,
    image: Image,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    make_post(published=True, body="Text.", featured=image)
    sent = {"title": "Harbour", "alt": "A harbour", "focus_x": "12", "focus_y": "93"}

    with django_capture_on_commit_callbacks(execute=True):
        as_editor.post(address(image), sent)

    image.refresh_from_db()
    assert (image.focus_x, image.focus_y) == (12, 93)
    assert 'class="u-photo fx1 fy9"' in Client().get("/").content.decode()


@pytest.mark.parametrize("value", ["-1", "101", "x", "1e9"])
def test_a_focus_outside_the_picture_is_refused(
    as_editor: Client, image: Image, value: str
) -> None:
    answer = as_editor.post(address(image), {"title": "x", "alt": "y", "focus_x": value})

    assert "focus_x" in answer.context["adminform"].form.errors


def test_everything_that_shows_it_is_listed(as_editor: Client, image: Image) -> None:
    shown = f"![x](/media/{image.file.name})"
    earlier = make_post(title="Once there", body=shown)
    save(earlier, earlier.newest_snapshot().changed(body="Gone."), by=None)
    make_post(title="On top", featured=image)
    make_page(title="A page", body=shown)
    AuthorFactory(name="Ada", photo=image)
    CollaboratorFactory(name="Mill", blurb=shown)
    SiteSettings.objects.filter(pk=1).update(logo=image)

    page = as_editor.get(address(image)).content.decode()

    told = [
        ">Once there</a>, in an earlier version",
        ">On top</a>, at the top",
        ">A page</a>, in the text",
        ">Ada</a>, as the photo",
        ">Mill</a>, in the text about it",
        ", as the site’s logo",
    ]
    assert [words for words in told if words not in page] == []


def test_texts_that_one_may_not_read_are_only_counted(image: Image) -> None:
    make_post(title="Secret", body="None.", featured=image)

    uses = uses_of(image, UserFactory(role=Role.CONTRIBUTOR))

    assert (uses.told, uses.untold) == ((), 1)


def test_what_an_earlier_version_shows_stays(as_editor: Client, image: Image) -> None:
    post = make_post(body=f"![x](/media/{image.file.name})")
    save(post, post.newest_snapshot().changed(body="Gone."), by=None)

    answer = as_editor.post(address(image, "delete"), {"post": "yes"})

    assert answer.status_code == 403
    assert "can’t be deleted" in as_editor.get(address(image)).content.decode()


@pytest.mark.parametrize(
    "use",
    [
        lambda image: AuthorFactory(photo=image),
        lambda image: AuthorFactory(bio=f"![](/media/{image.file.name})"),
        lambda image: CollaboratorFactory(logo=image),
        lambda image: make_post(published=True, featured=image),
    ],
)
def test_any_use_counts(image: Image, use: Any) -> None:
    before = is_used(image)
    use(image)

    assert (before, is_used(image)) == (False, True)


def test_asking_for_uses_costs_the_same_for_many(image: Image) -> None:
    user = UserFactory(role=Role.EDITOR)
    counts = []
    for _ in range(2):
        make_post(body="x", featured=image)
        with CaptureQueriesContext(connection) as asked:
            uses_of(image, User.objects.get(pk=user.pk))
        counts.append(len(asked))

    assert counts[0] == counts[1]


def test_a_page_tells_which_smaller_files_there_are(as_editor: Client) -> None:
    out = BytesIO()
    Pillow.radial_gradient("L").resize((900, 600)).convert("RGB").save(out, "JPEG")
    image = store_image(out.getvalue(), name="shore.jpg", by=None, alt="x")
    before = as_editor.get(address(image)).content.decode()

    make(image)

    after = as_editor.get(address(image)).content.decode()
    assert "Not made yet" in before
    assert "400, 760, 900 pixels wide, as " in after


def test_who_uploads_what_is_there_already_is_told(as_editor: Client) -> None:
    out = BytesIO()
    Pillow.new("RGB", (20, 10)).save(out, "PNG")
    add = reverse("admin:blog_image_add")
    for name in ("first.png", "second.png"):
        file = SimpleUploadedFile(name, out.getvalue())
        answer = as_editor.post(add, {"upload": file, "alt": "A tide"}, follow=True)

    assert Image.objects.count() == 1
    assert "in the library already, as “first”" in answer.content.decode()
