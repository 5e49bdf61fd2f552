"""What each role may do with its own posts, profile and pictures, and with those of others."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from accounts.roles import Role
from blog.models import Author, AuthorGroup, Post, Status
from tests.blog.admin.conftest import page_form, post_form
from tests.factories import (
    AuthorFactory,
    CategoryFactory,
    CollaboratorFactory,
    ImageFactory,
    SeriesFactory,
    TagFactory,
    UserFactory,
    make_post,
)

pytestmark = pytest.mark.django_db

SignIn = Callable[..., Client]
C, A, E, D = Role.CONTRIBUTOR, Role.AUTHOR, Role.EDITOR, Role.ADMINISTRATOR


class TestContributor:
    @pytest.fixture
    def me(self) -> User:
        return UserFactory(role=C)

    @pytest.fixture
    def mine(self, client: Client, me: User) -> Client:
        client.force_login(me)
        return client

    def test_the_list_holds_own_drafts_alone(self, mine: Client, me: User) -> None:
        credited = AuthorFactory(user=me)
        own = make_post(by=me)
        by_credit = make_post(credits=[credited])
        make_post(by=me, published=True)
        make_post()

        page = mine.get(reverse("admin:blog_post_changelist"))

        assert set(page.context["cl"].queryset) == {own, by_credit}

    def test_a_draft_is_saved_but_not_published(self, mine: Client, me: User) -> None:
        mine.post(reverse("admin:blog_post_add"), post_form())
        post = Post.objects.get()

        answer = mine.post(
            reverse("admin:blog_post_change", args=[post.pk]),
            post_form("publish", base=str(post.newest_revision_id), body="Changed."),
        )

        post.refresh_from_db()
        assert (post.created_by, post.status) == (me, Status.DRAFT)
        assert "Your role does not let you publish this" in answer.content.decode()
        assert post.body == "Changed."

    @pytest.mark.parametrize("action", ["publish", "schedule", "unpublish", "archive"])
    def test_no_button_and_no_forged_request_publishes_a_new_post(
        self, mine: Client, action: str
    ) -> None:
        page = mine.get(reverse("admin:blog_post_add"))
        soon = (timezone.now() + timedelta(days=1)).strftime("%Y-%m-%dT%H:%M")

        answer = mine.post(reverse("admin:blog_post_add"), post_form(action, published_at=soon))

        assert [button.action for button in page.context["buttons"]] == ["save", "submit"]
        assert "Saved as a draft, but not more than that" in answer.content.decode()
        assert Post.objects.get().status == Status.DRAFT

    def test_a_new_tag_is_refused_with_a_sentence(self, mine: Client) -> None:
        TagFactory(name="walking")

        answer = mine.post(reverse("admin:blog_post_add"), post_form(tags="walking, running"))

        assert "no tag “running” yet" in str(answer.context["form"].errors["tags"])

    def test_no_select_offers_what_the_role_may_not_see(self, mine: Client) -> None:
        AuthorFactory(name="Hidden Author", is_hidden=True)
        CollaboratorFactory(name="Hidden Partner", is_hidden=True)
        make_post(title="Secret plans")
        make_post(title="Public words", published=True)

        page = mine.get(reverse("admin:blog_post_add")).content.decode()

        assert "Public words" in page
        for name in ("Hidden Author", "Hidden Partner", "Secret plans"):
            assert name not in page

    def test_what_may_not_be_seen_can_not_be_chosen_by_force(self, mine: Client) -> None:
        hidden, secret = AuthorFactory(is_hidden=True), make_post()

        answer = mine.post(
            reverse("admin:blog_post_add"),
            post_form(translation_of=secret.pk, credits=[{"author": hidden.pk}]),
        )

        desk = answer.context["desk"]
        assert "translation_of" in desk.form.errors
        assert "author" in desk.credits[0].errors

    def test_a_post_too_old_to_be_offered_can_be_chosen(
        self, mine: Client, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("blog.admin.choices.MOST_ORIGINALS", 1)
        old = make_post(language="pt", at=timezone.now() - timedelta(days=900))
        make_post(published=True)

        answer = mine.post(reverse("admin:blog_post_add"), post_form(translation_of=old.pk))

        assert answer.status_code == 302
        assert Post.objects.drafts().get().translation_group == old.translation_group

    def test_a_translation_of_a_draft_of_others_keeps_its_title_secret(
        self, mine: Client, me: User
    ) -> None:
        secret = make_post(title="Secret plans", language="pt")
        post = make_post(by=me, translation_of=secret)

        page = mine.get(reverse("admin:blog_post_change", args=[post.pk])).content.decode()

        assert "Secret plans" not in page

    def test_own_pictures_are_described_and_those_of_others_looked_at(
        self, mine: Client, me: User
    ) -> None:
        own, other = ImageFactory(uploaded_by=me), ImageFactory()

        for image in (own, other):
            address = reverse("admin:blog_image_change", args=[image.pk])
            mine.post(address, {"title": "New", "alt": "Words"})

        own.refresh_from_db()
        other.refresh_from_db()
        assert (own.title, other.title != "New") == ("New", True)

    def test_taking_the_own_credit_away_leads_back_to_the_list(
        self, mine: Client, me: User
    ) -> None:
        post = make_post(credits=[AuthorFactory(user=me)])

        answer = mine.post(
            reverse("admin:blog_post_change", args=[post.pk]),
            post_form(base=str(post.newest_revision_id)),
        )

        assert answer.headers["Location"] == reverse("admin:blog_post_changelist")


class TestAuthor:
    @pytest.fixture
    def me(self) -> User:
        return UserFactory(role=A)

    @pytest.fixture
    def mine(self, client: Client, me: User) -> Client:
        client.force_login(me)
        return client

    def test_own_posts_are_published_from_a_new_form(self, mine: Client) -> None:
        mine.post(reverse("admin:blog_post_add"), post_form("publish", address="a-walk"))

        assert Client().get("/blog/a-walk/").status_code == 200

    def test_own_public_posts_stay_editable(self, mine: Client, me: User) -> None:
        post = make_post(by=me, published=True)

        assert mine.get(reverse("admin:blog_post_change", args=[post.pk])).status_code == 200

    def test_the_own_profile_is_changed_except_address_account_and_hiding(
        self, mine: Client, me: User
    ) -> None:
        profile = AuthorFactory(user=me, name="Old Name", slug="old-name")
        team = AuthorGroup.objects.create(name="Team")

        mine.post(
            reverse("admin:blog_author_change", args=[profile.pk]),
            {
                "name": "New Name",
                "group": str(team.pk),
                "links-TOTAL_FORMS": "1",
                "links-INITIAL_FORMS": "0",
                "links-0-label": "Code",
                "links-0-url": "https://code.example/me",
                "links-0-position": "0",
                "bio": "Writes *often*.",
                "slug": "x",
                "user": "",
                "is_hidden": "on",
            },
        )

        profile.refresh_from_db()
        assert (profile.name, profile.slug, profile.user) == ("New Name", "old-name", me)
        assert (profile.is_hidden, profile.group) == (False, None)
        assert [link.url for link in profile.links.all()] == ["https://code.example/me"]
        assert "<em>often</em>" in profile.bio_html

    def test_the_profile_of_others_is_looked_at_alone(self, mine: Client) -> None:
        other = AuthorFactory(name="Other")

        answer = mine.post(
            reverse("admin:blog_author_change", args=[other.pk]), {"name": "Changed"}
        )

        other.refresh_from_db()
        assert (answer.status_code, other.name) == (403, "Other")


class TestEditor:
    def test_accounts_are_not_shown_to_editors(self, as_role: SignIn) -> None:
        UserFactory(name="", email="private@example.org")
        author = AuthorFactory(user=UserFactory(name="", email="secret@example.org"))

        client = as_role(E)
        pages = [
            client.get(reverse("admin:blog_author_change", args=[author.pk])),
            client.get(reverse("admin:blog_author_changelist")),
        ]

        assert "private@example.org" not in pages[0].content.decode()
        assert "secret@example.org" not in pages[1].content.decode()

    def test_an_administrator_links_an_account(self, as_role: SignIn) -> None:
        author, user = AuthorFactory(slug="ada"), UserFactory()

        as_role(D).post(
            reverse("admin:blog_author_change", args=[author.pk]),
            {
                "links-TOTAL_FORMS": "0",
                "links-INITIAL_FORMS": "0",
                "name": "Ada",
                "slug": "ada",
                "user": user.pk,
            },
        )

        assert Author.objects.get(pk=author.pk).user == user

    def test_pages_are_an_editors(self, as_role: SignIn) -> None:
        answer = as_role(A).post(reverse("admin:blog_page_add"), page_form(address="x"))

        assert answer.status_code == 403


class TestHome:
    @pytest.mark.parametrize("role", list(Role))
    def test_it_opens_for_everybody_and_shows_their_own_drafts(
        self, client: Client, role: Role
    ) -> None:
        me = UserFactory(role=role)
        make_post(by=me, title="My own draft")
        make_post(title="A draft of others")
        client.force_login(me)

        page = client.get(reverse("admin:index")).content.decode()

        assert "My own draft" in page
        assert "A draft of others" not in page

    def test_somebody_without_a_role_is_told_whom_to_ask(self, as_role: SignIn) -> None:
        CategoryFactory()
        SeriesFactory()

        page = as_role(None, is_staff=True).get(reverse("admin:index")).content.decode()

        assert "Ask an administrator" in page
