"""Each public text has a card at an address that changes with it, drawn once."""

import re
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from PIL import Image
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from blog.editing.revisions import save
from blog.editing.workflow import publish, unpublish
from blog.models import Post, SiteSettings
from blog.reading.sharing import drawing, store
from blog.reading.sharing.card import OF_LISTS, Card, card_of_site
from tests.factories import (
    AuthorFactory,
    CategoryFactory,
    CollaboratorFactory,
    ImageFactory,
    SeriesFactory,
    make_page,
    make_post,
)


@pytest.fixture(autouse=True)
def media(settings: Settings, tmp_path: Path) -> Path:
    """Keep drawn cards away from those of other tests."""
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def drawings(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the titles of the cards that are drawn, as they are."""
    titles: list[str] = []

    def draw(card: Card) -> bytes:
        titles.append(card.title)
        return drawing.draw(card)

    monkeypatch.setattr(store, "draw", draw)
    return titles


def shared(client: Client, path: str) -> str:
    text = client.get(path).text
    found = re.search(r'property="og:image" content="http://[^/]+(/[^"]+)"', text)
    return found.group(1) if found else ""


@pytest.mark.django_db
def test_posts_pages_and_lists_name_a_picture_that_is_there(client: Client) -> None:
    make_post(
        published=True,
        title="On tides",
        address="tides",
        tags=["mud"],
        category=CategoryFactory(name="Notes"),
        series=SeriesFactory(title="Gauges"),
        credits=[AuthorFactory(name="Ada")],
        thanks=[CollaboratorFactory(name="Harbour")],
    )
    make_page(title="About", address="about")

    lists = ["/tag/mud/", "/category/notes/", "/series/gauges/", "/author/ada/"]
    for path in ("/", "/blog/", "/blog/tides/", "/about/", "/collaborators/harbour/", *lists):
        response = client.get(shared(client, path))
        assert response.status_code == 200, path
        assert response["Content-Type"] == "image/png"
        assert response["Cache-Control"] == "public, max-age=31536000, immutable"
        assert Image.open(BytesIO(response.content)).size == (1200, 630)
        assert 'property="og:image:width" content="1200"' in client.get(path).text
        assert 'property="og:image:type" content="image/png"' in client.get(path).text


@pytest.mark.django_db
def test_a_list_has_a_card_that_names_what_it_is_of(client: Client, drawings: list[str]) -> None:
    make_post(published=True, tags=["mud"], credits=[AuthorFactory(name="Ada")])

    for path in ("/tag/mud/", "/author/ada/", "/blog/"):
        client.get(shared(client, path))

    assert drawings == ["mud", "Ada", "Masthead"]


@pytest.mark.django_db
def test_a_card_is_drawn_once_and_anew_when_its_words_change(
    client: Client, drawings: list[str], media: Path
) -> None:
    post = make_post(published=True, title="On tides", address="tides")
    before = shared(client, "/blog/tides/")
    client.get(before)
    client.get(before)

    save(post, post.newest_snapshot().changed(title="On mud"), by=None)
    publish(post, by=None)
    after = shared(client, "/blog/tides/")
    client.get(after)

    assert drawings == ["On tides", "On mud"]
    assert client.get(before)["Location"] == after
    assert len(list(media.rglob("*.png"))) == 1


@pytest.mark.django_db
def test_colours_and_names_change_the_address_and_other_settings_do_not(client: Client) -> None:
    make_post(published=True, address="tides")
    first = shared(client, "/blog/tides/")

    SiteSettings.objects.update(footer="Else")
    same = shared(client, "/blog/tides/")
    SiteSettings.objects.update(colour_accent="#00aa00")
    other = shared(client, "/blog/tides/")

    assert (same == first, other == first) == (True, False)


@pytest.mark.django_db
def test_what_is_not_public_has_no_card(
    client: Client,
    media: Path,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    post = make_post(published=True, title="On tides", address="tides")
    drawn = shared(client, "/blog/tides/")
    client.get(drawn)
    hidden = [make_post(title="A"), make_post(title="B", at=timezone.now() + timedelta(days=1))]

    with django_capture_on_commit_callbacks(execute=True):
        unpublish(post, by=None)

    paths = [drawn, *(f"/card/post-{row.pk}-0.png" for row in hidden)]
    assert [client.get(path).status_code for path in paths] == [404] * 3
    assert list(media.rglob("*.png")) == []
    assert client.get("/card/post-99999999999999999999-0.png").status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("fields", "own"),
    [
        ({"width": 1600, "height": 900}, True),
        ({"width": 500, "height": 900}, False),
        ({"width": 1600, "height": 200}, False),
        ({"width": 1600, "height": 900, "file": "images/2024/01/a.webp"}, False),
    ],
)
def test_a_large_featured_picture_is_shared_in_place_of_the_card(
    client: Client, fields: dict[str, Any], own: bool
) -> None:
    make_post(published=True, address="tides", featured=ImageFactory(**fields))

    assert shared(client, "/blog/tides/").startswith("/media/" if own else "/card/")


@pytest.mark.django_db
def test_of_a_featured_picture_the_file_is_shared_that_every_network_reads(client: Client) -> None:
    made = {"widths": [400, 760, 1200, 1600], "kinds": ["avif"], "fallback": "jpg"}
    made |= {"version": 1, "is_moving": False, "hint": None}
    picture = ImageFactory(width=1600, height=900, file="images/2024/01/a.webp", renditions=made)
    make_post(published=True, address="tides", featured=picture)

    assert shared(client, "/blog/tides/") == "/media/images/2024/01/a-1200.jpg"


def test_who_asks_at_once_gets_one_drawing(drawings: list[str]) -> None:
    card = card_of_site(SiteSettings(pk=1, name="The Harbour"))
    answers: list[bytes] = []
    threads = [Thread(target=lambda: answers.append(store.picture_of(card))) for _ in range(4)]

    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(drawings) == 1
    assert len(set(answers)) == 1
    assert len(answers) == 4


def test_where_nothing_can_be_stored_the_card_is_drawn_all_the_same(
    settings: Settings, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("in the way")
    settings.MEDIA_ROOT = tmp_path / "file"

    assert store.picture_of(card_of_site(SiteSettings(pk=1))).startswith(b"\x89PNG")


@pytest.mark.django_db
def test_hostile_titles_are_drawn(client: Client) -> None:
    for number, title in enumerate(
        ("\U0001f30a" * 300, "x" * 300, "\u202e" * 10 + "<b>", "؟" * 300)
    ):
        post: Post = make_post(published=True, title=title, address=f"p{number}")
        assert client.get(shared(client, post.get_absolute_url())).status_code == 200


@pytest.mark.django_db
@pytest.mark.parametrize("kind", ["tag", "series", "category", "author"])
def test_counting_through_numbers_tells_no_list_of_texts_to_come(client: Client, kind: str) -> None:
    row: Any = OF_LISTS[kind].objects.create(
        **{"title" if kind == "series" else "name": "Secret"}, slug="secret"
    )

    answer = client.get(f"/card/{kind}-{row.pk}-0.png")

    assert answer.status_code == 404
    assert client.get(shared(client, row.get_absolute_url())).status_code == 200


@pytest.mark.django_db
def test_a_card_of_a_post_that_is_taken_back_while_it_is_drawn_is_not_kept(
    client: Client, media: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    post = make_post(published=True, address="tides")
    path = shared(client, "/blog/tides/")

    def draw(card: Card) -> bytes:
        unpublish(post, by=None)
        return b"a picture"

    monkeypatch.setattr(store, "draw", draw)

    assert client.get(path).status_code == 404
    assert list(media.rglob("*.png")) == []
