"""What belongs to exactly one post or page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self, TypeVar

from django.db import models
from django.db.models import Q

if TYPE_CHECKING:
    from blog.models.document import Document

A_co = TypeVar("A_co", bound=models.Model, covariant=True)


class AttachedQuerySet(models.QuerySet[A_co]):
    """Sets of rows that belong to posts or pages."""

    def of(self, document: Document) -> Self:
        """Return the rows of this post or page."""
        return self.filter(**owner_of(document))


class Attached(models.Model):
    """A row of exactly one post or page, gone when that is gone."""

    post = models.ForeignKey(
        "blog.Post", models.CASCADE, null=True, blank=True, related_name="%(class)ss"
    )
    page = models.ForeignKey(
        "blog.Page", models.CASCADE, null=True, blank=True, related_name="%(class)ss"
    )

    class Meta:
        abstract = True

    @property
    def document(self) -> Any:
        """The post or page it belongs to."""
        return self.post or self.page

    @staticmethod
    def to_one_document(name: str) -> models.CheckConstraint:
        """Return the constraint that it belongs to a post or to a page, never both or neither."""
        return models.CheckConstraint(
            condition=Q(post__isnull=False, page=None) | Q(post=None, page__isnull=False),
            name=f"{name}_is_of_one_document",
        )


def owner_of(document: Document) -> dict[str, Document]:
    """Return the foreign key, by its name, under which rows belong to this post or page."""
    return {str(document._meta.model_name): document}
