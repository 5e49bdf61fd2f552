"""The admin's first page: what each person has in hand, and nothing that isn't theirs."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import User
from accounts.roles import Role
from blog.editing.checklist import tick
from blog.editing.comments import comment, reply, resolve
from blog.editing.review import approve, ask_for_changes, assign, submit, withdraw
from blog.editing.revisions import add_revision, save
from blog.editing.trash import throw_away
from blog.editing.workflow import publish
from blog.models import (
    ChecklistTask,
    Collaborator,
    Post,
    Revision,
    SignOff,
)
from tests.factories import (
    AuthorFactory,
    CollaboratorFactory,
    UserFactory,
    make_page,
    make_post,
)

pytestmark = pytest.mark.django_db

MOST_QUERIES = 20
Part = Callable[[str], list[str]]


def sign_in(client: Client, role: Role, **fields: Any) -> User:
    user: User = UserFactory(role=role, **fields)
    client.force_login(user)
    return user


@pytest.fixture
def rows(client: Client) -> Part:
    """Return the titles in one part of the desk of who is signed in."""

    def listed(key: str) -> list[str]:
        context = client.get("/admin/").context
        parts = [*context["waiting"], *(part for column in context["columns"] for part in column)]
        return [row.title for part in parts if part["part"].key == key for row in part["rows"]]

    return listed


def submitted(title: str, by: User) -> Post:
    post = make_post(title=title, by=by)
    submit(post, by)
    return post


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


class TestInHand:
    def test_own_drafts_and_newer_drafts_but_nobody_elses(self, client: Client, rows: Part) -> None:
        me = sign_in(client, Role.AUTHOR)
        credited = AuthorFactory(user=me)
        make_post(title="Public", by=me, published=True)
        ahead = make_post(title="Ahead", by=me, published=True)
        save(ahead, ahead.newest_snapshot().changed(body="New."), by=me)
        make_post(title="Draft", credits=[credited])
        make_post(title="Others")
        throw_away(make_post(title="Thrown", by=me), by=me)

        page = client.get("/admin/").content.decode()

        assert rows("drafts") == ["Draft", "Ahead"]
        assert "1 in the trash" in page

    def test_what_appears_by_itself_comes_in_the_order_of_appearing(
        self, client: Client, rows: Part
    ) -> None:
        sign_in(client, Role.EDITOR)
        now = timezone.now()
        for days in (9, 3):
            make_post(title=f"In {days} days", at=now + timedelta(days=days))
        make_page(title="A page", at=now + timedelta(days=5))

        assert rows("scheduled") == ["In 3 days", "A page", "In 9 days"]

    def test_editors_see_all_that_was_published_and_authors_their_own(
        self, client: Client, rows: Part
    ) -> None:
        author = UserFactory(role=Role.AUTHOR)
        make_post(title="Mine", by=author, at=timezone.now() - timedelta(days=3))
        make_post(title="Theirs", published=True)

        client.force_login(author)
        of_author = rows("published")
        sign_in(client, Role.EDITOR)

        assert (of_author, rows("published")) == (["Mine"], ["Theirs", "Mine"])

    def test_an_open_item_is_ticked_on_the_desk(self, client: Client) -> None:
        me = sign_in(client, Role.EDITOR)
        post = make_post(title="Out now")
        publish(post, by=me)
        first, *others = ChecklistTask.objects.all()
        for task in others:
            tick(task, me)
        before = client.get("/admin/").content.decode()

        sent = {"done": "yes", "from": "desk"}
        answer = client.post(f"/admin/blog/post/{post.pk}/checklist/{first.pk}/", sent, follow=True)

        assert first.text in before
        assert not any(other.text in before for other in others)
        assert answer.redirect_chain == [("/admin/", 302)]
        assert "Nothing is left to do for what was published" in answer.content.decode()

    def test_partners_whom_no_post_thanked_for_long_the_longest_quiet_first(
        self, client: Client, rows: Part
    ) -> None:
        sign_in(client, Role.EDITOR)
        names = ("Lately", "Long ago", "Longer ago", "Never", "Merged", "Secret")
        partner = {name: CollaboratorFactory(name=name) for name in names}
        now = timezone.now()
        for name, days in (("Lately", 30), ("Long ago", 500), ("Longer ago", 900)):
            make_post(thanks=[partner[name]], at=now - timedelta(days=days))
        make_post(thanks=[partner["Never"]])
        Collaborator.objects.filter(name="Secret").update(is_hidden=True)
        Collaborator.objects.filter(name="Merged").update(merged_into=partner["Lately"])

        assert rows("partners") == ["Longer ago", "Long ago", "Never"]

    def test_thanks_under_a_merged_name_count(self, client: Client, rows: Part) -> None:
        sign_in(client, Role.EDITOR)
        old, new = CollaboratorFactory(name="Old name"), CollaboratorFactory(name="New name")
        make_post(thanks=[old], published=True)
        Collaborator.objects.filter(pk=old.pk).update(merged_into=new)

        assert rows("partners") == []

    def test_contributors_are_shown_neither_partners_nor_checklists(self, client: Client) -> None:
        sign_in(client, Role.CONTRIBUTOR)
        CollaboratorFactory(name="Quiet Partner")

        page = client.get("/admin/").content.decode()

        assert "Quiet Partner" not in page
        assert "After publishing" not in page

    def test_hostile_words_are_shown_as_text(self, client: Client) -> None:
        me, other = sign_in(client, Role.EDITOR), UserFactory(role=Role.EDITOR)
        post = make_post(title="<script>alert(1)</script>", by=me)
        comment(post, other, "<img src=x onerror=alert(1)>")

        page = client.get("/admin/").content.decode()

        assert "<script>alert" not in page
        assert "<img src=x" not in page


class TestSize:
    def fill(self, me: User, other: User, times: int) -> None:
        """Put as many rows into every part of the desk."""
        for number in range(times):
            make_post(by=me)
            make_post(at=timezone.now() + timedelta(days=number + 1))
            post = make_post(by=me)
            comment(post, other, "Hm.")
            submit(post, me)
            approve(post, other)
            back = submitted("Back", me)
            ask_for_changes(back, other, "Shorter.")
            submitted("To review", other)
            publish(make_post(), by=other)
            CollaboratorFactory()
            add_revision(
                back,
                back.newest_snapshot(),
                by=me,
                kind=Revision.Kind.SAVE,
                note="Not merged yet",
            )

    def count(self, client: Client, path: str) -> int:
        client.get(path)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(path).status_code == 200
        return len(queries)

    def test_the_desk_takes_the_same_few_queries_however_much_there_is(
        self, client: Client
    ) -> None:
        me, other = sign_in(client, Role.EDITOR), UserFactory(role=Role.EDITOR)
        self.fill(me, other, 2)
        paths = ["/admin/", "/admin/desk/answers/", "/admin/desk/checklist/"]
        few = [self.count(client, path) for path in paths]

        self.fill(me, other, 8)

        assert [self.count(client, path) for path in paths] == few
        assert few[0] <= MOST_QUERIES

    def test_a_part_shows_six_rows_and_the_rest_on_its_own_pages(
        self, client: Client, rows: Part, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("blog.admin.home.PER_PAGE", 5)
        me = sign_in(client, Role.AUTHOR)
        for number in range(8):
            make_post(title=f"Draft {number}", by=me)

        desk = client.get("/admin/").content.decode()
        pages = [client.get(f"/admin/desk/drafts/?page={number}") for number in (1, 2, 3)]

        assert rows("drafts") == [f"Draft {number}" for number in range(7, 1, -1)]
        assert 'href="/admin/desk/drafts/"' in desk
        assert [row.title for row in pages[1].context["page"].rows] == [
            "Draft 2",
            "Draft 1",
            "Draft 0",
        ]
        assert pages[2].status_code == 404
