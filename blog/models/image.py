"""Pictures, with the words that belong to them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q

from blog.markup.renditions import PLACES, Renditions, focus_class
from blog.models.originals import OriginalStorage

if TYPE_CHECKING:
    from accounts.models import User


WIDTHS = (400, 760, 1200, 2000)  # pixels
NOTABLY_WIDER = 1.15  # times
KINDS = ("avif", "webp")
# Raise it when renditions are made differently; `manage.py make_renditions` makes them anew.
RENDITIONS_VERSION = 1


class ImageQuerySet(models.QuerySet["Image"]):
    """Sets of pictures."""

    def editable_by(self, user: User) -> ImageQuerySet:
        """Return the pictures whose words this user may change: all, or those they uploaded."""
        if user.has_perm("blog.edit_all_images"):
            return self
        return self.filter(uploaded_by=user.pk)

    def without_renditions(self) -> ImageQuerySet:
        """Return the pictures whose renditions are missing or made by an earlier version."""
        return self.exclude(pk__in=self.filter(renditions__version=RENDITIONS_VERSION).values("pk"))


class Image(models.Model):
    """A stored picture. The file was decoded and written anew, so it holds pixels and no more.

    `original` is what was uploaded, kept in private; pictures stored before it was have none.
    `renditions` are the facts on smaller files beside `file`, empty until they are made.
    """

    file = models.FileField(upload_to="images/%Y/%m/", max_length=300)
    original = models.FileField(
        storage=OriginalStorage(), max_length=300, blank=True, editable=False
    )
    renditions = models.JSONField(default=dict, blank=True, editable=False)
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
    focus_x = models.PositiveSmallIntegerField(
        "focus from the left",
        default=50,
        validators=[MaxValueValidator(100)],
        help_text="In per cent: where what matters is. It stays in sight where lists crop.",
    )
    focus_y = models.PositiveSmallIntegerField(
        "focus from the top",
        default=50,
        validators=[MaxValueValidator(100)],
        help_text="In per cent.",
    )
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
            models.CheckConstraint(
                condition=Q(focus_x__lte=100) & Q(focus_y__lte=100), name="image_focus_is_inside"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def url(self) -> str:
        """The path or address under which the picture is served."""
        return self.file.url

    @property
    def focus(self) -> str:
        """The classes that keep the point of focus in sight."""
        return focus_class(self.focus_x, self.focus_y)

    def made(self) -> Renditions | None:
        """Return the renditions as a page draws them, None until they are made."""
        facts = self.renditions
        if not facts.get("widths"):
            return None
        return Renditions(
            stem=self.url.rpartition(".")[0],
            widths=tuple(facts["widths"]),
            kinds=tuple(facts["kinds"]),
            fallback=facts["fallback"],
            is_moving=facts["is_moving"],
            hint=facts["hint"],
        )

    @property
    def thumbnail_url(self) -> str:
        """The address of the smallest file there is, for lists of many."""
        made = self.made()
        return made.plain(PLACES["card"]) if made else self.url

    def wanted_widths(self) -> list[int]:
        """Return the widths of renditions in pixels, none wider than the picture.

        The picture's own is one of them where it is much wider than the others.
        """
        narrower = [width for width in WIDTHS if width <= self.width]
        widest = min(self.width, WIDTHS[-1])
        is_enough = narrower and widest < narrower[-1] * NOTABLY_WIDER
        return narrower if is_enough else [*narrower, widest]

    def rendition_name(self, width: int, extension: str) -> str:
        """Return the stored name of a rendition."""
        return f"{str(self.file.name).rpartition('.')[0]}-{width}.{extension}"

    def delete_files(self) -> None:
        """Delete the picture's files, however many of them were made yet; not the row."""
        for name in [str(self.file.name), *self._possible_renditions()]:
            self.file.storage.delete(name)
        if self.original:
            self.original.storage.delete(str(self.original.name))

    def _possible_renditions(self) -> Iterator[str]:
        for width in {*WIDTHS, self.width}:
            for extension in (*KINDS, "jpg", "png"):
                yield self.rendition_name(width, extension)
