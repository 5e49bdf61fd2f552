"""Whom and what a feed names by words alone: the authors of an item, and its categories as tags."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from blog.models import Author, CreditRef, Ref, Tag
from blog.models.addresses import make_slug
from blog.models.taxonomy import normal_tag

AUTHOR_MAX = 200
TAG_MAX = 100


def credits_of(names: Iterable[str]) -> tuple[CreditRef, ...]:
    """Return a credit for each named author, in order; who isn't known gets a profile."""
    found = (_author(name[:AUTHOR_MAX]) for name in names)
    return tuple({author.pk: CreditRef(Ref(author.pk, author.name)) for author in found}.values())


def _author(name: str) -> Any:
    known = Author.objects.filter(name__iexact=name).first()
    author = known or Author.objects.create(name=name, slug=_free_slug(Author, name))
    return author.resolved()


def tags_of(words: Iterable[str]) -> tuple[Ref, ...]:
    """Return a tag for each category of the feed, synonyms and merged ones resolved, each once."""
    wanted = (normal_tag(word)[:TAG_MAX].strip() for word in words)
    found = (_tag(name) for name in wanted if name)
    return tuple({tag.pk: Ref(tag.pk, tag.name) for tag in found}.values())


def _tag(name: str) -> Tag:
    known: Tag | None = Tag.objects.named(name)
    return known or Tag.objects.create(name=name, slug=_free_slug(Tag, name))


def _free_slug(model: Any, name: str) -> str:
    wanted = make_slug(name, fallback=model.__name__.lower())
    slug, number = wanted, 1
    while model._default_manager.filter(slug=slug).exists():
        number += 1
        slug = f"{wanted[:190]}-{number}"
    return slug
