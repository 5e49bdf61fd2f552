"""Whose text it is: the accounts of the people who write it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth import get_user_model
from django.db.models import Q

from blog.models import Author, Document

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from accounts.models import User


def writers_of(document: Document) -> QuerySet[User]:
    """Return who created the text or is credited in its newest version, under merged names too.

    Closed accounts are among them. It costs no query of its own.
    """
    credited = [credit.author.id for credit in document.newest_snapshot().credits]
    # An author without an account must be left out: in SQL, nothing is outside a list with NULL.
    authors = Author.objects.filter(Q(pk__in=credited) | Q(merged_from__in=credited))
    accounts = authors.exclude(user=None).values("user")
    users: QuerySet[User] = get_user_model().objects.all()
    return users.filter(Q(pk=document.created_by_id) | Q(pk__in=accounts))
