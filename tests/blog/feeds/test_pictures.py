"""Every picture in a feed has a size, so that a reader's program leaves room for it."""

from __future__ import annotations

import re
from io import BytesIO

import pytest
from django.contrib.staticfiles.finders import find
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import Client
from django_tasks_db.models import DBTaskResult
from PIL import Image as Pillow

from blog.models import PictureSize, Post
from blog.models.addresses import absolute
from blog.transfer import measuring
from blog.transfer.fetch import FetchRefused, Limits
from tests.blog.feeds.checking.content import faults_of_html
from tests.blog.feeds.test_old_faults import content
from tests.blog.transfer.web import Answer, serving
from tests.factories import make_post

pytestmark = pytest.mark.django_db

THERE = "https://other.example/pier.jpg"


def jpeg(width: int, height: int, orientation: int = 1) -> bytes:
    out, exif = BytesIO(), Pillow.Exif()
    exif[0x0112] = orientation
    Pillow.new("RGB", (width, height)).save(out, "JPEG", exif=exif)
    return out.getvalue()


def picture(client: Client) -> tuple[str, str, str]:
    found = re.findall(r'<img src="([^"]+)"[^>]* width="(\d+)" height="(\d+)"', content(client))
    return found[0] if found else ("", "", "")


@pytest.fixture
def hosts(monkeypatch: pytest.MonkeyPatch) -> dict[str, bytes]:
    """Pictures of other hosts by their address; what isn't there, nobody serves."""
    pictures: dict[str, bytes] = {}

    def fetch(address: str, limits: Limits) -> bytes:
        if address not in pictures:
            raise FetchRefused(f"{address} could not be fetched.")
        return pictures[address]

    monkeypatch.setattr(measuring, "fetch", fetch)
    return pictures


def measure(post: Post) -> int:
    found: int = measuring.measure_pictures.func(post_pk=post.pk)
    return found


def test_a_film_elsewhere_without_a_poster_has_one_from_here(client: Client) -> None:
    make_post(published=True, body="https://www.youtube.com/watch?v=aaaaaaaaaaa\n")

    source, width, height = picture(client)

    found = find(source.partition("/static/")[2])
    assert isinstance(found, str)
    with Pillow.open(found) as poster:
        assert poster.width * int(height) == poster.height * int(width)


@pytest.mark.parametrize("address", ["/media/a/pier.jpg", absolute("/media/a/pier.jpg")])
def test_a_stored_file_that_is_not_in_the_library_has_its_size(
    client: Client, address: str
) -> None:
    name = default_storage.save("a/pier.jpg", ContentFile(jpeg(30, 20, orientation=6)))
    make_post(published=True, body=f"![Pier]({address.replace('a/pier.jpg', name)})")

    assert picture(client)[1:] == ("20", "30")
    default_storage.delete(name)


def test_a_static_file_has_its_size(client: Client) -> None:
    make_post(published=True, body="![Play](/static/images/video.png)")

    assert picture(client) == (absolute("/static/images/video.png"), "1280", "720")


@pytest.mark.parametrize("address", ["/media/none.png", "/static/../settings.py", "/x.png", THERE])
def test_another_stands_for_a_picture_whose_size_nobody_knows(client: Client, address: str) -> None:
    make_post(published=True, body=f"![The pier]({address})")

    assert "/static/images/picture.png" in picture(client)[0]
    assert 'alt="The pier"' in content(client)
    assert faults_of_html(content(client)) == []


def test_a_picture_elsewhere_is_measured_and_then_in_the_feed_as_no_new_item(
    client: Client, hosts: dict[str, bytes]
) -> None:
    hosts[THERE] = jpeg(300, 200)
    post = make_post(published=True, body=f"![The pier]({THERE})")
    before = client.get("/feed.json")

    assert measure(post) == 1

    after = client.get("/feed.json", headers={"If-None-Match": before["ETag"]})
    assert picture(client) == (THERE, "300", "200")
    assert after.status_code == 200
    for name in ("id", "date_published"):
        assert before.json()["items"][0][name] == after.json()["items"][0][name]
    assert before.json()["items"][0].get("date_modified") == (
        after.json()["items"][0].get("date_modified")
    )


def test_a_host_is_asked_once_a_day(hosts: dict[str, bytes]) -> None:
    post = make_post(published=True, body=f"![The pier]({THERE})")
    assert measure(post) == 0
    hosts[THERE] = jpeg(300, 200)

    assert measure(post) == 0
    PictureSize.objects.update(asked_at="2020-01-01T00:00Z")
    assert measure(post) == 1


@pytest.mark.parametrize("data", [b"", b"<svg/>", b"\xff\xd8\xff", jpeg(300, 200)[:20]])
def test_what_is_no_picture_has_no_size(hosts: dict[str, bytes], data: bytes) -> None:
    hosts[THERE] = data
    post = make_post(published=True, body=f"![The pier]({THERE})")

    assert measure(post) == 0
    assert PictureSize.objects.get().width is None


def test_only_a_post_that_lacks_a_size_is_looked_at() -> None:
    jobs = DBTaskResult.objects.filter(task_path__endswith="measure_pictures")

    make_post(published=True, body=f"![a]({THERE}){{width=30 height=20}}")
    assert jobs.count() == 0
    make_post(published=True, body=f"![a]({THERE})")

    assert jobs.count() == 1


def test_nothing_inside_our_own_network_is_asked() -> None:
    with serving({"/pier.jpg": Answer(jpeg(300, 200))}) as inside:
        post = make_post(published=True, body=f"![The pier]({inside.address}/pier.jpg)")

        assert measure(post) == 0

    assert inside.asked == []
