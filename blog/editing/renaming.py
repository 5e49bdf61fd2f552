"""Moving an author, partner, category, tag or series to another address."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction

from blog.editing.addresses import keep_old_path
from blog.editing.naming import name_changed
from blog.models import Redirect
from blog.models.addresses import validate_slug


def check_new_address(thing: Any) -> None:
    """Refuse a slug that is malformed, or whose path leads to something else since that one moved.

    Raises ValidationError on the field `slug`.
    """
    try:
        validate_slug(thing.slug)
    except ValidationError as error:
        raise ValidationError({"slug": error.messages}) from error
    path = thing.get_absolute_url()
    reserved = Redirect.objects.filter(path=path).first()
    if reserved is not None and reserved.thing != thing:
        raise ValidationError(
            {"slug": f"{path} leads to “{reserved.thing or reserved.address}”. Choose another one."}
        )


@transaction.atomic
def save_with_address(thing: Any) -> None:
    """Store the thing; where its slug changed, its old address leads to it from now on.

    Where what posts show of it changed, they are announced.
    """
    model: type[models.Model] = type(thing)
    before: Any = model._default_manager.filter(pk=thing.pk).first() if thing.pk else None
    thing.save()
    if before is None:
        return
    if before.slug != thing.slug:
        keep_old_path(thing, before.get_absolute_url(), thing.get_absolute_url())
    if _shown(before) != _shown(thing):
        name_changed(thing)


def _shown(thing: Any) -> tuple[Any, ...]:
    """Return what pages and feeds of posts say of an author, partner, category, tag or series."""
    shown = ("slug", "is_hidden", "website", "orcid", "photo_id", "kind")
    return str(thing), *(getattr(thing, name, None) for name in shown)
