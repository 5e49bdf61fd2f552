"""What posts show is found and told under a new name as soon as somebody has one."""

from __future__ import annotations

import logging
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks

from blog.editing import naming
from blog.editing.merging import merge
from blog.editing.renaming import save_with_address
from blog.editing.rerender import rerender_all
from blog.editing.signals import post_changed
from blog.models import Post, Tag
from blog.reading.search.find import find
from blog.reading.search.query import parse
from tests.factories import (
    AuthorFactory,
    CategoryFactory,
    CollaboratorFactory,
    SeriesFactory,
    TagFactory,
    make_post,
)

pytestmark = pytest.mark.django_db


def found(words: str) -> list[int]:
    return [hit.post for hit in find(parse(words)).hits if hit.post]


THINGS: list[tuple[Any, str, str, bool]] = [
    (AuthorFactory, "name", "credits", True),
    (CollaboratorFactory, "name", "thanks", True),
    (CategoryFactory, "name", "category", False),
    (SeriesFactory, "title", "series", False),
]


@pytest.mark.parametrize(("factory", "column", "use", "many"), THINGS)
def test_a_post_is_found_under_the_new_name_and_not_under_the_old(
    factory: Any,
    column: str,
    use: str,
    many: bool,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        thing = factory(**{column: "Oldname"})
        shown: dict[str, Any] = {use: [thing] if many else thing}
        post = make_post(published=True, **shown)
    assert found("oldname") == [post.pk]

    setattr(thing, column, "Newname")
    with django_capture_on_commit_callbacks(execute=True):
        save_with_address(thing)

    assert found("newname") == [post.pk]
    assert found("oldname") == []


def test_a_feed_that_shows_the_name_is_newer() -> None:
    tag = TagFactory(name="tides")
    post = make_post(published=True, tags=["tides"])
    before = timezone.now() - timedelta(hours=1)
    Post.objects.update(live_at=before)

    tag.name = "tide tables"
    save_with_address(tag)

    post.refresh_from_db()
    assert post.live_at is not None
    assert post.live_at > before


def test_a_new_address_changes_its_posts_as_feeds_name_it_and_saving_the_same_does_not() -> None:
    tag = TagFactory(name="tides")
    post = make_post(published=True, tags=["tides"])
    before = post.live_at

    save_with_address(tag)
    post.refresh_from_db()
    same = post.live_at
    tag.slug = "tide-tables"
    save_with_address(tag)

    post.refresh_from_db()
    assert same == before
    assert before is not None
    assert post.live_at is not None
    assert post.live_at > before


def test_many_posts_are_left_to_the_worker_and_end_the_same(
    monkeypatch: pytest.MonkeyPatch,
    settings: Any,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
    monkeypatch.setattr(naming, "MOST_AT_ONCE", 1)
    with django_capture_on_commit_callbacks(execute=True):
        old, new = TagFactory(name="oldname"), TagFactory(name="newname")
        posts = {make_post(published=True, tags=["oldname"]).pk for _ in range(3)}

    with django_capture_on_commit_callbacks(execute=True):
        assert merge(old, new, by=None) == 3

    assert set(found("newname")) == posts
    assert found("oldname") == []


def test_a_name_that_is_gone_when_the_worker_comes_is_no_error() -> None:
    assert naming.tell_of_name.call(kind="tag", pk=10_000) == 0


def test_two_that_are_merged_into_each_other_make_no_ring() -> None:
    one, other = TagFactory(), TagFactory()
    one_as_another_request_holds_it = Tag.objects.get(pk=one.pk)
    merge(one, other, by=None)

    with pytest.raises(ValidationError):
        merge(other, one_as_another_request_holds_it, by=None)


def test_a_receiver_that_fails_does_not_undo_or_refuse_the_change(
    caplog: pytest.LogCaptureFixture,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    def broken(**kwargs: Any) -> None:
        raise RuntimeError("the index is full")

    post_changed.connect(broken)
    try:
        with (
            caplog.at_level(logging.ERROR),
            django_capture_on_commit_callbacks(execute=True),
        ):
            post = make_post(published=True, title="Still here")
    finally:
        post_changed.disconnect(broken)

    assert Post.objects.published().get() == post
    assert found("still here") == [post.pk]
    assert "the index is full" in caplog.text


def test_what_reads_otherwise_when_rendered_anew_is_found_by_those_words(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    post = make_post(published=True, body="A forest of kelp.")
    Post.objects.update(text="As an older renderer read it.")

    with django_capture_on_commit_callbacks(execute=True):
        rerender_all()

    assert found("kelp") == [post.pk]
