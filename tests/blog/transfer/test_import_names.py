"""Authors and categories that a feed names."""

import pytest

from blog.models import Author, Post, Tag
from blog.transfer.feed import parse_feed
from blog.transfer.feed_import import Options, import_feed
from tests.factories import AuthorFactory, TagFactory

pytestmark = pytest.mark.django_db
FEED = parse_feed(
    b"""<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>K</title>
    <item><title>Kelp</title><link>https://kelp.example/blog/kelp/</link>
    <dc:creator>Ida Brandt</dc:creator><dc:creator>Tom</dc:creator>
    <category>Open Science</category><category>#kelp</category><category>KELP</category>
    <description>Green.</description></item>
    <item><title>Wrack</title><link>https://kelp.example/blog/wrack/</link>
    <author>ida@kelp.example (Ida)</author><description>Brown.</description></item>
    </channel></rss>"""
)


def test_named_authors_are_credited_in_order_and_categories_become_tags() -> None:
    import_feed(FEED, Options())

    post = Post.objects.get(slug="kelp")
    assert [str(credit.author) for credit in post.credits.all()] == ["Ida Brandt", "Tom"]
    assert [tagging.tag.name for tagging in post.taggings.all()] == ["open science", "kelp"]


def test_address_in_place_of_a_name_credits_nobody() -> None:
    import_feed(FEED, Options())

    assert not Post.objects.get(slug="wrack").credits.exists()


def test_known_authors_and_tags_are_used() -> None:
    ida = AuthorFactory(name="ida brandt", slug="brandt")
    tag = TagFactory(name="kelp")

    import_feed(FEED, Options())

    post = Post.objects.get(slug="kelp")
    assert post.credits.filter(author=ida).exists()
    assert post.taggings.filter(tag=tag).exists()
    assert (Author.objects.count(), Tag.objects.count()) == (2, 2)


def test_importing_again_changes_nothing() -> None:
    import_feed(FEED, Options())

    again = import_feed(FEED, Options())

    assert again.counts() == {("post", "unchanged"): 2}
    assert (Author.objects.count(), Tag.objects.count()) == (2, 2)
