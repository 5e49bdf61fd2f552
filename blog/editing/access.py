"""Fetch and authorise in one call."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from django.http import Http404

from blog.models import Page, Post

if TYPE_CHECKING:
    from accounts.models import User


D = TypeVar("D", Post, Page)


class NotEditable(Http404):
    """The text isn't there any more, or isn't this person's to edit; which of it, nobody learns.

    `sentence` is for who asked.
    """

    sentence = (
        "This text is not yours to edit, or it is gone: it may have been thrown away or erased. "
        "Nothing was saved. Your browser’s back button brings back what you typed."
    )


def get_editable(model: type[D], user: User, pk: int | str) -> D:
    """Return the post or page if the user may edit it.

    Raises NotEditable (a 404) otherwise, so that nobody learns of it.
    """
    row: D | None = model.objects.editable_by(user).filter(pk=pk).first()
    if row is None:
        raise NotEditable(f"No such {model._meta.verbose_name}, or not yours to edit.")
    return row
