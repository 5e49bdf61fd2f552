"""Pages per second, as a share of what a view that does nothing reaches under the same server.

One client asks one page after another over one connection. Rounds are interleaved, so that another
program on the machine slows all alike, and the median round counts.
"""

import http.client
import re
import statistics
import time

ROUNDS = 7
NOTHING_NEW = "feed, nothing new (304)"
SECONDS = 0.6  # of asking for one page in one round


def run(port: int) -> list[tuple[str, float, float]]:
    """Rows for the benchmark table: name, pages per second, ratio to the hello-world view."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    pages = {
        "hello-world": "/hello",
        "home": "/",
        "post": _first_post(connection),
        "feed": "/index.xml",
        "Atom feed": "/feed.atom",
        "JSON Feed": "/feed.json",
        NOTHING_NEW: "/index.xml",
    }
    for path in pages.values():
        rate_of(connection, path)
    known = {NOTHING_NEW: {"If-None-Match": _tag(connection, "/index.xml")}}
    rates: dict[str, list[float]] = {name: [] for name in pages}
    for _ in range(ROUNDS):
        for name, path in pages.items():
            rates[name].append(rate_of(connection, path, known.get(name)))
    connection.close()
    ratios = {
        name: statistics.median(
            rate / hello for rate, hello in zip(each, rates["hello-world"], strict=True)
        )
        for name, each in rates.items()
    }
    return [(name, statistics.median(rates[name]), ratios[name]) for name in pages]


def rate_of(
    connection: http.client.HTTPConnection, path: str, headers: dict[str, str] | None = None
) -> float:
    """Ask for the page for a while, and return how many came per second.

    With headers, 304 is what is waited for.
    """
    start = time.perf_counter()
    count = 0
    while (passed := time.perf_counter() - start) < SECONDS:
        get(connection, path, headers)
        count += 1
    return count / passed


def _tag(connection: http.client.HTTPConnection, path: str) -> str:
    connection.request("GET", path)
    response = connection.getresponse()
    response.read()
    return response.headers["ETag"]


def get(
    connection: http.client.HTTPConnection, path: str, headers: dict[str, str] | None = None
) -> bytes:
    """Ask for a page and return it; a benchmark of errors measures nothing."""
    connection.request("GET", path, headers=headers or {})
    response = connection.getresponse()
    body = response.read()
    if response.status != (http.client.NOT_MODIFIED if headers else http.client.OK):
        raise SystemExit(f"{path} answered {response.status}")
    return body


def _first_post(connection: http.client.HTTPConnection) -> str:
    found = re.search(rb'href="[^"]*?(/blog/[a-z][a-z0-9-]+/)"', get(connection, "/blog/"))
    if not found:
        raise SystemExit("The list of posts links to no post.")
    return found[1].decode()
