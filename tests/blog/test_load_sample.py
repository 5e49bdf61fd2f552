"""Somebody fills a new installation with the sample blog: `manage.py load_sample`."""

import itertools
from collections.abc import Iterator
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client, override_settings
from pytest_django import DjangoDbBlocker, Settings

from accounts.models import User
from accounts.roles import Role
from blog.editing.pictures.uploads import store_image
from blog.editing.revisions import save
from blog.models import Author, Image, MenuItem, Page, Post, Revision, SiteSettings
from blog.transfer.sample import pictures, texts
from blog.transfer.sample.accounts import ACCOUNTS, PASSWORD
from blog.transfer.sample.load import CONTENT
from tests.factories import UserFactory, make_post
from tests.kept_rows import rows_kept
from tests.page_kinds import quickly_drawn

pytestmark = pytest.mark.django_db

ALL = (*CONTENT, Revision, Image, User)


@pytest.fixture(scope="module", autouse=True)
def quick_pictures() -> Iterator[None]:
    """Put a few pixels in place of each drawing; the drawings have tests of their own."""
    with quickly_drawn():
        yield


def load(**options: Any) -> str:
    out = StringIO()
    call_command("load_sample", stdout=out, **options)
    return out.getvalue()


def counts() -> dict[str, int]:
    return {model.__name__: model._default_manager.count() for model in ALL}


def stop_after(number: int, function: Any) -> Any:
    """Return the function as it is, but interrupted at its call of this number."""
    calls = itertools.count(1)

    def interrupted(*args: Any, **kwargs: Any) -> Any:
        if next(calls) == number:
            raise KeyboardInterrupt
        return function(*args, **kwargs)

    return interrupted


@pytest.fixture(scope="class")
def at_home(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    """What the command said that loaded the sample where DEBUG is on."""
    with rows_kept(django_db_blocker):
        with override_settings(DEBUG=True):
            said = load()
        yield said


@pytest.fixture(scope="class")
def in_production(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    """What the command said that loaded the sample where DEBUG is off."""
    with rows_kept(django_db_blocker):
        yield load()


class TestAtHome:
    """What all can look at that is loaded where DEBUG is on."""

    def test_an_empty_database_becomes_a_publication(self, at_home: str, client: Client) -> None:
        assert "29 posts, 6 pages" in at_home
        assert PASSWORD in at_home
        assert SiteSettings.load().name == "Hut & Harbour"
        assert client.get("/").status_code == 200

    def test_there_is_an_account_for_each_role(self, at_home: str) -> None:
        roles = {account.email: User.objects.get(email=account.email).role for account in ACCOUNTS}

        assert list(roles.values()) == list(Role)
        assert all(user.check_password(PASSWORD) for user in User.objects.all())

    def test_writers_own_their_drafts(self, at_home: str) -> None:
        contributor = User.objects.get(email="contributor@example.org")

        drafts = Post.objects.editable_by(contributor).drafts()

        assert [post.slug for post in drafts] == ["in-praise-of-drains"]


class TestInProduction:
    """What is done beside a sample that was loaded where DEBUG is off."""

    def test_nobody_gets_an_account_with_a_known_password(self, in_production: str) -> None:
        assert not User.objects.exists()
        assert "--accounts" in in_production
        assert Post.objects.filter(created_by__isnull=False).count() == 0

    def test_accounts_can_be_asked_for_later(self, in_production: str) -> None:
        told = load(accounts=True)

        assert "editor@example.org" in told
        assert User.objects.get(email="editor@example.org").author.slug == "priya-lindqvist"

    def test_loading_again_changes_nothing(self, in_production: str) -> None:
        before, dates = counts(), list(Post.objects.values_list("pk", "modified_at"))

        again = load()

        assert "already" in again
        assert counts() == before
        assert list(Post.objects.values_list("pk", "modified_at")) == dates

    def test_what_was_changed_since_stays_changed(self, in_production: str) -> None:
        Post.objects.filter(slug="tidelog-3").update(title="Ours now")
        SiteSettings.objects.update(name="Ours now")
        MenuItem.objects.all().delete()

        load(force=True)

        assert Post.objects.get(slug="tidelog-3").title == "Ours now"
        assert SiteSettings.load().name == "Ours now"
        assert not MenuItem.objects.exists()

    def test_if_empty_passes_over_the_sample_itself_in_silence(self, in_production: str) -> None:
        again = load(if_empty=True)

        assert again == ""


def test_a_database_with_content_is_refused_and_untouched() -> None:
    make_post(title="Somebody's own")
    before = counts()

    with pytest.raises(CommandError, match="--force"):
        load()

    assert counts() == before


def test_if_empty_passes_over_a_database_with_content_in_silence() -> None:
    make_post(title="Somebody's own")
    before = counts()

    said = load(if_empty=True)

    assert said == ""
    assert counts() == before


def test_a_user_alone_is_no_content() -> None:
    UserFactory(role=Role.ADMINISTRATOR)

    said = load(if_empty=True)

    assert "29 posts" in said


def test_forced_beside_content_it_takes_nobodys_address_and_no_settings(client: Client) -> None:
    SiteSettings.objects.update_or_create(pk=1, defaults={"name": "The Other Paper"})
    make_post(title="Ours", address="tidelog-3", published=True)
    make_post(title="Ours too", address="nine-kettles-one-network", published=True)
    make_post(title="Ours as well", address="building-a-tide-gauge-2", published=True)

    load(force=True)

    assert SiteSettings.load().name == "The Other Paper"
    assert not MenuItem.objects.exists()
    assert Post.objects.get(slug="tidelog-3").title == "Ours"
    assert client.get("/blog/sample-tidelog-3/").status_code == 200
    assert (
        "](/blog/sample-nine-kettles-one-network/)"
        in Author.objects.get(name="Priya Lindqvist").bio
    )
    assert "](/blog/sample-building-a-tide-gauge-2/#mussels)" in body_of("building-a-tide-gauge-4")
    assert "](/blog/building-a-tide-gauge-3/)" in body_of("sample-building-a-tide-gauge-2")


def test_interrupted_while_drawing_it_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(pictures, "store_image", stop_after(7, store_image))
        with pytest.raises(KeyboardInterrupt):
            load(if_empty=True)
    assert Image.objects.count() == 6

    load(if_empty=True)

    assert Image.objects.count() == len(pictures.DRAWINGS)
    assert Post.objects.count() == 29


def test_interrupted_while_writing_it_leaves_no_half_and_goes_on(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(texts, "save", stop_after(12, save))
        with pytest.raises(KeyboardInterrupt):
            load(if_empty=True)
    assert not Post.objects.exists()
    assert not Page.objects.exists()

    load(if_empty=True)

    assert Post.objects.count() == 29
    assert Page.objects.count() == 6


def test_an_account_that_exists_keeps_its_password_and_role(settings: Settings) -> None:
    settings.DEBUG = True
    UserFactory(email="editor@example.org", role=Role.CONTRIBUTOR, password="somebody's own")

    load()

    user = User.objects.get(email="editor@example.org")
    assert user.role is Role.CONTRIBUTOR
    assert user.check_password("somebody's own")


def body_of(slug: str) -> str:
    return Post.objects.get(slug=slug).body
