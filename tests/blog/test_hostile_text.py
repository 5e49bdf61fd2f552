"""Text that tries to be markup, in every column of text, on every page."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from typing import Any

import pytest
from defusedxml.ElementTree import fromstring
from django.apps import apps
from django.db import models
from django.test import Client

from blog.editing.revisions import save
from blog.models import Post, SiteSettings, SocialLink
from blog.models.snapshot import FEATURED_WORDS
from tests.blog.test_roles_and_urls import ROWS, Row
from tests.blog.visitors import client_of, make_site, make_visitors

HOSTILE = "</title></script>\"><img src=x onerror=alert(1)><script>alert(1)</script>'{{7*7}}]]>"
# What the renderer alone writes, what addresses a row, and what a validator keeps to a pattern.
WRITTEN_BY_THE_RENDERER = {"html", "feed_html", "bio_html", "blurb_html"}
ADDRESSES = {"slug", "path", "file", "guid", "source_guid", "address", "successor"}
PATTERNS = {"email", "password", "sha256", "language", "time_zone", "orcid", "imported_hash"}
PATTERNS |= {"colour_primary", "colour_accent", "source_hash"}
DATA_SCRIPT = re.compile(
    r'<script[^>]*type="application/(?:ld\+)?json"[^>]*>(.*?)</script>', re.DOTALL
)


class Finder(HTMLParser):
    """Collects what would run or restyle the page."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note scripts of one's own, event handlers, styles and `javascript:` links."""
        given = dict(attrs)
        data = (given.get("type") or "").endswith("json")
        if tag == "script" and not given.get("src") and not data:
            self.found.append("script")
        for name, value in given.items():
            runs = (value or "").strip().lower().startswith("javascript:")
            if name.startswith("on") or name == "style" or runs:
                self.found.append(f"{tag} {name}={value}")


def fill_every_text() -> None:
    for model in apps.get_models():
        if model._meta.app_label in {"blog", "accounts"}:
            for row in model._default_manager.all():
                _spoil(model, row)


def _spoil(model: type[models.Model], row: models.Model) -> None:
    left_alone = WRITTEN_BY_THE_RENDERER | ADDRESSES | PATTERNS
    for field in model._meta.concrete_fields:
        text = isinstance(field, models.CharField | models.TextField)
        if not text or isinstance(field, models.URLField | models.FileField):
            continue
        if field.name in left_alone or field.choices:
            continue
        if field.name == "body" and getattr(row, "erased_at", None):
            # What was erased has no text, which the database itself holds.
            continue
        value = f"{row.pk}{HOSTILE}"[: field.max_length or 1000]
        model._default_manager.filter(pk=row.pk).update(**{field.name: value})


def hostile_site() -> tuple[dict[str, Any], dict[str, Any]]:
    users = make_visitors()
    names = make_site(users)
    SocialLink.objects.create(site=SiteSettings.load(), label="x", url="https://social.example/")
    for key in ("draft", "seen"):
        post = Post.objects.get(pk=names[key])
        words = (
            "title",
            "subtitle",
            "summary",
            "body",
            *FEATURED_WORDS,
        )
        save(post, post.newest_snapshot().changed(**dict.fromkeys(words, HOSTILE)), by=None)
    fill_every_text()
    return users, names


def problems(client: Client, row: Row, names: dict[str, Any]) -> list[str]:
    answer = client.get(row.path.format(**names))
    kind = answer.get("Content-Type", "")
    found = ["status 500"] if answer.status_code >= 500 else []
    if kind.startswith("image/"):
        return found
    text = answer.getvalue().decode()
    if "html" in kind:
        finder = Finder()
        finder.feed(text)
        for data in DATA_SCRIPT.findall(text):
            json.loads(data)
        found += finder.found
    elif "xml" in kind:
        fromstring(text)
    return found


@pytest.mark.once
@pytest.mark.django_db
@pytest.mark.parametrize("visitor", ["anonymous", "administrator"])
def test_no_text_runs_on_any_page_or_breaks_a_feed(visitor: str) -> None:
    users, names = hostile_site()
    client = client_of(visitor, users)
    shown = [row for row in ROWS if row.method == "GET" and row.expected(visitor) == "200"]

    wrong = {row.path: found for row in shown if (found := problems(client, row, names))}

    assert shown
    assert wrong == {}
