"""Merging two authors, partners or tags into one; the merged row stays and points on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Q

from blog.editing.listings import move_listings
from blog.editing.naming import name_changed
from blog.models import Acknowledgement, Author, Collaborator, Credit, Tag, Tagging

if TYPE_CHECKING:
    from accounts.models import User

Named = Author | Collaborator | Tag

# The live rows that name each kind, the column, and what makes two of them the same.
_USES: dict[type[Any], tuple[type[Any], str, tuple[str, ...]]] = {
    Author: (Credit, "author", ("post_id", "role")),
    Collaborator: (Acknowledgement, "collaborator", ("post_id", "role", "grant_id")),
    Tag: (Tagging, "tag", ("post_id",)),
}


@transaction.atomic
def merge(source: Named, into: Named, *, by: User | None) -> int:
    """Make `into` stand for `source` everywhere; return how many posts changed.

    What both had on a post is kept once. Raises ValidationError where the two can't be merged,
    PermissionDenied where the user may not.
    """
    if by is not None and not by.has_perm("blog.merge_taxonomy"):
        raise PermissionDenied("Your role does not let you merge. Ask an editor.")
    _lock(source, into)
    _check(source, into)
    posts = _move_uses(source, into)
    _point_to(source, into)
    move_listings(source, into)
    _move_belongings(source, into)
    name_changed(into)
    return len(posts)


def _point_to(source: Any, into: Any) -> None:
    source.merged_from.update(merged_into=into)
    source.merged_into = into
    source.save(update_fields=["merged_into"])


def _lock(source: Any, into: Any) -> None:
    """Hold both rows, as stored now, until the end: two merged into each other would be a ring.

    What was merged into the source before moves with it, so it is held as well.
    """
    rows = type(source)._default_manager.filter(
        Q(pk__in=(source.pk, into.pk)) | Q(merged_into=source.pk)
    )
    # In one order, or two merges could wait for each other for ever.
    list(rows.order_by("pk").select_for_update().values_list("pk"))
    source.refresh_from_db()
    into.refresh_from_db()


def _check(source: Named, into: Named) -> None:
    if type(source) is not type(into) or source.pk == into.pk:
        raise ValidationError("Choose another one of the same kind to merge into.")
    if into.merged_into_id or source.merged_into_id:
        raise ValidationError("One of the two was merged before. Choose the one that stands.")


def _move_uses(source: Named, into: Named) -> set[int]:
    model, column, same = _USES[type(source)]
    kept = set(model.objects.filter(**{column: into}).values_list(*same))
    posts: set[int] = set()
    for use in model.objects.filter(**{column: source}):
        posts.add(use.post_id)
        if tuple(getattr(use, name) for name in same) in kept:
            use.delete()
        else:
            setattr(use, column, into)
            use.save(update_fields=[column])
    return posts


def _move_belongings(source: Any, into: Any) -> None:
    if isinstance(source, Tag):
        source.synonyms.update(tag=into)
    elif isinstance(source, Collaborator):
        taken = into.grants.exclude(number="").values_list("number", flat=True)
        if source.grants.filter(number__in=list(taken)).exists():
            raise ValidationError("Both have a grant with the same number. Correct one first.")
        source.grants.update(collaborator=into)
    elif isinstance(source, Author) and source.user_id and not into.user_id:
        user, source.user = source.user, None
        source.save(update_fields=["user"])
        into.user = user
        into.save(update_fields=["user"])
