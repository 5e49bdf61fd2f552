"""A real blog moves in and is syndicated again. Its feed isn't ours, so it lies elsewhere."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from django.conf import settings
from django.test import TestCase

from blog.models import Post, SiteSettings
from blog.transfer.feed import Feed, parse_feed, read_source
from blog.transfer.feed_import import Options, import_feed
from tests.blog.feeds.checking import atom, json_feed, rss
from tests.blog.feeds.polling import ids, link
from tests.blog.transfer.test_real_feed import FEED, RULES
from tests.blog.transfer.visible import seen_in

CHECKS = {"index.xml": rss.faults, "feed.atom": atom.faults, "feed.json": json_feed.faults}

# What the renderer says itself in a feed: where a player or a checkbox was.
OURS = re.compile(
    r'<a class="remote-(?:video|audio)"[^>]*>.*?</a>|>(?:[^<]* – )?Watch on \w+(?=</a>)|[☐☑]'
)


def without_ours(item: dict[str, Any]) -> str:
    """An item's HTML without the words that we add, and a link post's own address."""
    html = OURS.sub(lambda match: ">" if match[0][0] == ">" else "", item["content_html"])
    return html.rpartition("<p><a href=")[0] if "external_url" in item else html


pytestmark = [
    pytest.mark.once,
    pytest.mark.skipif(
        not FEED.exists(), reason=f"The real feed is not at {FEED}: it belongs to its authors."
    ),
]


class TestServedAgain(TestCase):
    """One import, read through every document of its feeds."""

    feed: Feed

    @classmethod
    def setUpTestData(cls) -> None:
        SiteSettings(remote_images=True).save()
        cls.feed = parse_feed(read_source(str(FEED)))
        import_feed(cls.feed, Options(RULES))

    def documents(self, file: str) -> list[bytes]:
        found, path = [], f"/{file}"
        while path:
            found.append(self.client.get(path).content)
            path = link(found[-1], "prev-archive").removeprefix(settings.SITE_URL)
        return found

    def test_no_check_finds_a_fault_in_any_document(self) -> None:
        faults = {
            file: [fault for document in self.documents(file) for fault in check(document)]
            for file, check in CHECKS.items()
        }

        assert faults == {file: [] for file in CHECKS}

    def test_every_published_post_is_there_under_the_identity_it_had(self) -> None:
        sources = {item.guid for item in self.feed.items}
        public = set(Post.objects.published().values_list("guid", flat=True))

        for file in CHECKS:
            subscription, *archives = self.documents(file)
            archived = [guid for document in archives for guid in ids(document)]

            assert len(archived) == len(set(archived))
            assert {*archived, *ids(subscription)} == public
        assert public <= sources

    def test_every_published_post_reads_as_its_source(self) -> None:
        sources: dict[str, Any] = {item.guid: item for item in self.feed.items}
        items = {
            item["id"]: item
            for document in self.documents("feed.json")
            for item in json.loads(document)["items"]
        }

        different = [
            item["url"]
            for guid, item in items.items()
            if seen_in(without_ours(item)).text != seen_in(sources[guid].html).text
        ]

        assert different == []
        assert len(items) == Post.objects.published().count()
