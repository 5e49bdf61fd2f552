"""Importing again what somebody here threw away or erased."""

from __future__ import annotations

import pytest

from accounts.roles import Role
from blog.editing.erasure import erase
from blog.editing.trash import throw_away
from blog.models import Post, Revision
from blog.transfer.feed_import import Options, import_feed
from tests.blog.transfer.oddities import one_item
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
IMPLAUSIBLE = {"date": "Tue, 01 Jan 1000 00:00:00 +0000"}


@pytest.mark.parametrize("overwrite", [False, True])
def test_what_was_erased_does_not_come_back(overwrite: bool) -> None:
    import_feed(one_item("<p>Names.</p>"), Options())
    post = Post.objects.get()
    erase(post, by=UserFactory(role=Role.ADMINISTRATOR), reason="Asked for.")

    report = import_feed(one_item("<p>Names again.</p>"), Options(overwrite=overwrite))

    assert report.items[0].action == "left alone"
    assert "was erased" in report.items[0].warnings[-1]
    assert Post.objects.get().body == ""
    assert not Revision.objects.exists()


def test_an_imported_draft_that_was_erased_does_not_come_back_and_tells_no_address() -> None:
    import_feed(one_item("<p>Names.</p>", **IMPLAUSIBLE), Options())
    post = Post.objects.get()
    assert not post.was_public
    erase(post, by=UserFactory(role=Role.ADMINISTRATOR), reason="Asked for.")

    import_feed(one_item("<p>Names again.</p>", **IMPLAUSIBLE), Options())

    assert Post.objects.get().slug.startswith("erased-")
    assert not Revision.objects.exists()


def test_what_is_in_the_trash_stays_there() -> None:
    import_feed(one_item("<p>Before.</p>", **IMPLAUSIBLE), Options())
    throw_away(Post.objects.get(), by=UserFactory(role=Role.EDITOR))

    report = import_feed(one_item("<p>After.</p>", **IMPLAUSIBLE), Options(overwrite=True))

    assert report.items[0].action == "left alone"
    assert Post.objects.get().trashed_at
    assert Post.objects.get().body == "Before."
