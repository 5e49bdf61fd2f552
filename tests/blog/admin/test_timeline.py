"""The timeline of one text: what was done to it, when and by whom."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import User
from blog.editing import review, workflow
from blog.editing.events import record
from blog.models import Event, Post
from tests.factories import UserFactory, make_page, make_post

pytestmark = pytest.mark.django_db


def timeline(post: Post) -> str:
    return reverse("admin:blog_post_timeline", args=[post.pk])


def test_each_move_is_told_with_who_when_and_note(as_editor: Client, editor: User) -> None:
    writer = UserFactory(name="Ada Example")
    post = make_post(by=writer)
    review.submit(post, writer, "Please look.")
    review.ask_for_changes(post, editor, "<b>Shorter</b>, please.")

    page = as_editor.get(timeline(post)).content.decode()

    assert "Submitted for review</strong> by Ada Example" in page
    assert "Please look." in page
    assert "&lt;b&gt;Shorter&lt;/b&gt;, please." in page
    assert page.index("Changes requested") < page.index("Submitted for review")


def test_the_last_few_stand_beside_the_form(as_editor: Client, editor: User) -> None:
    post = make_post()
    workflow.publish(post, by=editor)

    page = as_editor.get(reverse("admin:blog_post_change", args=[post.pk])).content.decode()

    assert 'id="panel-timeline"' in page
    assert f"Published</strong> by {editor}" in page


def test_a_thousand_events_come_in_pages_of_at_most_eight_queries(as_editor: Client) -> None:
    post = make_post()
    event = record(Event.Kind.COMMENTED, document=post, by=None, note="Well.")
    Event.objects.bulk_create(
        Event(kind=event.kind, post=post, subject="A", revision=event.revision) for _ in range(999)
    )

    with CaptureQueriesContext(connection) as captured:
        first = as_editor.get(timeline(post))
    last = as_editor.get(timeline(post), {"page": "20"})

    assert len(captured) <= 8
    assert (len(first.context["moments"]), len(last.context["moments"])) == (50, 50)
    assert as_editor.get(timeline(post), {"page": "21"}).status_code == 404


def test_events_of_another_text_are_not_in_it(as_editor: Client) -> None:
    post = make_post(published=True)
    make_page(title="Another", published=True)

    moments = as_editor.get(timeline(post)).context["moments"]

    assert {event.post for event, _ in moments} == {post}


def test_an_event_outlives_its_text() -> None:
    post = make_post(published=True, title="Gone")
    Post.objects.filter(pk=post.pk).update(newest_revision=None, live_revision=None)
    Post.objects.get().delete()

    event = Event.objects.get()

    assert (event.subject, event.post, event.kind) == ("Gone", None, "published")
