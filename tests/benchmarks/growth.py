"""What a page costs among 100,000 posts, against the same page among 100.

Both blogs are made up by `many.fill` and served side by side, each by one process. They differ in
the number of their posts alone: the same kinds of posts, related and listed, and lists that fill
a page. What counts is the time that the processor works for a request, in the server and in the
database: another program on the machine changes it little. A page may cost at most 30 % more.
"""

from __future__ import annotations

import http.client
import json
import os
import statistics
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import sql

from tests.__main__ import DEFAULT_URL, unreachable
from tests.benchmarks.pages import get
from tests.benchmarks.site import Site

FEW = 100
MANY = int(os.environ.get("BENCH_POSTS", "100000"))
MOST_GROWTH = 0.3
ROUNDS = 7
REQUESTS = 10  # in one round
# Asks a site for an example of each kind: the busiest lists, and a post near the middle, with two
# authors, two tags and a partner.
EXAMPLES = """
import json
from django.db.models import Count
from django.urls import reverse
from django.utils import timezone
from blog.models import Author, Category, Collaborator, ListCount, Page, Post, Status, Tag
from tests.benchmarks.many import RELATED
def busiest(model, posts):
    return model.objects.annotate(n=Count(posts)).order_by("-n").first().get_absolute_url()
Page.objects.get_or_create(path="about", defaults=dict(
    title="About", html="<p>Text.</p>", text="Text.", status=Status.PUBLISHED,
    published_at=Post.objects.published()[0].published_at))
def unlike(post):
    has = post.tags.count(), post.credits.count(), post.acknowledgements.count()
    off = sum(abs(a - b) for a, b in zip(has, (2, 2, 1)))
    return off + bool(post.series_id) + (post.language != "en"), abs(post.words - 250)
posts = Post.objects.published().order_by("pk")
start = posts.count() // 2 - RELATED // 2
post = min(posts[start:start + RELATED], key=unlike)
years = {}
for (year, month), n in ListCount.objects.months(timezone.get_current_timezone()).items():
    years[year] = years.get(year, 0) + n
print(json.dumps({
    "home": "/", "post": post.get_absolute_url(), "list": "/blog/", "page": "/about/",
    "year": reverse("year", args=[max(years, key=years.get)]),
    "tag": busiest(Tag, "posts"), "category": busiest(Category, "posts"),
    "author": busiest(Author, "credits"),
    "partner": busiest(Collaborator, "acknowledgements"),
    "search, a rare word": "/search/?q=" + post.title.split()[-1],
    "feed": "/index.xml", "tag's feed": busiest(Tag, "posts") + "feed.atom"}))
"""


class Row(NamedTuple):
    """A kind of page, milliseconds of work for it among few and many posts, how much more it is."""

    name: str
    few: float
    many: float
    growth: float


@contextmanager
def filled(folder: Path) -> Iterator[dict[str, list[Site]]]:
    """Give a small and a large blog in each database there is here; they are gone afterwards."""
    found = {"SQLite": [f"sqlite:///{folder}/few.sqlite3", f"sqlite:///{folder}/many.sqlite3"]}
    url = os.environ.get("TEST_DATABASE_URL", DEFAULT_URL)
    names = [f"masthead_bench_{size}_{os.getpid()}" for size in ("few", "many")]
    with ExitStack() as stack:
        if reason := unreachable(url):
            print(f"PostgreSQL is left out: {reason}")
        else:
            found["PostgreSQL"] = stack.enter_context(_created(url, names))
        sites = {
            name: [Site(folder / f"{name}-{size}", url) for size, url in enumerate(urls)]
            for name, urls in found.items()
        }
        # The large ones at once: each takes minutes of one processor.
        with ThreadPoolExecutor() as pool:
            done = [
                pool.submit(_fill, site, count)
                for pair in sites.values()
                for site, count in zip(pair, (FEW, MANY), strict=True)
            ]
        for fill in done:
            fill.result()
        yield sites


def _fill(site: Site, count: int) -> None:
    site.python("-m", "tests.benchmarks.fill", str(count))
    site.manage("collectstatic", "--no-input")


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


def compare(sites: list[Site]) -> list[Row]:
    """Serve two filled sites and measure them against each other."""
    paths = [json.loads(site.manage("shell", "-v", "0", "-c", EXAMPLES)) for site in sites]
    with ExitStack() as stack:
        ports = [stack.enter_context(site.serving()) for site in sites]
        lines = [http.client.HTTPConnection("127.0.0.1", port, timeout=60) for port in ports]
        pairs = list(zip(sites, lines, strict=True))
        rows = [_row(name, pairs, [found[name] for found in paths]) for name in paths[0]]
        for line in lines:
            line.close()
    return rows


def _row(name: str, pairs: list[tuple[Site, http.client.HTTPConnection]], paths: list[str]) -> Row:
    for (_, line), path in zip(pairs, paths, strict=True):
        _ask(line, path)
    rounds = [
        [_cost(site, line, path) for (site, line), path in zip(pairs, paths, strict=True)]
        for _ in range(ROUNDS)
    ]
    few, many = (statistics.median(each) for each in zip(*rounds, strict=True))
    return Row(name, few, many, many / few - 1)


def _cost(site: Site, line: http.client.HTTPConnection, path: str) -> float:
    start = site.worked()
    _ask(line, path)
    return 1_000 * (site.worked() - start) / REQUESTS


def _ask(line: http.client.HTTPConnection, path: str) -> None:
    for _ in range(REQUESTS):
        get(line, path)
