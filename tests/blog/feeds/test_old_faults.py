"""What was wrong with the feed that this blog replaces can't come out of it again.

Each is one of the faults at the opening of the design: a test by its name.
"""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from blog.editing.workflow import publish
from blog.models import ListKind, Post
from tests.blog.feeds.polling import FILES, ids, poll
from tests.blog.feeds.test_rss import full_post
from tests.factories import CollaboratorFactory, ImageFactory, make_page, make_post

pytestmark = pytest.mark.django_db


def everything(client: Client) -> str:
    return "".join(poll(client, f"/{file}").content.decode() for file in FILES)


def content(client: Client, path: str = "/feed.json") -> str:
    return str(json.loads(poll(client, path).content)["items"][0]["content_html"])


def test_template_nobody_filled_in_is_not_published(client: Client) -> None:
    full_post()
    draft = make_post(title="Title of your post", body="")

    with pytest.raises(ValidationError):
        publish(draft, by=None)

    assert draft.guid not in everything(client)


@pytest.mark.parametrize("year", [1, 1000, 1899])
def test_nothing_is_dated_before_the_web(client: Client, year: int) -> None:
    with pytest.raises(Exception, match=r"date|plausible|1990"):
        make_post(at=datetime(year, 1, 1, tzinfo=UTC))


def test_every_item_names_its_authors_its_category_and_its_partners(client: Client) -> None:
    full_post()

    rss, atom = (poll(client, f"/{file}").content.decode() for file in FILES[:2])
    item = json.loads(poll(client, "/feed.json").content)["items"][0]

    assert "<dc:creator>Ada</dc:creator><dc:creator>Bela &amp; Co</dc:creator>" in rss
    assert re.search(r'<category domain="[^"]+/category/">Notes</category>', rss)
    assert atom.count("<author><name>") == 3  # the feed's own, and two
    assert [author["name"] for author in item["authors"]] == ["Ada", "Bela & Co"]
    assert item["tags"] == ["Notes", "tides", "salt marsh"]
    assert [partner["name"] for partner in item["_masthead"]["partners"]] == ["Harbour"]


@pytest.mark.parametrize("link", ["mailto:hello@example.org", "../y/", "#there", "/about/", "x/"])
def test_no_relative_link_is_glued_to_the_pages_address(client: Client, link: str) -> None:
    make_post(published=True, address="x", body=f"[words]({link})\n\n## There\n")

    href = re.findall(r'href="([^"]*)"', content(client))[0]

    assert href.startswith(("http://", "mailto:hello@"))
    assert "/mailto:" not in href
    assert ".." not in href
    assert href != link or link.startswith("mailto:")


def test_no_srcset_is_relative(client: Client) -> None:
    make_post(
        published=True,
        body='<img src="a.png" alt="a" width="8" height="6" srcset="a.png 400w, /b.png 800w">',
    )

    srcset = re.findall(r'srcset="([^"]*)"', content(client))[0]

    assert all(part.startswith("http://") for part in srcset.split(", "))


def test_no_link_is_a_bare_fragment(client: Client) -> None:
    make_post(published=True, body="# Head\n\n[up](#head)[^1]\n\n[^1]: Note.\n")

    hrefs = re.findall(r'href="([^"]*)"', content(client))

    assert len(hrefs) == 3
    assert all(re.match(r"http://[^#]+/blog/[^#]+/#.", href) for href in hrefs)


def test_picture_has_the_alternative_text_of_the_library_and_its_size(client: Client) -> None:
    image = ImageFactory(alt="The pier", width=800, height=600)
    make_post(published=True, body=f"![](/media/{image.file.name})")

    tag = re.findall(r"<img [^>]*>", content(client))[0]

    assert 'alt="The pier"' in tag
    assert 'width="800"' in tag
    assert 'height="600"' in tag


def test_pages_and_profiles_are_in_no_feed(client: Client) -> None:
    post = full_post()
    make_page(title="A job advert")
    CollaboratorFactory(name="Somebody's profile")

    text = everything(client)

    assert "A job advert" not in text
    assert "Somebody" not in text
    assert ids(poll(client, "/index.xml").content) == [post.guid]


def test_subscription_does_not_grow_with_the_years(client: Client) -> None:
    for year in range(1995, 2025):
        make_post(at=datetime(year, 5, 6, tzinfo=UTC))

    assert [len(ids(poll(client, f"/{file}").content)) for file in FILES] == [20, 20, 20]


def test_partners_feed_has_who_thanks_them_and_not_who_names_their_path(client: Client) -> None:
    partner = CollaboratorFactory(name="Harbour")
    thanks = make_post(published=True, thanks=[partner])
    make_post(published=True, body="See [them](/collaborators/harbour/).")

    feed = poll(client, "/collaborators/harbour/index.xml").content

    assert ids(feed) == [thanks.guid]
    assert Post.objects.in_list(ListKind.COLLABORATOR, partner.pk).count() == 1
