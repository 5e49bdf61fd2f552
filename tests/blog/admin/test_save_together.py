"""Saving what others saved too, through the form: merged, or decided on a screen."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from accounts.roles import Role
from blog.editing.revisions import save
from blog.models import Post, Revision
from tests.blog.admin.conftest import post_form
from tests.factories import TagFactory, UserFactory, make_post

pytestmark = pytest.mark.django_db
BODY = "One.\n\nTwo.\n\nThree.\n"


@pytest.fixture
def otto() -> User:
    return UserFactory(role=Role.EDITOR, name="Otto <b>")


@pytest.fixture
def post() -> Post:
    return make_post(title="A walk", address="a-walk", body=BODY)


def sent(post: Post, base: int | None, action: str = "save", **fields: Any) -> Any:
    form = {"title": "A walk", "address": "a-walk", "body": BODY, **fields}
    return post_form(action, base=str(base or ""), **form)


def change(client: Client, post: Post, data: Any) -> Any:
    answer: Any = client.post(reverse("admin:blog_post_change", args=[post.pk]), data, follow=True)
    post.refresh_from_db()
    return answer


def conflict_of(post: Post) -> str:
    text = post.revisions.get(note="Not merged yet")
    return reverse("admin:blog_post_conflict", args=[post.pk, text.pk])


class TestMerged:
    def test_who_saves_is_told_what_came_in_and_from_whom(
        self, as_editor: Client, post: Post, otto: User
    ) -> None:
        base = post.newest_revision_id
        theirs = BODY.replace("One.", "One, by Otto.")
        save(post, post.newest_snapshot().changed(body=theirs, summary="Short"), by=otto)

        answer = change(as_editor, post, sent(post, base, body=BODY.replace("Three.", "My end.")))

        assert post.body == "One, by Otto.\n\nTwo.\n\nMy end.\n"
        page = answer.content.decode()
        assert "Otto &lt;b&gt;’s version 2, which came in: summary, 1 place in the text." in page

    def test_what_nobody_has_seen_is_not_published(
        self, as_editor: Client, post: Post, otto: User
    ) -> None:
        base = post.newest_revision_id
        save(post, post.newest_snapshot().changed(summary="Short"), by=otto)

        answer = change(as_editor, post, sent(post, base, "publish", body="Mine."))

        assert post.status == "draft"
        assert (post.body, post.summary) == ("Mine.", "Short")
        assert "Nothing else was done: look at it, then press" in answer.content.decode()

    def test_a_form_shown_again_after_a_mistake_keeps_its_base(
        self, as_editor: Client, post: Post, otto: User
    ) -> None:
        base = post.newest_revision_id
        save(post, post.newest_snapshot().changed(summary="Short"), by=otto)

        answer: Any = change(as_editor, post, sent(post, base, title="", body="Mine."))

        assert answer.context["desk"].base == base
        assert answer.context["form"]["body"].value() == "Mine."
        assert post.body == BODY

    def test_fields_that_were_not_sent_are_not_taken_for_changed(
        self, as_editor: Client, post: Post, otto: User
    ) -> None:
        base = post.newest_revision_id
        tags = make_post(tags=["wind"]).newest_snapshot().tags
        save(post, post.newest_snapshot().changed(tags=tags, subtitle="By Otto"), by=otto)
        data = sent(post, base, body="Mine.")

        change(as_editor, post, data)

        assert [tag.name for tag in post.newest_snapshot().tags] == ["wind"]
        assert post.newest_snapshot().subtitle == "By Otto"

    def test_a_stale_tab_overwrites_nothing(
        self, as_editor: Client, post: Post, otto: User
    ) -> None:
        save(post, post.newest_snapshot().changed(body="All new."), by=otto)

        for base in ("", "nonsense", "999999999", "0"):
            data = {**sent(post, None, body="Stale."), "base": base}
            change(as_editor, post, data)

        assert post.newest_snapshot().body == "All new."
        assert post.revisions.filter(data__body="Stale.").exists()


class TestConflict:
    @pytest.fixture
    def screen(self, as_editor: Client, post: Post, otto: User) -> str:
        base = post.newest_revision_id
        theirs = post.newest_snapshot().changed(
            title="Otto's walk", body=BODY.replace("Two.", "Two by <i>Otto</i>.")
        )
        save(post, theirs, by=otto)
        mine = {"title": "My walk", "body": BODY.replace("Two.", "Two by me.")}
        change(as_editor, post, sent(post, base, "publish", **mine))
        return conflict_of(post)

    def decide(self, client: Client, post: Post, screen: str, **fields: str) -> Any:
        data = {"action": "merge", "theirs": str(post.newest_revision_id), **fields}
        answer: Any = client.post(screen, data, follow=True)
        post.refresh_from_db()
        return answer

    def test_saving_leads_to_both_versions_side_by_side(
        self, as_editor: Client, post: Post, screen: str
    ) -> None:
        page = as_editor.get(screen).content.decode()

        assert post.status == "draft"
        assert "Title" in page
        assert "Text, line 3" in page
        assert "Otto &lt;b&gt;’s (version 2)" in page
        assert "&lt;i&gt;Otto&lt;/i&gt;" in page
        assert "<i>Otto</i>" not in page

    @pytest.mark.parametrize(
        ("choice", "body"),
        [
            ("theirs", "Two by <i>Otto</i>.\n"),
            ("mine", "Two by me.\n"),
            ("both", "Two by <i>Otto</i>.\n\nTwo by me.\n"),
        ],
    )
    def test_each_place_is_decided_by_itself(
        self, as_editor: Client, post: Post, screen: str, choice: str, body: str
    ) -> None:
        self.decide(as_editor, post, screen, **{"choice-0": "theirs", "choice-1": choice})

        snapshot = post.newest_snapshot()
        assert snapshot.title == "Otto's walk"
        assert snapshot.body == f"One.\n\n{body}\nThree.\n"

    def test_what_somebody_writes_counts_more_than_what_they_chose(
        self, as_editor: Client, post: Post, screen: str
    ) -> None:
        own = {"text-0": "Our walk", "text-1": "Two by us.\r\n"}

        self.decide(as_editor, post, screen, **own, **{"choice-1": "theirs"})

        assert post.newest_snapshot().title == "Our walk"
        assert post.newest_snapshot().body == BODY.replace("Two.", "Two by us.")

    def test_the_whole_text_can_be_written_instead(
        self, as_editor: Client, post: Post, screen: str
    ) -> None:
        self.decide(as_editor, post, screen, body="Another text.")

        assert post.newest_snapshot().body == "Another text."

    def test_a_mistake_is_told_and_what_was_written_stays(
        self, as_editor: Client, post: Post, screen: str
    ) -> None:
        long = "x" * 400

        answer = self.decide(as_editor, post, screen, **{"text-0": long, "choice-1": "mine"})

        page = answer.content.decode()
        assert "shorten it to 300" in page
        assert long in page
        assert post.newest_snapshot().title == "Otto's walk"

    def test_a_third_save_meanwhile_comes_in_too(
        self, as_editor: Client, post: Post, screen: str, otto: User
    ) -> None:
        seen = str(post.newest_revision_id)
        save(post, post.newest_snapshot().changed(summary="Third"), by=otto)

        self.decide(as_editor, post, screen, theirs=seen, **{"choice-0": "mine"})

        assert post.newest_snapshot().title == "My walk"
        assert post.newest_snapshot().summary == "Third"

    def test_a_third_save_of_the_same_place_leads_to_the_screen_again(
        self, as_editor: Client, post: Post, screen: str, otto: User
    ) -> None:
        seen = str(post.newest_revision_id)
        save(post, post.newest_snapshot().changed(title="Third walk"), by=otto)

        answer = self.decide(as_editor, post, screen, theirs=seen, **{"choice-0": "mine"})

        assert post.newest_snapshot().title == "Third walk"
        assert "Third walk" in answer.content.decode()
        assert conflict_of(post) != screen

    @pytest.mark.parametrize("theirs", ["", "0", "x", "999999"])
    def test_a_screen_that_does_not_say_what_it_showed_saves_nothing(
        self, as_editor: Client, post: Post, screen: str, theirs: str
    ) -> None:
        answer = self.decide(as_editor, post, screen, theirs=theirs)

        assert "did not say what it showed" in answer.content.decode()
        assert post.newest_snapshot().title == "Otto's walk"

    def test_it_can_be_set_aside(self, as_editor: Client, post: Post, screen: str) -> None:
        answer = self.decide(as_editor, post, screen, action="set-aside")

        assert "stays in the history as version 3" in answer.content.decode()
        again: Any = as_editor.get(screen, follow=True)
        assert "That text is settled" in again.content.decode()

    def test_the_editor_lists_it_until_it_is_settled(
        self, as_editor: Client, post: Post, screen: str
    ) -> None:
        address = reverse("admin:blog_post_change", args=[post.pk])
        before = as_editor.get(address).content.decode()

        self.decide(as_editor, post, screen)

        assert screen in before
        assert screen not in as_editor.get(address).content.decode()

    def test_another_texts_version_is_not_shown_here(
        self, as_editor: Client, post: Post, screen: str
    ) -> None:
        other = make_post()
        text = Revision.objects.get(note="Not merged yet")

        for pk in (text.pk, 0, 10**30):
            answer = as_editor.get(f"/admin/blog/post/{other.pk}/conflict/{pk}/")
            assert answer.status_code == 404

    def test_credits_and_tags_are_decided_by_element(
        self, as_editor: Client, post: Post, otto: User
    ) -> None:
        TagFactory(name="sea")
        base = post.newest_revision_id
        tags = make_post(tags=["wind"]).newest_snapshot().tags
        save(post, post.newest_snapshot().changed(tags=tags), by=otto)

        change(as_editor, post, sent(post, base, tags="sea"))

        assert {tag.name for tag in post.newest_snapshot().tags} == {"sea", "wind"}
