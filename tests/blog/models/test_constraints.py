"""Rules that the database itself holds, whoever writes to it."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from accounts.models import User
from blog.models import (
    Acknowledgement,
    Author,
    Credit,
    Grant,
    Image,
    Page,
    Post,
    Redirect,
    Revision,
    SiteSettings,
    Status,
    Tag,
    Tagging,
)
from tests.factories import (
    AuthorFactory,
    CollaboratorFactory,
    ImageFactory,
    TagFactory,
    make_page,
    make_post,
)

pytestmark = pytest.mark.django_db


def _post(**values: Any) -> Callable[[], Any]:
    return lambda: Post.objects.filter(pk=make_post().pk).update(**values)


def _redirect_to_two() -> Any:
    return Redirect.objects.create(path="/a/", post=make_post(), page=make_page())


def _revision_of_two() -> Any:
    return Revision.objects.create(post=make_post(), page=make_page(), number=9, data={})


def _same_number() -> Any:
    return Revision.objects.create(post=make_post(), number=1, data={})


def _credit_twice() -> Any:
    author = AuthorFactory()
    return Credit.objects.create(post=make_post(credits=[author]), author=author, role="wrote")


def _tag_twice() -> Any:
    post = make_post(tags=["tides"])
    return Tagging.objects.create(post=post, tag=Tag.objects.get())


def _grant_of_a_host() -> Any:
    partner = CollaboratorFactory()
    grant = Grant.objects.create(collaborator=partner, title="Tides")
    return Acknowledgement.objects.create(
        post=make_post(), collaborator=partner, role="host", grant=grant
    )


def _thanked_twice() -> Any:
    partner = CollaboratorFactory()
    post = make_post(thanks=[partner])
    return Acknowledgement.objects.create(post=post, collaborator=partner, role="mentioned")


def _grant_that_ends_before() -> Any:
    return Grant.objects.create(
        collaborator=CollaboratorFactory(),
        title="Tides",
        starts_on=datetime(2024, 1, 1, tzinfo=UTC).date(),
        ends_on=datetime(2023, 1, 1, tzinfo=UTC).date(),
    )


def _same_source_twice() -> Any:
    make_page()
    make_page()
    return Page.objects.update(source_guid="https://example.org/a/")


def _merged_into_itself() -> Any:
    tag = TagFactory()
    return Tag.objects.filter(pk=tag.pk).update(merged_into=tag)


def _same_language_twice() -> Any:
    group = make_post().translation_group
    return Post.objects.filter(pk=make_post().pk).update(translation_group=group)


@pytest.mark.parametrize(
    "write",
    [
        pytest.param(_post(status="elsewhere"), id="unknown status"),
        pytest.param(_post(status=Status.PUBLISHED), id="published without a date"),
        pytest.param(_post(status=Status.ARCHIVED), id="archived without a date"),
        pytest.param(_post(published_at=datetime(1000, 1, 1, tzinfo=UTC)), id="year 1000"),
        pytest.param(_post(series_position=1), id="position without a series"),
        pytest.param(_same_language_twice, id="one language twice in a group"),
        pytest.param(_redirect_to_two, id="redirect to two things"),
        pytest.param(lambda: Redirect.objects.create(path="/a/"), id="redirect to nothing"),
        pytest.param(_revision_of_two, id="revision of two documents"),
        pytest.param(lambda: Revision.objects.create(number=1, data={}), id="revision of nothing"),
        pytest.param(_same_number, id="one revision number twice"),
        pytest.param(_credit_twice, id="one credit twice"),
        pytest.param(_tag_twice, id="one tag twice"),
        pytest.param(_thanked_twice, id="one acknowledgement twice"),
        pytest.param(_grant_of_a_host, id="grant of somebody who hosts"),
        pytest.param(_grant_that_ends_before, id="grant that ends before it starts"),
        pytest.param(_same_source_twice, id="one source twice"),
        pytest.param(_merged_into_itself, id="merged into itself"),
        pytest.param(
            lambda: Author.objects.create(name="B", slug=AuthorFactory().slug), id="slug twice"
        ),
        pytest.param(
            lambda: SiteSettings(pk=2).save_base(force_insert=True), id="second settings row"
        ),
        pytest.param(
            lambda: Image.objects.filter(pk=ImageFactory().pk).update(is_decorative=True),
            id="decorative with alternative text",
        ),
        pytest.param(
            lambda: User.objects.bulk_create([User(email="Ada@Example.org")]),
            id="address in upper case",
        ),
        pytest.param(
            lambda: Tag.objects.bulk_create([Tag(name="Tides", slug="t")]), id="tag in upper case"
        ),
    ],
)
def test_the_database_refuses(write: Callable[[], Any]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        write()
