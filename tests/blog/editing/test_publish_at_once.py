"""Posts that are published at the same moment are each counted once in the lists they share."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from blog.editing.listings import rebuild
from blog.editing.workflow import publish
from blog.models import ListCount, Listing, ListKind, Post, Tag
from tests.factories import AuthorFactory, make_post

WRITERS = 4
TURNS = 3


@pytest.mark.django_db(transaction=True)
def test_lists_count_each_of_many_posts_published_at_once() -> None:
    ada = AuthorFactory(name="Ada")
    drafts = [
        [make_post(tags=["tides", f"tag {turn}"], credits=[ada]) for turn in range(TURNS)]
        for _ in range(WRITERS)
    ]
    together = Barrier(WRITERS)

    with ThreadPoolExecutor(WRITERS) as pool:
        list(pool.map(lambda own: publish_in_turn(own, together), drafts))

    tides = Tag.objects.get(name="tides")
    count = ListCount.objects.get(kind=ListKind.TAG, thing=tides.pk)
    assert count.posts == WRITERS * TURNS
    assert Listing.objects.filter(kind=ListKind.TAG, thing=tides.pk).count() == count.posts
    kept = counts()
    rebuild()
    assert counts() == kept


def publish_in_turn(posts: list[Post], together: Barrier) -> None:
    try:
        for post in posts:
            together.wait(timeout=60)
            publish(post, by=None)
    finally:
        connection.close()


def counts() -> set[tuple[str, int, str, int]]:
    return set(ListCount.objects.values_list("kind", "thing", "part", "posts"))
