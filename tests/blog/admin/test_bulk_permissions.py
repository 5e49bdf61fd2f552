"""Doing one thing to many posts: who may, and to which of them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from accounts.models import User
from accounts.roles import Role
from blog.models import Post, Tag
from tests.blog.admin.in_bulk import LIST, choose, do, told
from tests.factories import (
    AuthorFactory,
    TagFactory,
    UserFactory,
    make_post,
)

pytestmark = pytest.mark.django_db

SignIn = Callable[..., Client]


class TestWhoMay:
    """A post of Ada's, drafted or public, among posts of others."""

    @pytest.fixture
    def sea(self) -> Tag:
        tag: Tag = TagFactory(name="sea")
        return tag

    def posts(self, me: User) -> list[Post]:
        credited = AuthorFactory(user=me)
        return [
            make_post(title="own draft", by=me),
            make_post(title="credited", credits=[credited]),
            make_post(title="own public", by=me, published=True),
            make_post(title="other draft"),
            make_post(title="other public", published=True),
        ]

    @pytest.mark.parametrize(
        ("role", "done"),
        [
            (Role.CONTRIBUTOR, {"own draft", "credited"}),
            (Role.AUTHOR, {"own draft", "credited", "own public"}),
            (
                Role.EDITOR,
                {"own draft", "credited", "own public", "other draft", "other public"},
            ),
        ],
    )
    @pytest.mark.usefixtures("sea")
    def test_only_what_may_be_edited_one_by_one_gets_a_tag(
        self, client: Client, role: Role, done: set[str]
    ) -> None:
        me = UserFactory(role=role)
        posts = self.posts(me)
        client.force_login(me)

        report = told(do(client, "add-tag", *posts, tag="sea"))

        assert set(report["done"]) == done
        assert len(report["refused"]) == len(posts) - len(done)
        assert set(report["refused"]) <= {"It is gone, or not yours to edit any more."}

    @pytest.mark.parametrize(
        ("role", "done"),
        [
            (Role.AUTHOR, {"own draft", "credited"}),
            (Role.EDITOR, {"own draft", "credited", "other draft"}),
        ],
    )
    def test_only_what_may_be_published_one_by_one_is(
        self, client: Client, role: Role, done: set[str]
    ) -> None:
        me = UserFactory(role=role)
        posts = self.posts(me)
        client.force_login(me)

        report = told(do(client, "publish", *posts))

        assert set(report["done"]) == done

    def test_a_reviewer_publishes_nothing_that_is_not_theirs(self, client: Client) -> None:
        me = UserFactory(role=Role.AUTHOR)
        post = make_post()
        Post.objects.filter(pk=post.pk).update(reviewer=me)
        client.force_login(me)

        report = told(do(client, "publish", post))

        assert "Your role does not let you publish this" in report["refused"][0]

    @pytest.mark.parametrize("verb", ["publish", "archive"])
    def test_a_contributor_is_offered_neither_and_refused_both(
        self, as_role: SignIn, verb: str
    ) -> None:
        client = as_role(Role.CONTRIBUTOR)

        page = client.get(LIST).content.decode()
        answer = do(client, verb, make_post(), reason="Why not")

        assert f'value="{verb}"' not in page
        assert answer.status_code == 403

    def test_a_contributor_is_not_asked_to_publish_the_change(self, as_role: SignIn) -> None:
        client = as_role(Role.CONTRIBUTOR)

        answer = do(client, "category", make_post(), republish="on")

        assert "report" in answer.context
        assert Post.objects.published().count() == 0

    def test_titles_of_others_stay_secret(self, as_role: SignIn) -> None:
        client = as_role(Role.AUTHOR)
        secret = make_post(title="Secret plans")

        pages = [
            choose(client, "publish", secret).content.decode(),
            do(client, "publish", secret).content.decode(),
            do(client, "archive", secret).content.decode(),
        ]

        assert not any("Secret plans" in page for page in pages)

    def test_somebody_who_is_not_signed_in_does_nothing(self, client: Client) -> None:
        post = make_post()

        answer = do(client, "publish", post)

        assert answer["Location"].startswith("/accounts/login/")
        assert Post.objects.published().count() == 0
