"""What a page costs among 100,000 posts, against the same page among 100.

Both blogs are made up by `many.fill` and served side by side, each by one process. Rounds are
interleaved, so that another program on the machine slows both. A page may cost at most 30 % more.
"""

from __future__ import annotations

import http.client
import json
import os
import statistics
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import sql

from tests.__main__ import DEFAULT_URL, unreachable
from tests.benchmarks.pages import rate_of
from tests.benchmarks.site import Site

FEW = 100
MANY = int(os.environ.get("BENCH_POSTS", "100000"))
MOST_GROWTH = 0.3
ROUNDS = 7
# Asks a site for an example of each kind: the busiest lists, and a post from the middle.
EXAMPLES = """
import json
from django.db.models import Count
from django.urls import reverse
from blog.models import Author, Category, Collaborator, Page, Post, Series, Status, Tag
def busiest(model, posts):
    return model.objects.annotate(n=Count(posts)).order_by("-n").first().get_absolute_url()
Page.objects.get_or_create(path="about", defaults=dict(
    title="About", html="<p>Text.</p>", text="Text.", status=Status.PUBLISHED,
    published_at=Post.objects.published()[0].published_at))
middle = Post.objects.published().order_by("pk")
middle = middle.filter(tags__isnull=False)[middle.count() // 2]
print(json.dumps({
    "home": "/", "post": middle.get_absolute_url(), "list": "/blog/", "page": "/about/",
    "year": reverse("year", args=[middle.published_at.year]),
    "tag": busiest(Tag, "posts"), "category": busiest(Category, "posts"),
    "author": busiest(Author, "credits"),
    "partner": busiest(Collaborator, "acknowledgements"),
    "search, a rare word": "/search/?q=" + middle.title.split()[-1],
    "feed": "/index.xml", "tag's feed": busiest(Tag, "posts") + "feed.atom"}))
"""


class Row(NamedTuple):
    """A kind of page, its pages per second among few and many posts, and how much more it costs."""

    name: str
    few: float
    many: float
    growth: float


def databases(folder: Path) -> Iterator[tuple[str, str, str]]:
    """Yield the name of each database there is here, and two addresses of empty ones in it."""
    yield "SQLite", f"sqlite:///{folder}/few.sqlite3", f"sqlite:///{folder}/many.sqlite3"
    url = os.environ.get("TEST_DATABASE_URL", DEFAULT_URL)
    if reason := unreachable(url):
        print(f"PostgreSQL is left out: {reason}")
        return
    names = [f"masthead_bench_{size}_{os.getpid()}" for size in ("few", "many")]
    with _created(url, names) as (few, many):
        yield "PostgreSQL", few, many


@contextmanager
def _created(url: str, names: list[str]) -> Iterator[list[str]]:
    parts = urlsplit(url)
    with psycopg.connect(url.replace("postgres://", "postgresql://"), autocommit=True) as server:
        for name in names:
            server.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        try:
            yield [urlunsplit(parts._replace(path=f"/{name}")) for name in names]
        finally:
            for name in names:
                drop = sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name))
                server.execute(drop)


def run(folder: Path, few: str, many: str) -> list[Row]:
    """Fill the two databases, serve them, and return a row for each kind of page."""
    sites = [Site(folder / name, url) for name, url in (("few", few), ("many", many))]
    for site, count in zip(sites, (FEW, MANY), strict=True):
        site.python("-m", "tests.benchmarks.fill", str(count))
        site.manage("collectstatic", "--no-input")
    return compare(sites)


def compare(sites: list[Site]) -> list[Row]:
    """Serve two filled sites and measure them against each other."""
    paths = [json.loads(site.manage("shell", "-v", "0", "-c", EXAMPLES)) for site in sites]
    with ExitStack() as stack:
        ports = [stack.enter_context(site.serving()) for site in sites]
        lines = [http.client.HTTPConnection("127.0.0.1", port, timeout=60) for port in ports]
        rows = [_row(name, lines, [found[name] for found in paths]) for name in paths[0]]
        for line in lines:
            line.close()
    return rows


def _row(name: str, lines: list[http.client.HTTPConnection], paths: list[str]) -> Row:
    for line, path in zip(lines, paths, strict=True):
        rate_of(line, path)
    rounds = [
        [rate_of(line, path) for line, path in zip(lines, paths, strict=True)]
        for _ in range(ROUNDS)
    ]
    few, many = (statistics.median(each) for each in zip(*rounds, strict=True))
    return Row(name, few, many, statistics.median(a / b for a, b in rounds) - 1)
