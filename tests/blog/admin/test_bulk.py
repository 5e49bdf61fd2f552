"""Doing one thing to many posts: to which, and what the report says."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import User
from accounts.roles import Role
from blog.editing.bulk import adding_tag, for_each
from blog.editing.revisions import save
from blog.editing.workflow import archive
from blog.models import Post, SiteSettings, Status, Tag
from tests.blog.admin.in_bulk import LIST, choose, do, pair, told
from tests.factories import (
    AuthorFactory,
    CategoryFactory,
    TagFactory,
    UserFactory,
    make_post,
)

pytestmark = pytest.mark.django_db

SignIn = Callable[..., Client]


class TestChoosing:
    def test_the_chosen_posts_are_looked_over_first(self, as_editor: Client) -> None:
        one, two = make_post(title="One"), make_post(title="Two")
        make_post(title="Three")

        answer = choose(as_editor, "publish", one, two)

        assert {post.title for post in answer.context["chosen"]} == {"One", "Two"}
        assert Post.objects.published().count() == 0

    def test_all_that_match_the_filter_are_chosen_at_once(self, as_editor: Client) -> None:
        for _ in range(3):
            make_post(title="Draft")
        public = make_post(title="Public", published=True)

        answer = choose(as_editor, "category", public, query="?state=draft", select_across="1")

        assert [post.title for post in answer.context["chosen"]] == ["Draft"] * 3

    def test_more_than_can_be_looked_over_is_refused_with_a_sentence(
        self, as_editor: Client, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("blog.admin.bulk.MOST", 2)
        posts = [make_post() for _ in range(3)]

        from_list = choose(as_editor, "publish", *posts)
        direct = do(as_editor, "publish", *posts)

        assert (from_list.status_code, direct.status_code) == (302, 302)
        page = as_editor.get(LIST).content.decode()
        assert "Choose at most 2 posts at once" in page
        assert Post.objects.published().count() == 0

    @pytest.mark.parametrize("keys", [[], ["abc"], ["\x00"], ["9" * 19], ["9" * 4000], ["-1"]])
    def test_keys_that_no_list_sends_choose_nothing(
        self, as_editor: Client, keys: list[str]
    ) -> None:
        make_post()
        sent = {"action": "publish", "index": "0", "_selected_action": keys}

        from_list = as_editor.post(LIST, sent)
        direct = as_editor.post(f"{LIST}bulk/publish/", {"go": "yes", "post": keys})

        assert (from_list.status_code, direct.status_code) == (302, 302)

    def test_the_screen_takes_as_many_queries_for_thirty_as_for_three(
        self, as_editor: Client
    ) -> None:
        posts = [make_post(published=True) for _ in range(30)]
        choose(as_editor, "publish", *posts[:1])

        with CaptureQueriesContext(connection) as few:
            choose(as_editor, "publish", *posts[:3])
        with CaptureQueriesContext(connection) as many:
            choose(as_editor, "publish", *posts)

        assert len(many) == len(few)

    def test_what_cannot_be_done_in_bulk_is_not_found(self, as_editor: Client) -> None:
        assert do(as_editor, "erase", make_post()).status_code == 404


class TestDoing:
    def test_drafts_are_published_and_the_rest_is_told(self, as_editor: Client) -> None:
        draft = make_post(title="Draft")
        empty = make_post(title="Empty", body="")
        public = make_post(title="Public", published=True)

        report = told(do(as_editor, "publish", draft, empty, public))

        draft.refresh_from_db()
        assert draft.is_public
        assert (report["done"], report["same"]) == (["Draft"], ["Public"])
        assert "There is no text yet" in report["refused"][0]

    def test_a_decision_made_by_hand_is_left_alone(self, as_editor: Client) -> None:
        soon = timezone.now() + timedelta(days=3)
        later = make_post(at=soon)
        planned = make_post(published_at=soon)
        gone = make_post(published=True)
        archive(gone, by=None)

        report = told(do(as_editor, "publish", later, planned, gone))

        assert report["done"] == []
        assert [reason.split(".")[0] for reason in report["refused"]] == [
            "Its date is to come",
            "Its date is to come",
            "It is archived",
        ]

    def test_what_somebody_saved_meanwhile_is_not_published_unseen(self, as_editor: Client) -> None:
        post = make_post()
        seen = pair(post)
        other = UserFactory(role=Role.EDITOR, name="Robin")
        save(post, post.newest_snapshot().changed(body="Not yet."), by=other)

        answer = as_editor.post(f"{LIST}bulk/publish/", {"go": "yes", "post": [seen]})

        assert "Robin saved version 2 meanwhile" in told(answer)["refused"][0]
        assert Post.objects.published().count() == 0

    def test_archiving_asks_for_one_reason_for_all(self, as_editor: Client) -> None:
        public, draft = make_post(title="Public", published=True), make_post()

        without = do(as_editor, "archive", public, draft, reason=" ")
        report = told(do(as_editor, "archive", public, draft, reason="The project ended."))

        public.refresh_from_db()
        assert "Say why" in str(without.context["form"].errors)
        assert (public.status, public.archive_reason) == (Status.ARCHIVED, "The project ended.")
        assert report["done"] == ["Public"]
        assert "Readers never saw this" in report["refused"][0]

    def test_a_tag_is_added_as_a_newer_draft_that_readers_do_not_see(
        self, as_editor: Client, editor: User
    ) -> None:
        TagFactory(name="walking")
        public, draft = make_post(published=True), make_post()

        answer = do(as_editor, "add-tag", public, draft, tag="#Walking")

        public.refresh_from_db()
        assert not public.tags.exists()
        assert public.has_newer_draft
        newest = public.newest_revision
        assert newest is not None
        assert newest.created_by == editor
        assert newest.note == "Added the tag “walking”"
        assert [tag.name for tag in draft.tags.all()] == ["walking"]
        assert "Readers do not see the change to public posts yet" in answer.content.decode()

    def test_a_change_is_published_too_where_it_was_asked_for(self, as_editor: Client) -> None:
        news = CategoryFactory(name="News")
        public = make_post(title="Public", published=True)
        later = make_post(title="Later", at=timezone.now() + timedelta(days=3))
        waiting = make_post(title="Waiting", published=True)
        save(waiting, waiting.newest_snapshot().changed(body="Half done."), by=None)

        answer = do(as_editor, "category", public, later, waiting, category=news.pk, republish="on")

        for post in (public, later, waiting):
            post.refresh_from_db()
        assert (public.category, later.category, waiting.category) == (news, news, None)
        assert later.is_scheduled
        assert told(answer)["done"] == ["Public", "Later"]
        assert "a newer draft that readers don’t see" in told(answer)["refused"][0]
        assert waiting.newest_snapshot().category is None

    def test_what_needs_an_approval_first_is_kept_as_a_newer_draft(self, as_editor: Client) -> None:
        post, news = make_post(published=True), CategoryFactory(name="News")
        SiteSettings.objects.update(approvals_needed=1)

        answer = do(as_editor, "category", post, category=news.pk, republish="on")

        post.refresh_from_db()
        [reason] = told(answer)["refused"]
        assert reason.startswith("Saved as a newer draft, but not published. ")
        assert (post.category, post.has_newer_draft) == (None, True)

    def test_a_tag_is_removed_under_its_merged_names_too(self, as_editor: Client) -> None:
        post, without = make_post(tags=["hiking", "sea"]), make_post(title="Without")
        walking = TagFactory(name="walking")
        Tag.objects.filter(name="hiking").update(merged_into=walking)

        report = told(do(as_editor, "remove-tag", post, without, tag="walking"))

        assert [ref.name for ref in _fresh(post).newest_snapshot().tags] == ["sea"]
        assert report["same"] == ["Without"]

    def test_an_author_takes_the_place_of_another_once(self, as_editor: Client) -> None:
        ada, bo = AuthorFactory(name="Ada"), AuthorFactory(name="Bo", affiliation="Shore Lab")
        alone, both = make_post(credits=[ada]), make_post(credits=[ada, bo])

        do(as_editor, "author", alone, both, old=ada.pk, new=bo.pk)

        for post in (alone, both):
            named = _fresh(post).newest_snapshot().credits
            assert [credit.author.name for credit in named] == ["Bo"]
        assert _fresh(alone).newest_snapshot().credits[0].affiliation == "Shore Lab"

    @pytest.mark.parametrize(
        ("verb", "fields", "sentence"),
        [
            ("add-tag", {"tag": "nothing"}, "There is no tag “nothing” yet"),
            ("add-tag", {"tag": "x" * 5000}, "at most 100 characters"),
            ("remove-tag", {}, "Write a tag"),
            ("category", {"category": "9" * 30}, "Select a valid choice"),
            ("author", {}, "Choose who is credited now"),
        ],
    )
    def test_what_is_missing_or_wrong_is_asked_for_again(
        self, as_editor: Client, verb: str, fields: dict[str, str], sentence: str
    ) -> None:
        post = make_post(title="One")

        answer = do(as_editor, verb, post, **fields)

        assert sentence in answer.content.decode()
        assert [one.title for one in answer.context["chosen"]] == ["One"]

    def test_an_author_is_not_put_in_their_own_place(self, as_editor: Client) -> None:
        ada = AuthorFactory()

        answer = do(as_editor, "author", make_post(credits=[ada]), old=ada.pk, new=ada.pk)

        assert "Choose two different authors" in answer.content.decode()

    def test_a_hostile_title_is_shown_as_text(self, as_editor: Client) -> None:
        post = make_post(title="<script>alert(1)</script>", body="")

        looked_over = choose(as_editor, "publish", post).content.decode()
        report = do(as_editor, "publish", post).content.decode()

        assert "<script>alert" not in looked_over + report

    def test_what_took_too_long_is_left_to_go_on_with(
        self, as_editor: Client, editor: User, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        one, two = make_post(), make_post()
        deed = adding_tag(editor, TagFactory(name="sea"), republish=False)

        report = for_each([one.pk, two.pk], Post.objects.all(), deed, seconds=0)
        monkeypatch.setattr("blog.admin.bulk.for_each", lambda *args: report)
        page = do(as_editor, "add-tag", one, two, tag="sea").content.decode()

        assert report.left == [one.pk, two.pk]
        assert "2 posts would have taken too long at once" in page
        assert f'value="{pair(one)}"' in page


def _fresh(post: Post) -> Post:
    return Post.objects.get(pk=post.pk)
