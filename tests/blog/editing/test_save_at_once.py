"""Several people save the same post at the same moment, over real connections."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from blog.editing.revisions import save
from blog.editing.workflow import publish
from blog.models import Post
from tests.factories import make_post


def _save(pk: int, body: str) -> None:
    try:
        post = Post.objects.get(pk=pk)
        save(post, post.newest_snapshot().changed(body=body), by=None)
        publish(post, by=None)
    finally:
        connection.close()


@pytest.mark.django_db(transaction=True)
def test_every_save_is_kept_and_numbered_in_turn() -> None:
    post = make_post(body="before", published=True)
    first = post.newest_revision.number if post.newest_revision else 0
    bodies = [f"version {number}" for number in range(24)]

    with ThreadPoolExecutor(4) as people:
        list(people.map(lambda body: _save(post.pk, body), bodies))

    saved = list(post.revisions.order_by("number").values_list("number", "data__body"))[-24:]
    assert {body for _, body in saved} == set(bodies)
    assert [number for number, _ in saved] == list(range(first + 1, first + 25))
    fresh = Post.objects.get()
    assert fresh.live_revision == fresh.newest_revision
    assert fresh.body == saved[-1][1]
