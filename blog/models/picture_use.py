"""Which versions of which texts show a picture of the library."""

from __future__ import annotations

import re
from typing import ClassVar, Self

from django.db import models

from blog.models.attached import owner_of
from blog.models.document import Document

# A stored file's name wherever an address holds it, whatever host serves it.
_NAME = re.compile(r"images/\d{4}/\d{2}/[\w.-]*\w")


class PictureUseQuerySet(models.QuerySet["PictureUse"]):
    """Sets of uses."""

    def of(self, document: Document) -> Self:
        """Return the uses by any version of this post or page."""
        owner = {f"revision__{name}": row for name, row in owner_of(document).items()}
        return self.filter(**owner)


class PictureUse(models.Model):
    """That one revision shows one picture, in its body or as the featured one.

    Stored with each revision, so that asking who uses a picture never reads any text.
    """

    revision = models.ForeignKey("blog.Revision", models.CASCADE, related_name="picture_uses")
    image = models.ForeignKey("blog.Image", models.CASCADE, related_name="uses")

    objects: ClassVar = PictureUseQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["revision", "image"], name="picture_use_once_per_revision"
            )
        ]

    def __str__(self) -> str:
        return f"picture {self.image_id} in revision {self.revision_id}"


def names_in(body: str) -> set[str]:
    """Return the names of stored picture files that a text's Markdown holds."""
    return set(_NAME.findall(body))
