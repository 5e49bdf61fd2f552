"""Throwing away a draft that readers never saw, and bringing it back."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from accounts.models import User
from accounts.roles import Role
from blog.editing.access import NotEditable
from blog.editing.revisions import save
from blog.editing.trash import purge, purge_trash, take_back, throw_away
from blog.editing.workflow import publish, schedule, unpublish, unschedule
from blog.models import Event, Page, Post, Revision
from tests.factories import AuthorFactory, UserFactory, make_page, make_post, make_snapshot

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner() -> User:
    return UserFactory(role=Role.CONTRIBUTOR, name="Ola")


def test_a_thrown_away_draft_leaves_every_list_and_stays_stored(owner: User) -> None:
    post = make_post(by=owner)

    throw_away(post, by=owner)

    assert post.state == "in the trash"
    assert not Post.objects.editable_by(owner).exists()
    assert not Post.objects.visible_to(owner).exists()
    assert not Post.objects.drafts().exists()
    assert list(Post.objects.recoverable_by(owner)) == [post]
    assert Event.objects.get(kind=Event.Kind.TRASHED).by == owner


def test_a_draft_comes_back_as_it_was(owner: User) -> None:
    post = make_post(by=owner, title="Tides", address="tides")
    throw_away(post, by=owner)

    take_back(post, by=owner)

    post.refresh_from_db()
    assert (post.title, post.slug, post.state) == ("Tides", "tides", "draft")
    assert post.can_be_edited_by(owner)
    assert Event.objects.filter(kind=Event.Kind.UNTRASHED, by=owner).exists()


def test_its_address_stays_its_own_while_it_is_in_the_trash(owner: User) -> None:
    throw_away(make_post(by=owner, address="tides"), by=owner)

    with pytest.raises(ValidationError) as refusal:
        save(Post(), make_snapshot(address="tides"), by=None)

    assert "address" in refusal.value.message_dict


def test_what_was_public_is_archived_instead() -> None:
    editor = UserFactory(role=Role.EDITOR)
    post = make_post(published=True)
    unpublish(post, by=None)

    with pytest.raises(ValidationError, match="Archive it instead"):
        throw_away(post, by=editor)


def test_what_is_scheduled_goes_back_to_draft_first() -> None:
    editor = UserFactory(role=Role.EDITOR)
    post = make_post(at=timezone.now() + timedelta(days=2))

    with pytest.raises(ValidationError, match="draft first"):
        throw_away(post, by=editor)
    unschedule(post, by=editor)
    throw_away(post, by=editor)

    assert post.trashed_at


def test_whoever_is_credited_throws_away_and_a_stranger_does_not(owner: User) -> None:
    co_author = UserFactory(role=Role.AUTHOR)
    stranger = UserFactory(role=Role.AUTHOR)
    post = make_post(by=owner, credits=[AuthorFactory(user=co_author)])

    with pytest.raises(PermissionDenied):
        throw_away(post, by=stranger)
    throw_away(post, by=co_author)

    assert list(Post.objects.recoverable_by(co_author)) == [post]
    with pytest.raises(PermissionDenied):
        take_back(post, by=stranger)


def test_a_reviewer_does_not_throw_away_what_they_review(owner: User) -> None:
    reviewer = UserFactory(role=Role.AUTHOR)
    post = make_post(by=owner)
    Post.objects.filter(pk=post.pk).update(reviewer=reviewer)

    with pytest.raises(PermissionDenied):
        throw_away(post, by=reviewer)


def test_nothing_is_saved_or_published_into_the_trash(owner: User) -> None:
    post = make_post(by=owner)
    in_a_form = Post.objects.get(pk=post.pk)
    throw_away(post, by=owner)

    with pytest.raises(NotEditable):
        save(in_a_form, make_snapshot(), by=owner)
    with pytest.raises(NotEditable):
        publish(in_a_form, by=None)
    with pytest.raises(NotEditable):
        schedule(in_a_form, by=None, at=timezone.now() + timedelta(days=1))

    assert Revision.objects.of(post).count() == 1


def test_pages_have_a_trash_of_their_own() -> None:
    editor = UserFactory(role=Role.EDITOR)
    page = make_page(published=False)

    throw_away(page, by=editor)

    assert list(Page.objects.recoverable_by(editor)) == [page]
    assert not Page.objects.editable_by(editor).exists()


def test_the_trash_is_emptied_after_thirty_days_and_the_record_stays(owner: User) -> None:
    post = make_post(by=owner, title="Tides")
    kept = make_post(by=owner)
    with time_machine.travel(timezone.now() - timedelta(days=31), tick=False):
        throw_away(post, by=owner)
    throw_away(kept, by=owner)

    first, second = purge(), purge()

    assert (first, second) == (1, 0)
    assert list(Post.objects.all()) == [kept]
    assert Event.objects.get(kind=Event.Kind.TRASHED, post=None).subject == "Tides"


def test_what_was_brought_back_is_not_deleted_later(owner: User) -> None:
    post = make_post(by=owner)
    with time_machine.travel(timezone.now() - timedelta(days=31), tick=False):
        throw_away(post, by=owner)
    take_back(post, by=owner)

    assert purge() == 0

    assert Post.objects.filter(pk=post.pk).exists()


def test_emptying_waits_in_the_queue_from_the_moment_of_throwing_away(
    owner: User, django_capture_on_commit_callbacks: Any
) -> None:
    post = make_post(by=owner)

    with django_capture_on_commit_callbacks(execute=True):
        throw_away(post, by=owner)

    job = DBTaskResult.objects.get(task_path=purge_trash.module_path)
    assert post.trashed_at is not None
    assert job.run_after == post.trashed_at + timedelta(days=30)
