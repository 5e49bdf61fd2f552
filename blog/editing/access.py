"""Fetch and authorise in one call."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from django.http import Http404

from blog.models import Page, Post

if TYPE_CHECKING:
    from accounts.models import User


D = TypeVar("D", Post, Page)


def get_editable(model: type[D], user: User, pk: int | str) -> D:
    """Return the post or page if the user may edit it.

    Raises Http404 otherwise, so that nobody learns of it.
    """
    row: D | None = model.objects.editable_by(user).filter(pk=pk).first()
    if row is None:
        raise Http404(f"No such {model._meta.verbose_name}, or not yours to edit.")
    return row
