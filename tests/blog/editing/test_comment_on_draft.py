"""Remarks on a text: threads on a quotation, with replies, mentions and an end."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client

from accounts.models import User
from accounts.roles import Role
from blog.editing.access import NotEditable
from blog.editing.anchors import Anchor
from blog.editing.comments import comment, mentioned_in, reopen, reply, resolve
from blog.editing.erasure import erase
from blog.editing.revisions import save
from blog.models import Comment, Event, Post
from tests.factories import AuthorFactory, UserFactory, make_page, make_post

pytestmark = pytest.mark.django_db


@pytest.fixture
def ann() -> User:
    return UserFactory(name="Ann", role=Role.CONTRIBUTOR)


@pytest.fixture
def editor() -> User:
    return UserFactory(name="Edda Lund", role=Role.EDITOR)


@pytest.fixture
def post(ann: User) -> Post:
    return make_post(by=ann, body="The sea rose twice. Nobody had measured it.")


def url(post: Post) -> str:
    return f"/admin/blog/post/{post.pk}/comments/"


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


class TestThreads:
    def test_a_remark_keeps_its_quotation_and_the_version(self, post: Post, editor: User) -> None:
        row = comment(post, editor, "Since when?", anchor=Anchor("measured it", "had ", "."))

        assert (row.quote, row.before, row.after) == ("measured it", "had ", ".")
        assert row.revision == post.newest_revision
        assert Event.objects.of(post).filter(kind=Event.Kind.COMMENTED).count() == 1

    def test_a_reply_opens_a_resolved_thread_again(
        self, post: Post, ann: User, editor: User
    ) -> None:
        thread = comment(post, editor, "Since when?")
        resolve(thread, ann)

        reply(thread, editor, "Not yet.")

        thread.refresh_from_db()
        assert thread.resolved_at is None
        kinds = Event.objects.of(post).values_list("kind", flat=True)
        assert {Event.Kind.RESOLVED, Event.Kind.REOPENED} <= set(kinds)

    def test_resolving_twice_is_one_event(self, post: Post, ann: User, editor: User) -> None:
        thread = comment(post, editor, "Since when?")

        resolve(thread, ann)
        resolve(thread, editor)
        reopen(thread, ann)
        reopen(thread, ann)

        events = Event.objects.of(post)
        assert events.filter(kind=Event.Kind.RESOLVED).count() == 1
        assert events.filter(kind=Event.Kind.REOPENED).count() == 1

    def test_a_stranger_can_say_nothing(self, post: Post) -> None:
        with pytest.raises(PermissionDenied):
            comment(post, UserFactory(role=Role.AUTHOR), "Hello")

        assert not Comment.objects.exists()

    @pytest.mark.parametrize("text", ["", " \n ", "x" * 10_001])
    def test_nothing_and_too_much_get_a_sentence(self, post: Post, editor: User, text: str) -> None:
        with pytest.raises(ValidationError):
            comment(post, editor, text)

        assert not Comment.objects.exists()


class TestMentions:
    def test_only_who_may_open_the_text_is_mentioned(
        self, post: Post, ann: User, editor: User
    ) -> None:
        UserFactory(name="Otto", role=Role.AUTHOR)

        row = comment(post, editor, "@ann and @Otto, look; @Edda Lund too")

        assert set(row.mentioned.all()) == {ann, editor}

    def test_a_longer_name_is_not_taken_for_a_shorter_one(self) -> None:
        ann, lee = UserFactory(name="Ann"), UserFactory(name="Ann Lee")

        assert mentioned_in("@Ann Lee, please", [ann, lee]) == [lee]
        assert mentioned_in("@Annabel, me@Ann", [ann, lee]) == []


class TestScreen:
    def test_words_that_are_gone_are_shown_as_gone(self, post: Post, editor: User) -> None:
        comment(post, editor, "Since when?", anchor=Anchor("Nobody had measured it"))
        save(post, post.newest_snapshot().changed(body="All is new."), by=editor)

        page = signed_in(editor).get(url(post)).content.decode()

        assert "Nobody had measured it" in page
        assert "no longer in the text" in page

    def test_panel_shows_threads_in_the_order_of_their_places(
        self, post: Post, editor: User
    ) -> None:
        for quote, text in (("measured", "third"), ("", "first"), ("sea", "second")):
            comment(post, editor, f"{text} remark", anchor=Anchor(quote))

        part = signed_in(editor).get(f"{url(post)}?part=1").content.decode()

        places = [part.index(f"{word} remark") for word in ("first", "second", "third")]
        assert places == sorted(places)

    def test_a_script_gets_the_lists_or_a_sentence(self, post: Post, editor: User) -> None:
        client = signed_in(editor)

        done = client.post(f"{url(post)}?part=1", {"do": "new", "text": "<b>Hm</b>"})
        refused = client.post(f"{url(post)}?part=1", {"do": "new", "text": " "})

        assert "&lt;b&gt;Hm&lt;/b&gt;" in done.content.decode()
        assert (refused.status_code, refused.json()) == (
            400,
            {"error": "Write something before sending it."},
        )

    def test_without_scripts_the_same_forms_work(self, post: Post, editor: User) -> None:
        client = signed_in(editor)

        client.post(url(post), {"do": "new", "text": "Hm", "quote": "sea"})
        thread = Comment.objects.get()
        client.post(url(post), {"do": "reply", "thread": thread.pk, "text": "Aha"})
        answer = client.post(url(post), {"do": "resolve", "thread": thread.pk}, follow=True)

        thread.refresh_from_db()
        assert thread.resolved_by == editor
        assert thread.replies.get().text == "Aha"
        assert "Open it again" in answer.content.decode()

    @pytest.mark.parametrize("thread", ["", "x", "9" * 40, "0"])
    def test_a_made_up_thread_is_not_found(self, post: Post, editor: User, thread: str) -> None:
        sent = {"do": "resolve", "thread": thread}

        assert signed_in(editor).post(url(post), sent).status_code == 404

    def test_another_posts_thread_is_not_found(self, post: Post, editor: User) -> None:
        other = comment(make_post(), editor, "Elsewhere")

        answer = signed_in(editor).post(url(post), {"do": "resolve", "thread": other.pk})

        assert answer.status_code == 404

    def test_who_may_edit_the_text_may_read_and_write(
        self, post: Post, ann: User, editor: User
    ) -> None:
        bo = UserFactory(role=Role.AUTHOR)
        snapshot = make_post(credits=[AuthorFactory(user=bo)]).newest_snapshot()
        save(post, post.newest_snapshot().changed(credits=snapshot.credits), by=editor)
        asked = {"do": "new", "text": "Hm"}

        answers = {
            name: (client.get(url(post)).status_code, client.post(url(post), asked).status_code)
            for name, client in {
                "owner": signed_in(ann),
                "co-author": signed_in(bo),
                "editor": signed_in(editor),
                "contributor": signed_in(UserFactory()),
                "stranger": signed_in(UserFactory(role=Role.AUTHOR)),
                "anonymous": Client(),
            }.items()
        }

        assert answers == {
            "owner": (200, 302),
            "co-author": (200, 302),
            "editor": (200, 302),
            "contributor": (404, 404),
            "stranger": (404, 404),
            "anonymous": (302, 302),
        }

    def test_pages_have_comments_too(self, editor: User) -> None:
        page = make_page()

        comment(page, editor, "Is this current?")

        client = signed_in(editor)
        assert (
            "Is this current?"
            in client.get(f"/admin/blog/page/{page.pk}/comments/").content.decode()
        )

    def test_many_threads_cost_no_more_queries(
        self, post: Post, editor: User, django_assert_max_num_queries: Any
    ) -> None:
        for number in range(30):
            reply(comment(post, editor, f"Number {number}", anchor=Anchor("sea")), editor, "Yes")
        client = signed_in(editor)

        with django_assert_max_num_queries(14):
            page = client.get(url(post)).content.decode()

        assert "page=2" in page


def test_a_text_that_was_erased_meanwhile_takes_no_comment(post: Post, ann: User) -> None:
    thread = comment(post, ann, "Which year?")
    held = Post.objects.get(pk=post.pk)
    erase(post, by=UserFactory(role=Role.ADMINISTRATOR), reason="A court ruled so.")

    with pytest.raises(NotEditable):
        comment(held, ann, "Too late.")
    with pytest.raises(NotEditable):
        reply(thread, ann, "Too late.")

    assert not Comment.objects.exists()


def test_a_conversation_ends_before_it_fills_the_page(
    post: Post, ann: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("blog.editing.comments.MOST_REPLIES", 1)
    thread = comment(post, ann, "Which year?")
    reply(thread, ann, "Last year?")

    with pytest.raises(ValidationError, match="Begin another one"):
        reply(thread, ann, "Or this one?")

    assert thread.replies.count() == 1
