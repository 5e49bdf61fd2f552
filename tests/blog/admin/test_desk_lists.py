"""What the desk lists of one's own and of everybody's, and that it stays as fast as it is."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import User
from accounts.roles import Role
from blog.editing.checklist import tick
from blog.editing.comments import comment
from blog.editing.review import approve, ask_for_changes, submit
from blog.editing.revisions import add_revision, save
from blog.editing.trash import throw_away
from blog.editing.workflow import publish
from blog.models import (
    ChecklistTask,
    Collaborator,
    Revision,
)
from tests.blog.admin.desk import Part, sign_in, submitted
from tests.factories import (
    AuthorFactory,
    CollaboratorFactory,
    UserFactory,
    make_page,
    make_post,
)

pytestmark = pytest.mark.django_db

MOST_QUERIES = 20


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
