"""Choosing who reviews a post: who can be asked, and what they may do then."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from accounts.models import User
from accounts.roles import Role
from blog.editing import review, workflow
from blog.editing.revisions import save
from blog.models import CreditRef, Post, Ref
from tests.factories import AuthorFactory, UserFactory, make_post

pytestmark = pytest.mark.django_db


@pytest.fixture
def writer() -> User:
    return UserFactory(role=Role.AUTHOR, name="Ada")


@pytest.fixture
def editor() -> User:
    return UserFactory(role=Role.EDITOR, name="Edda")


@pytest.fixture
def submitted(writer: User) -> Post:
    post = make_post(by=writer)
    review.submit(post, writer, "Please look.")
    return post


def test_the_reviewer_may_edit_it_until_it_is_decided(
    submitted: Post, writer: User, editor: User
) -> None:
    reviewer = UserFactory(role=Role.CONTRIBUTOR)
    assert not submitted.can_be_edited_by(reviewer)

    review.assign(submitted, writer, reviewer)
    assert submitted.can_be_edited_by(reviewer)

    workflow.publish(submitted, by=editor)
    assert not submitted.can_be_edited_by(reviewer)


def test_the_reviewer_does_not_make_it_an_own_text(writer: User) -> None:
    post, reviewer = make_post(by=writer), UserFactory(role=Role.AUTHOR)
    own = AuthorFactory(user=reviewer)
    review.assign(post, writer, reviewer)
    credited = post.newest_snapshot().changed(credits=(CreditRef(Ref(own.pk, own.name)),))

    with pytest.raises(ValidationError) as refused:
        save(post, credited, by=reviewer)

    assert "credits" in refused.value.message_dict
    assert not post.can_be_published_by(reviewer)
    save(post, credited, by=writer)
    assert post.can_be_published_by(reviewer)


def test_a_writer_can_not_be_the_reviewer(submitted: Post, writer: User) -> None:
    with pytest.raises(ValidationError) as refusal:
        review.assign(submitted, writer, writer)

    assert "one of its writers" in refusal.value.message_dict["reviewer"][0]
    assert writer not in review.possible_reviewers(submitted)


@pytest.mark.parametrize("fields", [{"is_active": False}, {"is_staff": False}, {"role": None}])
def test_who_can_not_come_here_is_not_asked(
    submitted: Post, writer: User, fields: dict[str, object]
) -> None:
    away = UserFactory(**fields)

    with pytest.raises(ValidationError):
        review.assign(submitted, writer, away)

    assert away not in review.possible_reviewers(submitted)


def test_authors_without_an_account_stop_nobody_from_being_asked(editor: User) -> None:
    guest, successor = AuthorFactory(), AuthorFactory(user=UserFactory())
    merged = AuthorFactory(merged_into=successor)
    post = make_post(credits=[guest, merged])

    found = review.possible_reviewers(post)

    assert editor in found
    assert successor.user not in found
