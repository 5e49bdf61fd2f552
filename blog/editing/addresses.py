"""Addresses are for ever: who has which, and what happens when something moves."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.urls import NoReverseMatch, reverse

from blog.models import Document, Page, Post, Redirect, Snapshot
from blog.models.addresses import SLUG_MAX, make_slug, validate_page_path, validate_slug
from blog.models.redirect import TARGETS


def path_of(document: Document, address: str) -> str:
    """Return the path a post or page has under this slug or path."""
    return reverse("post" if isinstance(document, Post) else "page", args=[address])


def shown_address(document: Document, address: str) -> str:
    """Return the address, or a stand-in for one that is empty or, as it is typed, none at all."""
    try:
        path_of(document, address)
    except NoReverseMatch:
        return "preview"
    return address


def is_taken(document: Document, address: str) -> bool:
    """Whether another post or page has the address, or had it in public."""
    column = "slug" if isinstance(document, Post) else "path"
    others: Any = type(document)._default_manager.filter(**{column: address})
    if others.exclude(pk=document.pk).exists():
        return True
    reserved = Redirect.objects.filter(path=path_of(document, address)).first()
    return reserved is not None and (document.pk is None or reserved.thing != document)


def with_address(document: Document, snapshot: Snapshot) -> Snapshot:
    """Return the snapshot with a valid, free address; an empty one is made from the title.

    Raises ValidationError on the field `address` with what to do about it.
    """
    if not snapshot.address:
        return snapshot.changed(address=_free_address(document, snapshot.title))
    check_address(document, snapshot.address)
    return snapshot


def check_address(document: Document, address: str) -> None:
    """Refuse an address that is malformed or somebody else's.

    Raises ValidationError on the field `address`.
    """
    try:
        (validate_slug if isinstance(document, Post) else validate_page_path)(address)
    except ValidationError as error:
        raise ValidationError({"address": error.messages}) from error
    if is_taken(document, address):
        path = path_of(document, address)
        raise ValidationError(
            {"address": f"{path} belongs to another text, now or formerly. Choose another one."}
        )


def _free_address(document: Document, title: str) -> str:
    wanted = make_slug(title, fallback=type(document).__name__.lower())
    if isinstance(document, Page):
        try:
            validate_page_path(wanted)
        except ValidationError:
            wanted = f"{wanted}-page"
    address, number = wanted, 1
    while is_taken(document, address):
        number += 1
        address = f"{wanted[: SLUG_MAX - 6]}-{number}"
    return address


def keep_old_path(thing: Any, old: str, new: str) -> None:
    """Make the old path lead to the thing, and free the new one if the thing had it before."""
    if old == new:
        return
    name = thing._meta.model_name
    Redirect.objects.filter(path=new, **{name: thing}).delete()
    Redirect.objects.update_or_create(
        path=old,
        defaults={**dict.fromkeys(_other_targets(name)), name: thing},
    )


def _other_targets(name: str) -> list[str]:
    return [target for target in TARGETS if target != name]
