"""Small factories: what a test needs, with everything else filled in."""

from __future__ import annotations

import hashlib
import itertools
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

import factory
from django.utils import timezone

from accounts.models import User
from accounts.roles import Role
from blog.editing.revisions import save
from blog.editing.workflow import publish, schedule
from blog.models import (
    Author,
    Category,
    Collaborator,
    CreditRef,
    Image,
    Page,
    Post,
    Ref,
    Series,
    Snapshot,
    Tag,
    ThanksRef,
)
from blog.models.addresses import make_slug

PASSWORD = "a long enough pass phrase"
_numbers = itertools.count(1)


class UserFactory(factory.django.DjangoModelFactory):
    """A user with a role: `UserFactory(role=Role.EDITOR)`; the password is `PASSWORD`."""

    class Meta:
        model = User

    email = factory.Sequence(lambda n: f"user{n}@example.org")
    name = factory.Sequence(lambda n: f"User {n}")
    role: Any = Role.CONTRIBUTOR

    @classmethod
    def _create(cls, model_class: type[User], *args: Any, **kwargs: Any) -> User:
        password = kwargs.pop("password", PASSWORD)
        return User.objects.create_user(kwargs.pop("email"), password, **kwargs)


class AuthorFactory(factory.django.DjangoModelFactory):
    """An author; give `user=` to link one."""

    class Meta:
        model = Author

    name = factory.Sequence(lambda n: f"Author {n}")
    slug = factory.LazyAttribute(lambda author: make_slug(author.name))


class CollaboratorFactory(factory.django.DjangoModelFactory):
    """A partner organisation."""

    class Meta:
        model = Collaborator

    name = factory.Sequence(lambda n: f"Partner {n}")
    slug = factory.LazyAttribute(lambda partner: make_slug(partner.name))


class CategoryFactory(factory.django.DjangoModelFactory):
    """A category."""

    class Meta:
        model = Category

    name = factory.Sequence(lambda n: f"Category {n}")
    slug = factory.LazyAttribute(lambda category: make_slug(category.name))


class SeriesFactory(factory.django.DjangoModelFactory):
    """A series."""

    class Meta:
        model = Series

    title = factory.Sequence(lambda n: f"Series {n}")
    slug = factory.LazyAttribute(lambda series: make_slug(series.title))


class TagFactory(factory.django.DjangoModelFactory):
    """A tag."""

    class Meta:
        model = Tag
        django_get_or_create = ("name",)

    name = factory.Sequence(lambda n: f"tag {n}")
    slug = factory.LazyAttribute(lambda tag: make_slug(tag.name))


class ImageFactory(factory.django.DjangoModelFactory):
    """A row of the image library; the file it names isn't there."""

    class Meta:
        model = Image

    title = factory.Sequence(lambda n: f"Picture {n}")
    file = factory.Sequence(lambda n: f"images/2024/01/picture-{n}.png")
    width = 800
    height = 600
    bytes = 1000
    sha256 = factory.Sequence(lambda n: hashlib.sha256(str(n).encode()).hexdigest())
    alt = "A picture"


def make_snapshot(
    *,
    credits: Iterable[Author] = (),  # noqa: A002
    tags: Iterable[str] = (),
    thanks: Iterable[Collaborator] = (),
    category: Category | None = None,
    series: Series | None = None,
    featured: Image | None = None,
    translation_of: Post | None = None,
    **fields: Any,
) -> Snapshot:
    """Return a snapshot that refers to these rows; tags are made where they don't exist."""
    number = next(_numbers)
    return Snapshot(
        **{"title": f"Title {number}", "body": f"Body of number {number}.", **fields},
        credits=tuple(CreditRef(Ref(a.pk, a.name), affiliation=a.affiliation) for a in credits),
        tags=Ref.many(TagFactory(name=name) for name in tags),
        acknowledgements=tuple(ThanksRef(Ref(p.pk, p.name)) for p in thanks),
        category=Ref.to(category),
        series=Ref.to(series),
        featured=Ref.to(featured),
        translation_of=Ref.to(translation_of),
    )


def make_post(
    *, published: bool = False, at: datetime | None = None, by: User | None = None, **fields: Any
) -> Post:
    """Return a stored post: a draft, published at `at` (default: a day ago), or scheduled.

    `fields` are those of `make_snapshot`; `address` is the slug.
    """
    post = Post(created_by=by)
    _store(post, published=published or at is not None, at=at, **fields)
    return post


def make_page(*, published: bool = True, at: datetime | None = None, **fields: Any) -> Page:
    """Return a stored page, published unless told otherwise; `address` is its path."""
    page = Page()
    _store(page, published=published, at=at, **fields)
    return page


def _store(document: Post | Page, *, published: bool, at: datetime | None, **fields: Any) -> None:
    save(document, make_snapshot(**fields), by=None)
    at = at or timezone.now() - timedelta(days=1)
    if published and at > timezone.now():
        schedule(document, by=None, at=at)
    elif published:
        publish(document, by=None, at=at)
