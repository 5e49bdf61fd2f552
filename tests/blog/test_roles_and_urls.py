"""Every address, and what it answers to everybody who may ask: the table in roles_and_urls.txt."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.test import Client
from django.urls import Resolver404, URLResolver, get_resolver, resolve

from tests.blog.visitors import VISITORS, client_of, make_site, make_visitors

TABLE = Path(__file__).with_name("roles_and_urls.txt")
LOGINS = ("/accounts/login/", "/admin/login/")
# All that answers to somebody who isn't signed in. Whatever else is added is private.
PUBLIC = """
    .well-known/change-password
    .well-known/security.txt
    <pagepath:path>/
    <yyyy:year>/<slug:slug>/
    accounts/confirm-email/(?P<key>[-:\\w]+)/$
    accounts/password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$
    accounts/invitation/<str:secret>/
    accounts/login/
    accounts/logout/
    accounts/password/reset/
    accounts/password/reset/done/
    accounts/password/reset/key/done/
    accounts/signup/
    author/
    author/<slug:slug>/
    author/<slug:slug>/feed.atom
    author/<slug:slug>/archive/<slug:archive>/feed.atom
    author/<slug:slug>/feed.json
    author/<slug:slug>/archive/<slug:archive>/feed.json
    author/<slug:slug>/index.xml
    author/<slug:slug>/archive/<slug:archive>/index.xml
    authors/
    language/<slug:code>/
    language/<slug:code>/index.xml
    language/<slug:code>/archive/<slug:archive>/index.xml
    blog/
    blog/<slug:slug>/
    blog/<slug:slug>/index.md
    blog/<yyyy:year>/
    blog/<yyyy:year>/<mm:month>/
    blog/<yyyy:year>/<slug:slug>/
    blog/<yyyy:year>/<slug:slug>/index.md
    blog/feed.atom
    blog/archive/<slug:archive>/feed.atom
    blog/feed.json
    blog/archive/<slug:archive>/feed.json
    blog/index.xml
    blog/archive/<slug:archive>/index.xml
    categories/
    category/
    category/<slug:slug>/
    category/<slug:slug>/feed.atom
    category/<slug:slug>/archive/<slug:archive>/feed.atom
    category/<slug:slug>/feed.json
    category/<slug:slug>/archive/<slug:archive>/feed.json
    category/<slug:slug>/index.xml
    category/<slug:slug>/archive/<slug:archive>/index.xml
    collaborators/
    collaborators/<slug:slug>/
    collaborators/<slug:slug>/feed.atom
    collaborators/<slug:slug>/archive/<slug:archive>/feed.atom
    collaborators/<slug:slug>/feed.json
    collaborators/<slug:slug>/archive/<slug:archive>/feed.json
    collaborators/<slug:slug>/index.xml
    collaborators/<slug:slug>/archive/<slug:archive>/index.xml
    diagram/
    apple-touch-icon.png
    card/<str:kind>-<int:pk>-<slug:mark>.png
    card/page-<int:pk>-<slug:mark>.png
    card/post-<int:pk>-<slug:mark>.png
    card/site-<slug:mark>.png
    feed.atom
    archive/<slug:archive>/feed.atom
    feed.json
    feeds/
    feeds/feeds.opml
    archive/<slug:archive>/feed.json
    index.xml
    archive/<slug:archive>/index.xml
    language/<slug:code>/feed.atom
    language/<slug:code>/archive/<slug:archive>/feed.atom
    language/<slug:code>/feed.json
    language/<slug:code>/archive/<slug:archive>/feed.json
    search/feed.atom
    search/archive/<slug:archive>/feed.atom
    search/feed.json
    search/archive/<slug:archive>/feed.json
    search/index.xml
    search/archive/<slug:archive>/index.xml
    favicon.ico
    icon-<int:size>.png
    icon-maskable.png
    manifest.webmanifest
    media/<path:path>
    preview/<secret:secret>/
    robots.txt
    opensearch.xml
    sitemap-lists-<int:number>.xml
    sitemap-lists.xml
    sitemap-pages-<int:number>.xml
    sitemap-pages.xml
    sitemap-posts-<yyyy:year>-<int:number>.xml
    sitemap-posts-<yyyy:year>.xml
    sitemap.xml
    search/
    series/
    series/<slug:slug>/
    series/<slug:slug>/feed.atom
    series/<slug:slug>/archive/<slug:archive>/feed.atom
    series/<slug:slug>/feed.json
    series/<slug:slug>/archive/<slug:archive>/feed.json
    series/<slug:slug>/index.xml
    series/<slug:slug>/archive/<slug:archive>/index.xml
    tag/
    tag/<slug:slug>/
    tags/
    tag/<slug:slug>/feed.atom
    tag/<slug:slug>/archive/<slug:archive>/feed.atom
    tag/<slug:slug>/feed.json
    tag/<slug:slug>/archive/<slug:archive>/feed.json
    tag/<slug:slug>/index.xml
    tag/<slug:slug>/archive/<slug:archive>/index.xml
    theme.css
"""


@dataclass(frozen=True)
class Row:
    """One line of the table; `path` has names in braces."""

    method: str
    path: str
    answers: tuple[str, ...]

    def expected(self, visitor: str) -> str:
        """Return the visitor's column."""
        return self.answers[VISITORS.index(visitor)]


def read_table() -> list[Row]:
    lines = [line for line in TABLE.read_text("utf-8").splitlines() if line[:1] in {"G", "P"}]
    return [Row(line.split()[0], line.split()[1], tuple(line.split()[2:])) for line in lines]


ROWS = read_table()
# Who may do what is decided in Python. The administrator comes to every query there is, and the
# author to those of somebody's own.
BOTH = {"administrator", "author"}
EACH = [
    visitor if visitor in BOTH else pytest.param(visitor, marks=pytest.mark.once)
    for visitor in VISITORS
]


def routes(patterns: list[Any] | None = None, before: str = "") -> Iterator[str]:
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        # As `resolve` writes it: a regular expression without the mark of its beginning.
        route = before + str(pattern.pattern).removeprefix("^")
        if isinstance(pattern, URLResolver):
            yield from routes(pattern.url_patterns, route)
        else:
            yield route


def route_of(path: str) -> str:
    """Return the route that answers to a path; empty where a middleware does."""
    try:
        return resolve(path.split("?", maxsplit=1)[0]).route
    except Resolver404:
        return ""


def ask(client: Client, row: Row, names: dict[str, Any]) -> str:
    """Return what the row's address answers; what it changed is taken back."""
    path = row.path.format(**names)
    with transaction.atomic():
        answer = client.generic(row.method, path, content_type="application/x-www-form-urlencoded")
        answer.getvalue()
        transaction.set_rollback(True)
    to_login = answer.get("Location", "").startswith(LOGINS)
    return "in" if to_login else str(answer.status_code)


@pytest.fixture
def a_file() -> Iterator[None]:
    """Put a file where uploads are."""
    name = default_storage.save("roles/seen.txt", ContentFile(b"seen"))
    yield
    default_storage.delete(name)


@pytest.mark.django_db
@pytest.mark.usefixtures("a_file")
@pytest.mark.parametrize("visitor", EACH)
def test_every_address_answers_to_each_role_as_the_table_says(visitor: str) -> None:
    users = make_visitors()
    names = make_site(users)
    client = client_of(visitor, users)

    wrong = {
        f"{row.method} {row.path}": f"{answer}, not {row.expected(visitor)}"
        for row in ROWS
        if (answer := ask(client, row, names)) != row.expected(visitor)
    }

    assert wrong == {}


@pytest.mark.django_db
def test_every_address_is_in_the_table() -> None:
    names = make_site(make_visitors())

    asked = {route_of(row.path.format(**names)) for row in ROWS}

    assert set(routes()) - asked == set()


@pytest.mark.django_db
def test_only_what_is_listed_here_answers_without_signing_in() -> None:
    names = make_site(make_visitors())

    answering = {
        route_of(row.path.format(**names)) for row in ROWS if row.expected("anonymous") != "in"
    }

    # The home page's route is the empty one.
    assert answering == {"", *PUBLIC.split()}


def test_the_table_has_an_answer_for_every_visitor() -> None:
    short = [row for row in ROWS if len(row.answers) != len(VISITORS)]

    assert ROWS
    assert short == []
