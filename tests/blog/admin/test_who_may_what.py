"""What each role sees in the admin and may do there, by link, form and address."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.roles import Role
from blog.models import Post
from tests.factories import (
    AuthorFactory,
    ImageFactory,
    TagFactory,
    make_page,
    make_post,
)

pytestmark = [pytest.mark.django_db, pytest.mark.once]

SignIn = Callable[..., Client]
C, A, E, D = Role.CONTRIBUTOR, Role.AUTHOR, Role.EDITOR, Role.ADMINISTRATOR

# Address, and what each role gets: contributor, author, editor, administrator.
LISTS = {
    "post_changelist": (200, 200, 200, 200),
    "post_add": (200, 200, 200, 200),
    "page_changelist": (403, 403, 200, 200),
    "page_add": (403, 403, 200, 200),
    "image_changelist": (200, 200, 200, 200),
    "image_add": (200, 200, 200, 200),
    "author_changelist": (200, 200, 200, 200),
    "author_add": (403, 403, 200, 200),
    "collaborator_changelist": (200, 200, 200, 200),
    "collaborator_add": (403, 403, 200, 200),
    "grant_changelist": (200, 200, 200, 200),
    "grant_add": (403, 403, 200, 200),
    "category_changelist": (200, 200, 200, 200),
    "category_add": (403, 403, 200, 200),
    "tag_changelist": (200, 200, 200, 200),
    "tag_add": (403, 200, 200, 200),
    "series_changelist": (200, 200, 200, 200),
    "series_add": (403, 403, 200, 200),
    "redirect_changelist": (403, 403, 200, 200),
    "redirect_add": (403, 403, 200, 200),
    "menuitem_changelist": (403, 403, 200, 200),
    "menuitem_add": (403, 403, 200, 200),
    "sitesettings_changelist": (403, 403, 403, 302),
    "feedpolls_changelist": (403, 403, 200, 200),
    "hubnotice_changelist": (403, 403, 403, 200),
}
# Of somebody else's things.
OTHERS = {
    "draft": (404, 404, 200, 200),
    "published": (404, 404, 200, 200),
    "page": (404, 404, 200, 200),
    "author": (200, 200, 200, 200),
    "hidden author": (302, 302, 200, 200),
    "image": (200, 200, 200, 200),
    "draft's preview": (404, 404, 200, 200),
    "published's archive": (404, 404, 200, 200),
    "author's merge": (403, 403, 200, 200),
    "tag's merge": (403, 403, 200, 200),
    "tag's deletion": (403, 403, 200, 200),
}


def expected(table: Mapping[str, tuple[int, ...]]) -> list[Any]:
    return [
        pytest.param(what, role, answers[index], id=f"{role.name.lower()}-{what}")
        for what, answers in table.items()
        for index, role in enumerate((C, A, E, D))
    ]


@pytest.fixture
def things() -> dict[str, str]:
    """Addresses of what belongs to somebody else."""
    draft, published = make_post(), make_post(published=True)
    author, hidden = AuthorFactory(), AuthorFactory(is_hidden=True)
    tag = TagFactory()
    return {
        "draft": reverse("admin:blog_post_change", args=[draft.pk]),
        "published": reverse("admin:blog_post_change", args=[published.pk]),
        "page": reverse("admin:blog_page_change", args=[make_page().pk]),
        "author": reverse("admin:blog_author_change", args=[author.pk]),
        "hidden author": reverse("admin:blog_author_change", args=[hidden.pk]),
        "image": reverse("admin:blog_image_change", args=[ImageFactory().pk]),
        "draft's preview": reverse("admin:blog_post_preview", args=[draft.pk]),
        "published's archive": reverse("admin:blog_post_archive", args=[published.pk]),
        "author's merge": reverse("admin:blog_author_merge", args=[author.pk]),
        "tag's merge": reverse("admin:blog_tag_merge", args=[tag.pk]),
        "tag's deletion": reverse("admin:blog_tag_delete", args=[tag.pk]),
    }


class TestAddresses:
    @pytest.mark.parametrize(("name", "role", "status"), expected(LISTS))
    def test_lists_and_new_forms(self, as_role: SignIn, name: str, role: Role, status: int) -> None:
        answer = as_role(role).get(reverse(f"admin:blog_{name}"))

        assert answer.status_code == status

    @pytest.mark.parametrize(("what", "role", "status"), expected(OTHERS))
    def test_things_of_others(
        self, as_role: SignIn, things: dict[str, str], what: str, role: Role, status: int
    ) -> None:
        answer = as_role(role).get(things[what])

        assert answer.status_code == status

    @pytest.mark.parametrize("what", OTHERS)
    def test_strangers_are_sent_to_sign_in(
        self, client: Client, things: dict[str, str], what: str
    ) -> None:
        answer = client.get(things[what])

        assert "login" in answer.headers["Location"]

    @pytest.mark.parametrize("role", list(Role))
    def test_nobody_deletes_a_post_or_a_page(self, as_role: SignIn, role: Role) -> None:
        post, page = make_post(), make_page()

        client = as_role(role)
        found = [
            client.post(reverse(f"admin:blog_{kind}_delete", args=[row.pk]), {"post": "yes"})
            for kind, row in (("post", post), ("page", page))
        ]

        assert {answer.status_code for answer in found} <= {302, 403, 404}
        assert Post.objects.filter(pk=post.pk).exists()
