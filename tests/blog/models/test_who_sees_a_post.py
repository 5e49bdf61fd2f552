"""`editable_by` and `visible_to`: which posts exist for whom."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from accounts.roles import Role
from blog.editing.workflow import archive
from blog.models import Post
from tests.factories import AuthorFactory, UserFactory, make_post

pytestmark = pytest.mark.django_db


def one_of_each_state(**fields: object) -> None:
    make_post(title="draft", **fields)  # type: ignore[arg-type]
    make_post(title="public", published=True, **fields)  # type: ignore[arg-type]
    make_post(title="scheduled", at=timezone.now() + timedelta(days=1), **fields)  # type: ignore[arg-type]
    archive(make_post(title="archived", published=True, **fields), by=None)  # type: ignore[arg-type]


def titles(posts: object) -> set[str]:
    return {post.title for post in posts}  # type: ignore[attr-defined]


EVERYTHING = {"draft", "public", "scheduled", "archived"}


def test_anonymous_readers_see_what_is_public() -> None:
    one_of_each_state()

    assert titles(Post.objects.visible_to(AnonymousUser())) == {"public"}


@pytest.mark.parametrize(
    ("role", "editable", "visible"),
    [
        (None, set(), {"public"}),
        (Role.CONTRIBUTOR, {"draft"}, {"draft", "public"}),
        (Role.AUTHOR, EVERYTHING, EVERYTHING),
        (Role.EDITOR, EVERYTHING, EVERYTHING),
        (Role.ADMINISTRATOR, EVERYTHING, EVERYTHING),
    ],
)
def test_of_their_own_posts(role: Role | None, editable: set[str], visible: set[str]) -> None:
    user = UserFactory(role=role)
    one_of_each_state(by=user)

    assert titles(Post.objects.editable_by(user)) == editable
    assert titles(Post.objects.visible_to(user)) == visible


@pytest.mark.parametrize(
    ("role", "editable", "visible"),
    [
        (Role.CONTRIBUTOR, set(), {"public"}),
        (Role.AUTHOR, set(), {"public"}),
        (Role.EDITOR, EVERYTHING, EVERYTHING),
    ],
)
def test_of_other_peoples_posts(role: Role, editable: set[str], visible: set[str]) -> None:
    user = UserFactory(role=role)
    one_of_each_state(by=UserFactory())

    assert titles(Post.objects.editable_by(user)) == editable
    assert titles(Post.objects.visible_to(user)) == visible


def test_a_credited_contributor_may_edit_the_draft() -> None:
    user = UserFactory(role=Role.CONTRIBUTOR)
    make_post(title="draft", credits=[AuthorFactory(user=user)])

    assert titles(Post.objects.editable_by(user)) == {"draft"}


def test_a_deactivated_editor_sees_no_more_than_readers() -> None:
    user = UserFactory(role=Role.EDITOR, is_active=False)
    one_of_each_state()

    assert titles(Post.objects.editable_by(user)) == set()
