"""Readers that others wrote fetch a server that runs, follow it, and are told 304."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import feedparser
import pytest
from pytest_django.live_server_helper import LiveServer

from blog.editing.revisions import save
from blog.editing.workflow import publish
from blog.feeds import answers, views
from blog.models import Post
from tests.factories import AuthorFactory, make_post

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.once]

FILES = ("index.xml", "feed.atom", "feed.json")
XML = FILES[:2]


@pytest.fixture
def address(live_server: LiveServer, settings: Any) -> str:
    """The live server's address, with two posts behind it."""
    settings.SITE_URL = live_server.url
    for title in ("First tide", "Second tide"):
        make_post(title=title, published=True, credits=[AuthorFactory()])
    return str(live_server.url)


@pytest.fixture
def statuses(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """What the server answers from now on."""
    found: list[int] = []
    answer = answers.answer

    def noted(*args: Any) -> Any:
        response = answer(*args)
        found.append(response.status_code)
        return response

    monkeypatch.setattr(views, "answer", noted)
    return found


def needs(name: str) -> str:
    found = shutil.which(name)
    if found is None:
        pytest.skip(f"{name} is not installed: apt-get install newsboat sfeed rss2email")
    return found


def run(*command: str, home: Path, text: str = "") -> str:
    environment = {"PATH": "/usr/local/bin:/usr/bin:/bin", "HOME": str(home), "LANG": "C.UTF-8"}
    ran = subprocess.run(
        command,
        input=text,
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    return ran.stdout


@pytest.mark.parametrize("file", XML)
def test_feedparser_is_told_that_nothing_is_new(address: str, file: str) -> None:
    first = feedparser.parse(f"{address}/{file}")

    by_tag = feedparser.parse(f"{address}/{file}", etag=first.etag)
    by_date = feedparser.parse(f"{address}/{file}", modified=first.modified)

    assert (first.status, first.bozo, len(first.entries)) == (200, False, 2)
    assert (by_tag.status, by_date.status) == (304, 304)


@pytest.mark.parametrize("file", FILES)
def test_reader_follows_a_feed_and_sees_no_edit_as_a_new_item(
    address: str, file: str, statuses: list[int]
) -> None:
    library = pytest.importorskip("reader", reason="reader is not installed")
    reader = library.make_reader(":memory:")
    feed = f"{address}/{file}"
    reader.add_feed(feed)

    reader.update_feed(feed)
    reader.update_feed(feed)
    before = {entry.id for entry in reader.get_entries()}
    post = Post.objects.get(title="Second tide")
    save(post, post.newest_snapshot().changed(title="Second tide, corrected"), by=None)
    publish(post, by=None)
    reader.update_feed(feed)

    # It takes the news alone (RFC 3229).
    assert statuses == [200, 304, 226]
    assert {entry.id for entry in reader.get_entries()} == before
    titles = {entry.title for entry in reader.get_entries()}
    assert titles == {"First tide", "Second tide, corrected"}


@pytest.mark.parametrize("file", XML)
def test_sfeed_reads_it(address: str, file: str, tmp_path: Path) -> None:
    text = urlopen(f"{address}/{file}").read().decode()  # noqa: S310

    rows = run(needs("sfeed"), home=tmp_path, text=text).splitlines()

    assert [row.split("\t")[1] for row in rows] == ["Second tide", "First tide"]


@pytest.mark.parametrize("file", XML)
def test_newsboat_fetches_it(address: str, file: str, tmp_path: Path) -> None:
    newsboat = needs("newsboat")
    urls, cache = tmp_path / "urls", tmp_path / "cache.db"
    urls.write_text(f"{address}/{file}\n")
    arguments = (newsboat, "-u", str(urls), "-c", str(cache), "-x")

    run(*arguments, "reload", home=tmp_path)
    unread = run(*arguments, "print-unread", home=tmp_path)

    assert "2 unread" in unread


def test_rss2email_takes_it(address: str, tmp_path: Path) -> None:
    r2e = needs("r2e")
    files = ("-c", str(tmp_path / "r2e.cfg"), "-d", str(tmp_path / "r2e.json"))
    run(r2e, *files, "new", "reader@example.org", home=tmp_path)
    run(r2e, *files, "add", "tides", f"{address}/index.xml", home=tmp_path)

    run(r2e, *files, "run", "--no-send", home=tmp_path)

    seen = (tmp_path / "r2e.json").read_text()
    assert seen.count("tag:") == 2
