"""How long a search takes among 100,000 posts on PostgreSQL, from rare words to very common ones.

`run()` asks a blog that `growth` filled, and gives rows for the table. With another database that
`many.fill` filled: `DATABASE_URL=… python -m tests.benchmarks.search`.
"""

from __future__ import annotations

import json
import os
import re
import statistics
import time
from collections.abc import Callable

from tests.benchmarks.site import Site

ROUNDS = 5
# The mix: a number is the word of that rank, so 0 is in nearly every post and 19999 in few.
MIX = """
0 | 1 | 3 | 6 | 10 | 20 | 35 | 60 | 100 | 180 | 300 | 500 | 900 | 1500 | 2500 | 4000 | 7000 | 10000
14000 | 19999 | 0 1 | 0 300 | 10 60 | 35 500 | 60 100 | 100 2500 | 300 900 | 1500 4000 | 5 10 20
0 1 2 3 4 5 | 100 300 7000 | "0 1" | "3 20" | "35 60" | "300 900" | "10 2500" | 0 -1 | 20 -300
900 -10 | 300 -"0 1" | 100* | 2500* | 0 year:2024 | 60 year:2019 | 300 tag:1 | 10 author:1
35 partner:1 -tag:2 | author:1 year:2022 | 1500 language:es | zzzzqqqq
"""


def run(site: Site) -> list[tuple[str, float]]:
    """Return rows of name and milliseconds for a filled site."""
    found = json.loads(site.python("-m", "tests.benchmarks.search").splitlines()[-1])
    return [(name, figure) for name, figure in found]


def mix() -> list[str]:
    """Return what is searched for: 50 queries."""
    from blog.models import Author, Collaborator, Tag
    from tests.benchmarks.many import vocabulary

    words = vocabulary()
    slugs = {
        kind: list(model.objects.order_by("pk").values_list("slug", flat=True)[:3])
        for kind, model in (("author", Author), ("tag", Tag), ("partner", Collaborator))
    }

    def written(query: str) -> str:
        query = re.sub(r"(?<![\w:])\d+", lambda rank: words[int(rank[0])], query)
        return re.sub(
            "(author|tag|partner):([0-9])",
            lambda named: f"{named[1]}:{slugs[named[1]][int(named[2])]}",
            query,
        )

    return [written(query.strip()) for query in re.split(r"[|\n]", MIX.strip())]


def measure() -> list[tuple[str, float]]:
    """Return rows of name and milliseconds for the database that the settings name."""
    from django.conf import settings
    from django.test import Client

    from blog.reading.search.find import find
    from blog.reading.search.naming import resolved
    from blog.reading.search.query import parse

    settings.ALLOWED_HOSTS = ["testserver"]
    settings.SECURE_SSL_REDIRECT = False
    client = Client()
    queries = mix()
    print(f"{len(queries)} queries, each {ROUNDS} times after one that isn't counted")
    found = _times(queries, lambda typed: find(resolved(parse(typed))))
    pages = _times(queries, lambda typed: client.get("/search/", {"q": typed}))
    return [*_rows("found and ranked", found), *_rows("whole page", pages)]


def _times(queries: list[str], ask: Callable[[str], object]) -> dict[str, list[float]]:
    times: dict[str, list[float]] = {query: [] for query in queries}
    for counted in [False] + [True] * ROUNDS:
        for query in queries:
            start = time.perf_counter()
            ask(query)
            if counted:
                times[query].append(1_000 * (time.perf_counter() - start))
    return times


def _rows(name: str, times: dict[str, list[float]]) -> list[tuple[str, float]]:
    every = sorted(time for each in times.values() for time in each)
    cuts = statistics.quantiles(every, n=20, method="inclusive")
    slowest = max(times, key=lambda query: statistics.median(times[query]))
    print(f"{name}: slowest {slowest!r}, {statistics.median(times[slowest]):.0f} ms")
    return [
        (f"search, {name}, median", statistics.median(every)),
        (f"search, {name}, 95th percentile", cuts[-1]),
    ]


if __name__ == "__main__":
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "blog.settings")
    django.setup()
    print(json.dumps(measure()))
