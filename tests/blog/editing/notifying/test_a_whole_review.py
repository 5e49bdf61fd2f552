"""From submitting to publishing: the mails that each of those concerned gets."""

from __future__ import annotations

import pytest
from django.core import mail

from accounts.models import User
from accounts.roles import Role
from blog.editing import review
from blog.editing.comments import comment, reply
from blog.editing.workflow import publish
from blog.models import Post
from tests.blog.editing.notifying.worker import work
from tests.factories import UserFactory, make_post

pytestmark = pytest.mark.django_db


def new_mails() -> list[tuple[str, str]]:
    """Do what waits; return who got which subject."""
    mail.outbox.clear()
    work()
    return sorted(
        (message.to[0].partition("@")[0], message.subject[11:]) for message in mail.outbox
    )


@pytest.fixture
def writer() -> User:
    return UserFactory(role=Role.CONTRIBUTOR, name="Wyn", email="wyn@example.org")


@pytest.fixture
def reviewer() -> User:
    return UserFactory(role=Role.EDITOR, name="Rea", email="rea@example.org")


@pytest.fixture
def draft(writer: User) -> Post:
    return make_post(by=writer, title="Low water")


def test_each_step_reaches_the_other_side(draft: Post, writer: User, reviewer: User) -> None:
    UserFactory(role=Role.EDITOR, name="Ann", email="ann@example.org")

    review.submit(draft, writer)
    submitted = new_mails()
    review.assign(draft, UserFactory(role=Role.EDITOR), reviewer)
    assigned = new_mails()
    thread = comment(draft, reviewer, "Is that so, @Ann?")
    commented = new_mails()
    reply(thread, writer, "It is.")
    replied = new_mails()
    review.approve(draft, reviewer)
    publish(draft, by=reviewer)
    published = new_mails()

    asked = ("rea", "You are asked to review “Low water”")
    assert submitted == [(name, "“Low water” waits for review") for name in ("ann", "rea")]
    assert assigned == [asked]
    assert commented == [(name, "A comment on “Low water”") for name in ("ann", "wyn")]
    assert replied == [(name, "A comment on “Low water”") for name in ("ann", "rea")]
    assert published == [("wyn", "“Low water” is published")]
