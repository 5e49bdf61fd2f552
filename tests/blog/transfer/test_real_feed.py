"""A real blog of 189 items moves in. Its feed isn't ours, so it lies outside of the project."""

import re
from collections import Counter
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from django.conf import settings
from django.test import TestCase

from blog.models import Author, Collaborator, Page, Post, Redirect, SiteSettings
from blog.models.rendering import render_body
from blog.transfer.feed import Feed, Item, parse_feed, read_source
from blog.transfer.feed_import import Options, import_feed
from blog.transfer.plan import Rule
from blog.transfer.report import Report
from tests.blog.transfer.visible import same_form, seen_in

FEED = Path(__file__).parents[4] / "shared" / "data" / "2i2c-feed.xml"
RULES = tuple(map(Rule.parse, ("post:/blog/", "collaborator:/collaborators/", "page:/")))
HOST = "https://2i2c.org"

pytestmark = pytest.mark.skipif(
    not FEED.exists(), reason=f"The real feed is not at {FEED}: it belongs to its authors."
)


def stored(item: Item) -> Post | Page | Collaborator | Redirect:
    for model in (Post, Page, Collaborator, Redirect):
        found = model._default_manager.filter(source_guid=item.guid).first()
        if found:
            return found
    raise AssertionError(f"{item.link} is not here")


def html_of(thing: Post | Page | Collaborator | Redirect) -> str:
    return thing.blurb_html if isinstance(thing, Collaborator) else getattr(thing, "html", "")


def _place(href: str, base: str, places: dict[str, Post | Page | Collaborator | Redirect]) -> str:
    """Where a link of the source should lead now, worked out from the rules alone."""
    if glued := re.search(r"/(mailto:.+)$", href):
        return unquote(glued[1])
    address = urlsplit(same_form(href, base))
    if f"{address.scheme}://{address.netloc}" != HOST:
        return address.geturl()
    path = re.sub(r"(?<=/)_?index(?:\.md)?$", "", address.path).rstrip("/") + "/"
    by_year = re.match(r"(?:/blog)?/\d{4}/([\w-]+)/$", path)
    path = f"/blog/{by_year[1]}/" if by_year and f"/blog/{by_year[1]}/" in places else path
    if path in places:
        thing = places[path]
        here = thing.path if isinstance(thing, Redirect) else thing.get_absolute_url()
        return address._replace(scheme="", netloc="", path=f"{settings.SITE_URL}{here}").geturl()
    if re.match(r"/author/[\w-]+/$", path):
        return f"{settings.SITE_URL}{path}"
    return address.geturl()


class TestMovingIn(TestCase):
    """One import, looked at from many sides."""

    feed: Feed
    report: Report

    @classmethod
    def setUpTestData(cls) -> None:
        SiteSettings(remote_images=True).save()
        cls.feed = parse_feed(read_source(str(FEED)))
        cls.report = import_feed(cls.feed, Options(RULES))

    def test_every_item_arrives(self) -> None:
        counts = self.report.counts()

        assert len(self.report.items) == 189
        assert counts == {
            ("post", "created"): 143,
            ("page", "created"): 17,
            ("collaborator", "created"): 25,
            ("redirect", "created"): 4,
        }
        assert Post.objects.drafts().count() == 4

    def test_every_item_reads_as_it_did(self) -> None:
        things = [(item, stored(item)) for item in self.feed.items]

        different = [
            item.link
            for item, thing in things
            if not isinstance(thing, Redirect)
            and seen_in(html_of(thing)).text != seen_in(item.html).text
        ]

        assert different == []
        assert len(things) == 189

    def test_every_item_shows_the_same_pictures(self) -> None:
        different = []
        for item in self.feed.items:
            before = {same_form(src, item.link) for src in seen_in(item.html).pictures}
            thing = stored(item)
            after = {unquote(src) for src in seen_in(html_of(thing)).pictures}
            # A partner's page shows the logo itself, above the blurb.
            after |= {unquote(getattr(thing, "logo_url", ""))} - {""}
            if before != after:
                different.append((item.link, before ^ after))

        assert different == []

    def test_every_item_links_to_the_same_places(self) -> None:
        places = {urlsplit(item.link).path: stored(item) for item in self.feed.items}
        different = []
        for item in self.feed.items:
            thing = stored(item)
            if isinstance(thing, Redirect):
                continue
            own = f"{settings.SITE_URL}{thing.get_absolute_url()}"
            before = {_place(href, item.link, places) for href in seen_in(item.html).links}
            after = {same_form(href, own) for href in seen_in(html_of(thing)).links}
            if before != after:
                different.append((item.link, before ^ after))

        assert different == []

    def test_headings_keep_their_ids(self) -> None:
        lost = [
            (item.link, missing)
            for item in self.feed.items
            if (
                missing := set(seen_in(item.html).heading_ids)
                - set(seen_in(html_of(stored(item))).heading_ids)
            )
        ]

        assert [each for each in lost if not isinstance(each, Redirect)] == []

    def test_hardly_any_text_stays_html(self) -> None:
        share = self.report.kept_as_html

        assert share < 0.01

    def test_every_old_address_answers_and_drafts_do_not(self) -> None:
        answers: Counter[int] = Counter()
        wrong = []
        for item in self.feed.items:
            thing = stored(item)
            response = self.client.get(urlsplit(item.link).path)
            answers[response.status_code] += 1
            expected = 301 if isinstance(thing, Redirect) else 200
            if isinstance(thing, Post) and not thing.is_public:
                expected = 404
            if response.status_code != expected:
                wrong.append((item.link, response.status_code))

        assert wrong == []
        assert answers == {200: 181, 301: 4, 404: 4}

    def test_importing_again_changes_nothing(self) -> None:
        again = import_feed(self.feed, Options(RULES))

        assert {action for _, action in again.counts()} == {"unchanged"}
        assert again.authors == []

    def test_authors_are_known_but_not_credited(self) -> None:
        authors = Author.objects.all()

        assert authors.count() == 12
        assert not any(author.credits.exists() for author in authors)

    def test_stored_markdown_is_what_an_author_would_write(self) -> None:
        texts = [thing.body for thing in map(stored, self.feed.items) if isinstance(thing, Post)]

        whole = "\n".join(texts)

        assert "header-anchor" not in whole
        assert re.search(r"^## \S", whole, re.MULTILINE)
        assert re.search(r"^```promql$", whole, re.MULTILINE)
        assert re.search(r"^\[\^1\]: ", whole, re.MULTILINE)
        assert re.search(r"^> \[!NOTE\]$", whole, re.MULTILINE)
        assert render_body(whole[:1000], path="/").html
