"""Bringing an earlier version back."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from accounts.models import User
from accounts.roles import Role
from blog.editing.merging import merge
from blog.editing.restoring import Restored, restore
from blog.editing.revisions import save
from blog.models import Document, Event, Post, Revision
from tests.factories import (
    AuthorFactory,
    CategoryFactory,
    ImageFactory,
    TagFactory,
    UserFactory,
    make_page,
    make_post,
    make_snapshot,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor() -> User:
    return UserFactory(role=Role.EDITOR)


def restored(document: Document, number: int, by: User) -> Restored:
    return restore(document, Revision.objects.of(document).get(number=number), by=by)


def test_an_earlier_version_becomes_the_newest_and_all_others_stay(editor: User) -> None:
    post = make_post(title="First", body="One.")
    save(post, make_snapshot(title="Second", body="Two."), by=None)

    done = restored(post, 1, editor)

    assert done.is_new
    assert [revision.number for revision in Revision.objects.of(post)] == [3, 2, 1]
    assert (done.revision.kind, done.revision.note) == ("restore", "From version 1")
    assert post.newest_snapshot().title == "First"
    assert Event.objects.get(kind=Event.Kind.RESTORED).by == editor


def test_a_page_is_restored_the_same_way(editor: User) -> None:
    page = make_page(title="First", address="about")
    save(page, make_snapshot(title="Second", address="about"), by=None)

    restored(page, 1, editor)

    assert page.newest_snapshot().title == "First"


def test_readers_see_what_is_restored_only_once_it_is_published(editor: User) -> None:
    post = make_post(title="First", published=True)
    save(post, make_snapshot(title="Second", address=post.slug), by=None)

    restored(post, 1, editor)

    post.refresh_from_db()
    assert post.has_newer_draft
    assert post.live_revision_id != post.newest_revision_id


def test_restoring_what_is_the_newest_already_stores_nothing(editor: User) -> None:
    post = make_post()

    done = restored(post, 1, editor)

    assert not done.is_new
    assert Revision.objects.of(post).count() == 1
    assert not Event.objects.filter(kind=Event.Kind.RESTORED).exists()


def test_merged_authors_and_tags_come_back_as_their_successors(editor: User) -> None:
    ada, countess = AuthorFactory(name="Ada"), AuthorFactory(name="Countess")
    post = make_post(credits=[ada], tags=["tide", "tides"])
    save(post, make_snapshot(), by=None)
    merge(ada, countess, by=None)
    merge(TagFactory(name="tide"), TagFactory(name="tides"), by=None)

    done = restored(post, 1, editor)

    snapshot = post.newest_snapshot()
    assert [credit.author.id for credit in snapshot.credits] == [countess.pk]
    assert [tag.name for tag in snapshot.tags] == ["tides"]
    assert done.missing == ()


def test_what_was_deleted_since_is_named(editor: User) -> None:
    category, image = CategoryFactory(name="Essays"), ImageFactory(title="Harbour")
    body = f"![harbour](/media/{image.file.name})"
    post = make_post(category=category, tags=["tides"], featured=image, body=body)
    save(post, make_snapshot(), by=None)
    category.delete()
    TagFactory(name="tides").delete()
    image.delete()

    done = restored(post, 1, editor)

    told = " ".join(done.missing)
    for name in ("“Essays”", "“tides”", "“Harbour”", str(image.file.name)):
        assert name in told
    snapshot = post.newest_snapshot()
    assert (snapshot.category, snapshot.tags, snapshot.featured) == (None, (), None)


def test_an_address_that_is_somebody_elses_now_stays_theirs(editor: User) -> None:
    post = make_post(address="tides")
    save(post, make_snapshot(address="high-tides"), by=None)
    make_post(address="tides")

    done = restored(post, 1, editor)

    assert post.newest_snapshot().address == "high-tides"
    assert "keeps “high-tides”" in done.missing[0]


def test_an_autosave_can_be_restored(editor: User) -> None:
    post = make_post(title="First")
    Revision.objects.create(
        post=post, number=2, kind="autosave", data=make_snapshot(title="Typed").to_json()
    )

    restored(post, 2, editor)

    assert post.newest_snapshot().title == "Typed"


def test_a_stranger_restores_nothing() -> None:
    post = make_post()
    save(post, make_snapshot(), by=None)

    with pytest.raises(PermissionDenied):
        restored(post, 1, UserFactory(role=Role.AUTHOR))

    assert Revision.objects.of(post).count() == 2


def test_another_texts_version_is_refused(editor: User) -> None:
    post, other = make_post(), make_post()

    with pytest.raises(ValidationError, match="another text"):
        restore(post, Revision.objects.get(post=other), by=editor)

    assert Post.objects.get(pk=post.pk).newest_revision == post.newest_revision
