"""Pictures, with the words that belong to them."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

if TYPE_CHECKING:
    from accounts.models import User


class ImageQuerySet(models.QuerySet["Image"]):
    """Sets of pictures."""

    def editable_by(self, user: User) -> ImageQuerySet:
        """Return the pictures whose words this user may change: all, or those they uploaded."""
        if user.has_perm("blog.edit_all_images"):
            return self
        return self.filter(uploaded_by=user.pk)


class Image(models.Model):
    """A stored picture. The file was decoded and written anew, so it holds pixels and no more."""

    file = models.FileField(upload_to="images/%Y/%m/", max_length=300)
    title = models.CharField(max_length=200, help_text="To find it again; not shown to readers.")
    width = models.PositiveIntegerField(editable=False, help_text="in pixels")
    height = models.PositiveIntegerField(editable=False, help_text="in pixels")
    bytes = models.PositiveBigIntegerField(editable=False)
    sha256 = models.CharField(max_length=64, unique=True, editable=False)
    alt = models.CharField(
        "alternative text",
        max_length=500,
        blank=True,
        help_text="What somebody who can't see it should know.",
    )
    is_decorative = models.BooleanField(
        default=False, help_text="Says nothing the text doesn't say; screen readers pass over it."
    )
    caption = models.CharField(max_length=500, blank=True)
    credit = models.CharField(max_length=200, blank=True, help_text="Who made it.")
    licence = models.CharField(max_length=100, blank=True)
    source_url = models.URLField(max_length=1000, blank=True, editable=False)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, editable=False
    )
    created_at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar = ImageQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-created_at", "-pk"]
        permissions: ClassVar = [("edit_all_images", "Can change every image")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(width__gt=0) & Q(height__gt=0), name="image_has_a_size"
            ),
            models.CheckConstraint(
                condition=Q(is_decorative=False) | Q(alt=""), name="image_decorative_has_no_alt"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def url(self) -> str:
        """The path or address under which the picture is served."""
        return self.file.url
