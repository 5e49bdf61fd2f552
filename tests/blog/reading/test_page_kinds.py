"""What holds for every kind of public page: valid HTML, few bytes, nothing from elsewhere."""

import gzip
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.http import HttpResponseBase
from django.test import Client
from pytest_django import DjangoDbBlocker

from blog.models import Collaborator, Page, Post
from tests import nu
from tests.first_view import MOST_FONTS, MOST_TEXT, FirstView, first_view
from tests.kept_rows import rows_kept
from tests.page_kinds import kinds, load_quickly

pytestmark = pytest.mark.once
FEED = Path(__file__).parents[4] / "shared" / "data" / "2i2c-feed.xml"


class Pages:
    """The pages of the sample blog by kind, as first loaded."""

    def __init__(self) -> None:
        self.client = Client()
        self.html: dict[str, str] = {}
        self.status: dict[str, tuple[int, int]] = {}
        self.views: dict[str, FirstView] = {}
        load_quickly()
        call_command("reindex", verbosity=0)
        for kind in kinds():
            answer = self.client.get(kind.path)
            self.html[kind.name] = answer.content.decode()
            self.status[kind.name] = (answer.status_code, kind.status)
            self.views[kind.name] = first_view(kind.path, self.fetch, own=settings.SITE_URL)

    def fetch(self, path: str) -> tuple[int, str]:
        """Return the bytes that a compressed file takes, and its text."""
        body = _body(self.client.get(path))
        if path.endswith(".woff2"):
            return len(body), ""
        return len(gzip.compress(body, 9)), body.decode()


def _body(answer: HttpResponseBase) -> bytes:
    if answer.streaming:
        return b"".join(answer.streaming_content)  # type: ignore[attr-defined]
    return answer.content  # type: ignore[attr-defined, no-any-return]


@pytest.fixture(scope="module")
def pages(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Pages]:
    """All kinds of pages, loaded once."""
    with rows_kept(django_db_blocker):
        yield Pages()


def test_every_kind_is_there(pages: Pages) -> None:
    assert [name for name, (is_, ought) in pages.status.items() if is_ != ought] == []


def test_home_and_posts_are_light(pages: Pages) -> None:
    heavy = {
        name: (view.bytes, view.text)
        for name, view in pages.views.items()
        if view.bytes > MOST_TEXT
    }

    assert heavy == {}


def test_preloaded_fonts_are_small_and_the_same_everywhere(pages: Pages) -> None:
    fonts = {name: view.fonts for name, view in pages.views.items()}

    assert all(0 < sum(of_page.values()) <= MOST_FONTS for of_page in fonts.values()), fonts
    assert len({frozenset(of_page) for of_page in fonts.values()}) == 1


def test_no_page_loads_anything_from_another_host(pages: Pages) -> None:
    assert {name: view.foreign for name, view in pages.views.items() if view.foreign} == {}


def test_no_page_waits_for_a_script_or_has_one_inside(pages: Pages) -> None:
    views = pages.views.items()

    assert {name: view.blocking for name, view in views if view.blocking} == {}
    assert {name: view.inline for name, view in views if view.inline} == {}


def test_every_kind_of_page_is_valid_html(pages: Pages, tmp_path: Path) -> None:
    assert nu.complaints_of(pages.html, tmp_path) == []


@pytest.mark.django_db
@pytest.mark.skipif(not FEED.exists(), reason=f"The real feed is not at {FEED}.")
def test_every_page_of_the_real_blog_is_valid_html(client: Client, tmp_path: Path) -> None:
    as_kinds = ("post:/blog/", "collaborator:/collaborators/", "page:/")
    options = [word for kind in as_kinds for word in ("--as", kind)]
    call_command("import_feed", str(FEED), *options, verbosity=0)

    texts = {
        f"{model.__name__.lower()}-{row.pk}": client.get(row.get_absolute_url())
        for model in (Post, Page, Collaborator)
        for row in model.objects.all()
        if not isinstance(row, Post | Page) or row.is_public
    }

    assert len(texts) > 150
    assert [answer.status_code for answer in texts.values() if answer.status_code != 200] == []
    pages = {name: answer.content.decode() for name, answer in texts.items()}
    assert nu.complaints_of(pages, tmp_path) == []
