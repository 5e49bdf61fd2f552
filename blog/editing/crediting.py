"""Nobody makes somebody else's text their own by crediting themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError

from blog.models import Author, Document, Post, Snapshot

if TYPE_CHECKING:
    from accounts.models import User


def check_credits(document: Document, snapshot: Snapshot, by: User | None) -> None:
    """Refuse that a reviewer credits themselves: who is credited may publish and throw away.

    One of its writers, or an editor, credits them. Raises ValidationError on the field `credits`.
    """
    if by is None or document.pk is None or not isinstance(document, Post):
        return
    if by.has_perm("blog.edit_all_posts") or document.is_written_by(by):
        return
    credited = [credit.author.id for credit in snapshot.credits]
    if credited and Author.objects.of_user(by).filter(pk__in=credited).exists():
        raise ValidationError(
            {"credits": "You review this text. Ask a writer of it, or an editor, to credit you."}
        )
