"""Who did what for a post."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from accounts.models import User


class CreditQuerySet(models.QuerySet["Credit"]):
    """Sets of credits."""

    def of_user(self, user: User) -> CreditQuerySet:
        """Return the credits of the author who is this user, under merged names too."""
        return self.filter(Q(author__user=user.pk) | Q(author__merged_into__user=user.pk))


class Credit(models.Model):
    """What one author did for one live post, and where they worked then."""

    class Role(models.TextChoices):
        """What the author did."""

        WROTE = "wrote", _("Wrote")
        EDITED = "edited", _("Edited")
        REVIEWED = "reviewed", _("Reviewed")
        PHOTOGRAPHED = "photographed", _("Photographed")
        TRANSLATED = "translated", _("Translated")

    post = models.ForeignKey("blog.Post", models.CASCADE, related_name="credits")
    author = models.ForeignKey("blog.Author", models.PROTECT, related_name="credits")
    role = models.CharField(max_length=20, choices=Role, default=Role.WROTE)
    affiliation = models.CharField(max_length=200, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    objects: ClassVar = CreditQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["position", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["post", "author", "role"], name="credit_once_per_role"),
            models.CheckConstraint(
                condition=Q(role__in=["wrote", "edited", "reviewed", "photographed", "translated"]),
                name="credit_role_is_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.author} ({self.get_role_display()})"
