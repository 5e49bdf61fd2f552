"""The link in every mail opens for who gets it."""

from __future__ import annotations

import pytest
from django.core import mail
from django.test import Client

from accounts.leaving import leave
from accounts.models import User
from accounts.roles import Role
from blog.editing import events
from blog.editing.notifying.kinds import KINDS, choose
from blog.editing.notifying.places import place_of
from blog.editing.notifying.rules import TABLE
from blog.editing.trash import throw_away
from blog.editing.workflow import publish
from blog.models import Comment, Event, Notification, Post
from tests.blog.editing.notifying.worker import work
from tests.factories import UserFactory, make_post

pytestmark = [pytest.mark.django_db, pytest.mark.once]
Kind = Event.Kind


@pytest.mark.parametrize("kind", [kind for kind in TABLE if kind not in {Kind.JOINED, Kind.LEFT}])
def test_the_link_of_every_mail_opens(
    client: Client, post: Post, owner: User, editor: User, kind: Event.Kind
) -> None:
    Post.objects.filter(pk=post.pk).update(reviewer=owner)
    post.refresh_from_db()
    if kind is Kind.TRASHED:
        throw_away(post, by=editor)
    elif kind is Kind.PUBLISHED:
        publish(post, by=editor)
    remark = Comment.objects.create(post=post, text="Why?", by=owner, by_name="Ona")
    choose(owner, KINDS)
    Notification.objects.all().delete()
    event = events.record(kind, document=post, by=editor, comment=remark.pk)
    client.force_login(owner)

    place = place_of(event, owner)

    assert event.notifications.get().user == owner
    assert place
    assert client.get(place).status_code == 200


def test_who_takes_over_is_led_to_the_posts(client: Client, owner: User, editor: User) -> None:
    make_post(by=editor)

    leave(editor, by=UserFactory(role=Role.ADMINISTRATOR), heir=owner)
    work()

    message = mail.outbox[0]
    client.force_login(owner)
    assert message.to == ["ona@example.org"]
    assert "You take over from Edda" in message.subject
    assert "/admin/blog/post/\n" in str(message.body)
    assert client.get("/admin/blog/post/").status_code == 200
