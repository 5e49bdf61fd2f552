"""What a post and a page know of their review: who submitted it, who looks at it, who may agree."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import models

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from accounts.models import User
    from blog.models.revision import Revision

# Nobody moves only the date of a text more often; the walk back ends here at the latest.
_MOST_STEPS_BACK = 50


class Reviewable(models.Model):
    """A text that others look at before it is published."""

    submitted_at = models.DateTimeField(
        null=True, blank=True, editable=False, help_text="When it was submitted for review."
    )
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
    )
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    needs_sign_off = models.BooleanField(
        default=False, help_text="Acknowledged partners must agree before it is published."
    )

    class Meta:
        abstract = True

    # What a post and a page add.
    created_by_id: int | None
    newest_revision: Any
    newest_revision_id: int | None

    @property
    def is_in_review(self) -> bool:
        """Whether somebody submitted it and nobody decided yet."""
        return self.submitted_at is not None

    def writers(self) -> QuerySet[User]:
        """Return the accounts of those whose text it is, closed ones too. Costs no query yet."""
        users: QuerySet[User] = get_user_model()._default_manager.filter(pk=self.created_by_id or 0)
        return users

    def is_written_by(self, user: User) -> bool:
        """Whether it is this person's own text, so that somebody else must approve it."""
        return self.created_by_id == user.pk or self.writers().filter(pk=user.pk).exists()

    def is_of_all_editors(self, user: User) -> bool:
        """Whether the user's role lets them decide on every text of this kind."""
        raise NotImplementedError

    def can_be_reviewed_by(self, user: User) -> bool:
        """Whether the user may decide on it: the assigned reviewer or an editor, never a writer."""
        is_asked = self.reviewer_id == user.pk or self.is_of_all_editors(user)
        return is_asked and not self.is_written_by(user)

    def can_be_approved_by(self, user: User) -> bool:
        """Whether the user may approve the newest version: a reviewer who didn't save it."""
        newest: Revision | None = self.newest_revision
        saved_it = newest is not None and newest.created_by_id == user.pk
        return not saved_it and self.can_be_reviewed_by(user)

    def revisions_agreed_on(self) -> list[int]:
        """Return the ids of the versions that say what the newest says, whatever their date.

        An agreement with one of them is one with the text that would be published now.
        """
        newest: Revision | None = self.newest_revision
        found: list[int] = []
        revision = newest
        while (
            newest is not None
            and revision is not None
            and len(found) < _MOST_STEPS_BACK
            and revision.says_the_same_as(newest)
        ):
            found.append(revision.pk)
            revision = revision.base
        return found
