"""Who is told of what: each event stores whom it concerns, in the same transaction."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django_tasks_db.models import DBTaskResult

from accounts.models import User
from accounts.roles import Role
from blog.editing import events
from blog.editing.notifying.kinds import KINDS, choose
from blog.editing.notifying.rules import TABLE
from blog.editing.notifying.wording import WORDINGS
from blog.editing.revisions import save
from blog.models import Comment, Event, Notification, Post
from tests.factories import AuthorFactory, UserFactory, make_page, make_snapshot

pytestmark = pytest.mark.django_db
Kind = Event.Kind


def told(event: Event) -> dict[str, str]:
    """Return the kind of mail by the name of who gets it."""
    return {row.user.name: row.kind for row in event.notifications.select_related("user")}


def test_the_owner_is_told_of_a_decision(post: Post, editor: User) -> None:
    event = events.record(Kind.APPROVED, document=post, by=editor)

    assert told(event) == {"Ona": "decided"}


def test_who_did_it_is_not_told(post: Post, owner: User) -> None:
    event = events.record(Kind.PUBLISHED, document=post, by=owner)

    assert told(event) == {}


def test_who_is_credited_in_the_newest_version_is_told(post: Post, editor: User) -> None:
    bo = UserFactory(role=Role.AUTHOR, name="Bo")
    merged = AuthorFactory(merged_into=AuthorFactory(user=bo))
    save(post, make_snapshot(credits=[merged]), by=None)

    event = events.record(Kind.APPROVED, document=post, by=editor)

    assert told(event) == {"Ona": "decided", "Bo": "decided"}


def test_a_text_without_a_reviewer_waits_for_every_editor(
    post: Post, owner: User, editor: User
) -> None:
    UserFactory(role=Role.ADMINISTRATOR, name="Sam")
    UserFactory(role=Role.AUTHOR)

    event = events.record(Kind.SUBMITTED, document=post, by=owner)

    assert told(event) == {"Edda": "submitted", "Sam": "submitted"}


def test_with_a_reviewer_the_other_editors_are_left_in_peace(
    post: Post, owner: User, editor: User
) -> None:
    UserFactory(role=Role.EDITOR)
    Post.objects.filter(pk=post.pk).update(reviewer=editor)
    post.refresh_from_db()

    event = events.record(Kind.SUBMITTED, document=post, by=owner)

    assert told(event) == {"Edda": "asked"}


def test_a_page_waits_for_those_who_publish_pages(editor: User) -> None:
    writer = UserFactory(role=Role.EDITOR)

    event = events.record(Kind.SUBMITTED, document=make_page(), by=writer)

    assert told(event) == {"Edda": "submitted"}


def test_a_remark_reaches_who_is_named_the_owner_and_the_conversation(
    post: Post, editor: User
) -> None:
    named, earlier = UserFactory(name="Nia"), UserFactory(name="Pim")
    thread = Comment.objects.create(post=post, text="Why?", by=earlier, by_name="Pim")
    reply = Comment.objects.create(post=post, text="So", by=editor, by_name="Edda", thread=thread)

    event = events.record(
        Kind.COMMENTED, document=post, by=editor, comment=reply.pk, mentioned=[named.pk]
    )

    assert told(event) == {"Nia": "mentions", "Ona": "comments", "Pim": "comments"}


def test_a_partners_answer_reaches_the_owner_and_who_asked(post: Post, editor: User) -> None:
    events.record(Kind.SIGN_OFF_ASKED, document=post, by=editor)

    event = events.record(Kind.SIGNED_OFF, document=post, by=None, by_name="Mo (Fund)")

    assert told(event) == {"Ona": "sign_offs", "Edda": "sign_offs"}


def test_what_the_program_did_is_told_to_nobody(post: Post) -> None:
    event = events.record(Kind.PUBLISHED, document=post, by=None)

    assert told(event) == {}


def test_a_closed_account_is_told_nothing(post: Post, owner: User, editor: User) -> None:
    User.objects.filter(pk=owner.pk).update(is_active=False)

    event = events.record(Kind.APPROVED, document=post, by=editor)

    assert told(event) == {}


def test_nobody_is_told_what_they_do_not_want(post: Post, owner: User, editor: User) -> None:
    choose(owner, set(KINDS) - {"decided"})

    event = events.record(Kind.APPROVED, document=post, by=editor)

    assert told(event) == {}


def test_ticks_on_a_checklist_are_told_only_where_asked_for(
    post: Post, owner: User, editor: User
) -> None:
    before = events.record(Kind.CHECKED_OFF, document=post, by=editor)
    choose(owner, ["checked"])

    after = events.record(Kind.CHECKED_OFF, document=post, by=editor)

    assert (told(before), told(after)) == ({}, {"Ona": "checked"})


def test_what_is_undone_is_told_to_nobody(post: Post, editor: User) -> None:
    with transaction.atomic():
        events.record(Kind.APPROVED, document=post, by=editor)
        transaction.set_rollback(True)

    assert not Notification.objects.exists()
    assert not DBTaskResult.objects.exists()


def test_one_job_sends_all_mails_of_an_event(post: Post, owner: User, editor: User) -> None:
    UserFactory(role=Role.EDITOR)

    event = events.record(Kind.SUBMITTED, document=post, by=owner)

    assert event.notifications.count() == 2
    assert DBTaskResult.objects.ready().count() == 1


def test_telling_many_asks_as_many_queries_as_telling_few(post: Post, owner: User) -> None:
    counts = []
    for number in (3, 27):
        UserFactory.create_batch(number, role=Role.EDITOR)
        with CaptureQueriesContext(connection) as captured:
            events.record(Kind.SUBMITTED, document=post, by=owner)
        counts.append(len(captured))

    assert counts[0] == counts[1]


def test_every_event_that_is_told_has_its_words() -> None:
    assert set(TABLE) == set(WORDINGS)


@pytest.mark.parametrize("data", [{"comment": "x"}, {"comment": None}, {"mentioned": ["a", None]}])
def test_odd_data_of_an_event_is_no_error(post: Post, editor: User, data: Any) -> None:
    event = events.record(Kind.COMMENTED, document=post, by=editor, **data)

    assert told(event) == {"Ona": "comments"}
