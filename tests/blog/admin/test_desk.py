"""The admin's first page: what each person has in hand, and nothing that isn't theirs."""

from __future__ import annotations

import pytest
from django.test import Client

from accounts.roles import Role
from blog.editing.comments import comment, reply, resolve
from blog.editing.review import approve, ask_for_changes, assign, submit, withdraw
from blog.editing.revisions import add_revision, save
from blog.editing.workflow import publish
from blog.models import (
    Revision,
    SignOff,
)
from tests.blog.admin.desk import Part, sign_in, submitted
from tests.factories import (
    CollaboratorFactory,
    UserFactory,
    make_page,
    make_post,
)

pytestmark = pytest.mark.django_db


class TestWaiting:
    def test_an_editor_is_asked_about_what_nobody_is_asked_to_review(
        self, client: Client, rows: Part
    ) -> None:
        writer, other = UserFactory(), UserFactory(role=Role.EDITOR)
        me = sign_in(client, Role.EDITOR)
        submitted("For anybody", writer)
        assign(submitted("For another", writer), other, other)
        assign(submitted("For me", writer), other, me)
        submitted("My own", me)

        assert rows("review") == ["For anybody", "For me"]

    def test_an_author_is_asked_only_what_they_are_assigned(
        self, client: Client, rows: Part
    ) -> None:
        writer, editor = UserFactory(), UserFactory(role=Role.EDITOR)
        me = sign_in(client, Role.AUTHOR)
        submitted("For anybody", writer)
        assign(submitted("For me", writer), editor, me)

        assert rows("review") == ["For me"]

    def test_what_i_approved_waits_again_only_after_an_edit(
        self, client: Client, rows: Part
    ) -> None:
        writer = UserFactory()
        me = sign_in(client, Role.EDITOR)
        post = submitted("Once", writer)
        approve(post, me)

        approved = rows("review")
        save(post, post.newest_snapshot().changed(body="Edited."), by=writer)

        assert (approved, rows("review")) == ([], ["Once"])

    def test_the_writer_sees_what_came_back(self, client: Client, rows: Part) -> None:
        editor = UserFactory(role=Role.EDITOR, name="Edda")
        me = sign_in(client, Role.CONTRIBUTOR)
        back, again, taken = (submitted(title, me) for title in ("Back", "Again", "Taken"))
        for post in (back, again):
            ask_for_changes(post, editor, "Shorter, please.")
        submit(again, me)
        withdraw(taken, me)

        page = client.get("/admin/").content.decode()

        assert rows("answers") == ["Back"]
        assert "Edda asked for changes" in page
        assert "Shorter, please." in page

    def test_the_writer_sees_approvals_of_what_is_newest(self, client: Client, rows: Part) -> None:
        editor = UserFactory(role=Role.EDITOR)
        me = sign_in(client, Role.AUTHOR)
        good, stale = submitted("Good", me), submitted("Stale", me)
        for post in (good, stale):
            approve(post, editor)
        save(stale, stale.newest_snapshot().changed(body="Edited."), by=me)

        before = rows("answers")
        publish(good, by=me)

        assert (before, rows("answers")) == (["Good"], [])

    def test_the_writer_sees_what_a_partner_said(self, client: Client) -> None:
        me = sign_in(client, Role.AUTHOR)
        post = make_post(title="Harbour", by=me)
        fund = CollaboratorFactory(name="Harbour Fund")
        assert post.newest_revision is not None
        SignOff.objects.create(
            post=post,
            collaborator=fund,
            revision=post.newest_revision,
            decision=SignOff.Decision.APPROVED,
            name="Kim",
            email="kim@example.org",
        )

        page = client.get("/admin/").content.decode()

        assert "Kim of Harbour Fund agreed" in page

    def test_open_comments_on_own_texts_and_mentions_elsewhere(
        self, client: Client, rows: Part
    ) -> None:
        editor = UserFactory(role=Role.EDITOR)
        me = sign_in(client, Role.EDITOR, name="Robin Vale")
        mine, others = make_post(title="Mine", by=me), make_post(title="Others")
        elsewhere, done = make_post(title="Elsewhere"), make_post(title="Done", by=me)
        comment(mine, editor, "Is this so?")
        comment(mine, me, "A note to myself.")
        comment(others, editor, "Not for you.")
        reply(comment(elsewhere, editor, "Hm."), editor, f"@{me.name}, what do you think?")
        resolve(comment(done, editor, "Fixed."), editor)

        assert rows("comments") == ["Elsewhere", "Mine"]

    def test_a_mention_shows_nothing_of_a_text_that_is_closed_now(
        self, client: Client, rows: Part
    ) -> None:
        editor = UserFactory(role=Role.EDITOR)
        me = sign_in(client, Role.AUTHOR, name="Robin Vale")
        post = make_post(title="Closed")
        assign(post, editor, me)
        comment(post, editor, f"@{me.name} Have a look.")

        before = rows("comments")
        assign(post, editor, None)

        assert (before, rows("comments")) == (["Closed"], [])

    def test_texts_of_mine_that_could_not_be_merged_lead_to_the_decision(
        self, client: Client, rows: Part
    ) -> None:
        me, other = sign_in(client, Role.EDITOR), UserFactory(role=Role.EDITOR)
        post = make_post(title="Two versions", by=other)
        for who in (me, other):
            text = post.newest_snapshot().changed(body=f"By {who}.")
            kept = add_revision(post, text, by=who, kind=Revision.Kind.SAVE, note="Not merged yet")
            if who == me:
                mine = kept

        page = client.get("/admin/").content.decode()

        assert rows("unmerged") == ["Two versions"]
        assert f"/admin/blog/post/{post.pk}/conflict/{mine.pk}/" in page

    def test_pages_wait_for_editors_too(self, client: Client, rows: Part) -> None:
        writer = UserFactory(role=Role.EDITOR)
        me = sign_in(client, Role.EDITOR)
        page = make_page(title="About us", published=False)
        submit(page, writer)
        own = make_page(title="My page", published=False)
        type(own).objects.filter(pk=own.pk).update(created_by=me)

        assert rows("review") == ["About us"]
        assert rows("drafts") == ["My page"]

    def test_where_nothing_waits_a_sentence_says_so(self, client: Client) -> None:
        sign_in(client, Role.EDITOR)

        page = client.get("/admin/").content.decode()

        assert "Nothing waits for your answer" in page
        assert "No draft of yours is open" in page
