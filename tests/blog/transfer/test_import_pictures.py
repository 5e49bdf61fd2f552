"""Pictures of imported items: kept where they are, or brought into the library."""

from pathlib import Path
from typing import Any

import pytest

from blog.models import Image, Post
from blog.transfer import media
from blog.transfer.feed import Feed
from blog.transfer.feed_import import Options, import_feed
from tests.blog.transfer.oddities import one_item
from tests.blog.transfer.web import Answer, Web, png, serving

pytestmark = pytest.mark.django_db
ANSWERS = {
    "/blog/one/lamp.png": Answer(png("teal")),
    "/lamp-again.png": Answer(png("teal")),
    "/page.png": Answer(b"<html>Sorry</html>"),
}
HTML = """<p>Look:</p>
<figure><img src="lamp.png" alt="A lamp"><figcaption>Lit</figcaption></figure>
<p><img src="/lamp-again.png" alt=""> <img src="/page.png" alt="page">
<img src="/gone.png" alt="gone"></p>"""


@pytest.fixture(autouse=True)
def library(tmp_path: Path, settings: Any) -> None:
    settings.MEDIA_ROOT = tmp_path


def feed_at(web: Web) -> Feed:
    return one_item(HTML, link=f"{web.address}/blog/one/")


def test_kept_pictures_stay_where_they_are_and_are_counted() -> None:
    with serving(ANSWERS) as web:
        report = import_feed(feed_at(web), Options())

    assert web.asked == []
    assert report.remote_pictures == 4
    assert f'![A lamp]({web.address}/blog/one/lamp.png "Lit")' in Post.objects.get().body


def test_fetched_pictures_are_in_the_library_and_failed_ones_stay_and_are_reported() -> None:
    with serving(ANSWERS) as web:
        report = import_feed(feed_at(web), Options(media="fetch"))

    image, post = Image.objects.get(), Post.objects.get()
    assert f'![A lamp]({image.url} "Lit")' in post.body
    assert image.alt == "A lamp"
    assert f"({web.address}/page.png)" in post.body
    assert f"({web.address}/gone.png)" in post.body
    assert "lamp-again" not in post.body
    assert report.fetched_pictures == 2
    stays = [each for each in report.items[0].warnings if "stays where it is" in each]
    assert len(stays) == 2
    assert "answered 404" in stays[1]


def test_importing_again_tries_what_failed_and_changes_nothing() -> None:
    with serving(ANSWERS) as web:
        import_feed(feed_at(web), Options(media="fetch"))
        web.asked.clear()
        body = Post.objects.get().body

        fetching = import_feed(feed_at(web), Options(media="fetch"))
        keeping = import_feed(feed_at(web), Options())

    assert "/blog/one/lamp.png" not in web.asked
    assert fetching.items[0].action == keeping.items[0].action == "unchanged"
    assert Post.objects.get().body == body


def test_pictures_kept_at_first_can_be_fetched_later() -> None:
    with serving(ANSWERS) as web:
        import_feed(feed_at(web), Options())

        report = import_feed(feed_at(web), Options(media="fetch"))

    assert report.items[0].action == "updated"
    assert Image.objects.get().url in Post.objects.get().body


def test_dry_run_fetches_nothing() -> None:
    with serving(ANSWERS) as web:
        import_feed(feed_at(web), Options(media="fetch", dry_run=True))

    assert web.asked == []


@pytest.mark.parametrize(("limit", "value"), [("MAX_PICTURES", 0), ("MAX_SECONDS", 0.0)])
def test_pictures_beyond_a_limit_stay(
    monkeypatch: pytest.MonkeyPatch, limit: str, value: float
) -> None:
    monkeypatch.setattr(media, limit, value)
    with serving(ANSWERS) as web:
        report = import_feed(feed_at(web), Options(media="fetch"))

    assert web.asked == []
    assert "limit" in report.items[0].warnings[0]


def test_picture_too_large_for_the_library_stays(settings: Any) -> None:
    settings.UPLOAD_MAX_BYTES = 10
    with serving(ANSWERS) as web:
        report = import_feed(feed_at(web), Options(media="fetch"))

    assert not Image.objects.exists()
    assert "larger than" in report.items[0].warnings[0]
