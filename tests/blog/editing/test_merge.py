"""Merging authors, partners and tags."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import ProtectedError

from accounts.roles import Role
from blog.editing.merging import merge
from blog.models import Author, Collaborator, Grant, Tag
from tests.factories import (
    AuthorFactory,
    CollaboratorFactory,
    TagFactory,
    UserFactory,
    make_post,
)

pytestmark = pytest.mark.django_db


def test_posts_move_to_the_one_that_stays() -> None:
    old, new = AuthorFactory(), AuthorFactory()
    post = make_post(published=True, credits=[old])

    changed = merge(old, new, by=None)

    assert changed == 1
    assert [credit.author for credit in post.credits.all()] == [new]
    assert Author.objects.get(pk=old.pk).resolved() == new


def test_what_both_had_is_kept_once() -> None:
    old, new = CollaboratorFactory(), CollaboratorFactory()
    post = make_post(published=True, thanks=[old, new])

    merge(old, new, by=None)

    assert [thanks.collaborator for thanks in post.acknowledgements.all()] == [new]


def test_an_earlier_merge_follows_to_the_new_one() -> None:
    first, second, third = TagFactory(), TagFactory(), TagFactory()
    merge(first, second, by=None)

    merge(second, third, by=None)

    assert Tag.objects.get(pk=first.pk).resolved() == third


def test_typing_a_merged_tag_gives_the_one_that_stays() -> None:
    old, new = TagFactory(name="jupyter"), TagFactory(name="notebooks")
    old.synonyms.create(name="ipython")

    merge(old, new, by=None)

    assert Tag.objects.named("#Jupyter") == new
    assert Tag.objects.named("IPython") == new


def test_a_funder_brings_its_grants() -> None:
    old, new = CollaboratorFactory(), CollaboratorFactory()
    Grant.objects.create(collaborator=old, title="Tides", number="7")

    merge(old, new, by=None)

    assert new.grants.get().number == "7"


def test_two_grants_of_one_number_stop_the_whole_merge() -> None:
    old, new = CollaboratorFactory(), CollaboratorFactory()
    post = make_post(published=True, thanks=[old])
    for partner in (old, new):
        Grant.objects.create(collaborator=partner, title="Tides", number="7")

    with pytest.raises(ValidationError):
        merge(old, new, by=None)

    assert [thanks.collaborator for thanks in post.acknowledgements.all()] == [old]
    assert Collaborator.objects.get(pk=old.pk).merged_into is None


def test_the_account_of_a_merged_author_follows() -> None:
    user = UserFactory()
    old, new = AuthorFactory(user=user), AuthorFactory()

    merge(old, new, by=None)

    assert Author.objects.get(user=user) == new


def test_nothing_is_merged_into_itself_or_into_what_is_merged() -> None:
    one, two, three = AuthorFactory(), AuthorFactory(), AuthorFactory()
    merge(one, two, by=None)

    for source, into in ((three, three), (three, one), (one, three)):
        with pytest.raises(ValidationError):
            merge(source, into, by=None)


def test_authors_may_not_merge() -> None:
    with pytest.raises(PermissionDenied):
        merge(TagFactory(), TagFactory(), by=UserFactory(role=Role.AUTHOR))


def test_deleting_never_reaches_a_post() -> None:
    author, partner = AuthorFactory(), CollaboratorFactory()
    post = make_post(published=True, credits=[author], thanks=[partner], tags=["tides"])

    for thing in (author, partner, Tag.objects.get()):
        with pytest.raises(ProtectedError):
            thing.delete()

    assert post.credits.exists()
    assert post.taggings.exists()
