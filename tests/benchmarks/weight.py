"""What each kind of page brings along for its first view, and what it asks the database."""

from __future__ import annotations

import gzip
import http.client
import json
from typing import NamedTuple

import brotli
from playwright.sync_api import ViewportSize, sync_playwright

from tests.benchmarks.site import SampleSite
from tests.browser.chromium import ARGUMENTS, find_chromium
from tests.browser.looking import SHIFTS
from tests.first_view import Fetch, first_view
from tests.page_kinds import Kind

QUERIES = """
import json
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.page_kinds import kinds
counts = {}
for kind in kinds():
    client = Client(headers={"host": "127.0.0.1"})
    client.get(kind.path)
    with CaptureQueriesContext(connection) as asked:
        client.get(kind.path)
    counts[kind.name] = len(asked)
print(json.dumps(counts))
"""


class Row(NamedTuple):
    """A kind of page: bytes by coding, bytes of fonts, queries, what it should not have."""

    name: str
    br: int
    gzip: int
    fonts: int
    queries: int
    wrong: str


def shifts(kinds: list[Kind], port: int) -> dict[str, float] | None:
    """Return how much each kind moves while it is loaded (CLS); None without a Chromium."""
    chromium = find_chromium()
    if chromium is None:
        return None
    moved: dict[str, float] = {}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        for width in (390, 1280):
            size: ViewportSize = {"width": width, "height": 900}
            page = browser.new_page(base_url=f"http://127.0.0.1:{port}", viewport=size)
            for kind in kinds:
                page.goto(kind.path)
                page.evaluate("document.fonts.ready")
                moved[kind.name] = max(moved.get(kind.name, 0.0), page.evaluate(SHIFTS))
            page.close()
        browser.close()
    return moved


def run(site: SampleSite, port: int) -> list[Row]:
    """Return a row for each kind of page of a site that is being served."""
    counts = json.loads(site.manage("shell", "-v", "0", "-c", QUERIES))
    return [_row(kind, port, counts[kind.name]) for kind in site.kinds()]


def _row(kind: Kind, port: int, queries: int) -> Row:
    own = f"http://127.0.0.1:{port}"
    views = [first_view(kind.path, _fetching(port, coding), own=own) for coding in ("br", "gzip")]
    fonts = sum(views[0].fonts.values())
    wrong = [*views[0].foreign, *views[0].blocking, *views[0].inline]
    return Row(kind.name, views[0].bytes, views[1].bytes, fonts, queries, ", ".join(wrong))


def _fetching(port: int, coding: str) -> Fetch:
    """Return what asks for files in one coding."""

    def fetch(path: str) -> tuple[int, str]:
        line = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        line.request("GET", path, headers={"Accept-Encoding": coding})
        answer = line.getresponse()
        body, packed = answer.read(), answer.headers.get("Content-Encoding", "")
        line.close()
        return len(body), "" if path.endswith(".woff2") else _unpacked(body, packed).decode()

    return fetch


def _unpacked(body: bytes, coding: str) -> bytes:
    if coding == "br":
        return bytes(brotli.decompress(body))
    return gzip.decompress(body) if coding == "gzip" else body
