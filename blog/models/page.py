"""Pages: standing texts at their own paths, in no feed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django.db import models
from django.urls import reverse

from blog.models.addresses import PAGE_PATH_MAX, validate_page_path
from blog.models.document import Document, DocumentQuerySet, document_constraints

if TYPE_CHECKING:
    from accounts.models import User


class PageQuerySet(DocumentQuerySet["Page"]):
    """Sets of pages."""

    def editable_by(self, user: User) -> PageQuerySet:
        """Return the pages this user may open in the editor."""
        return self.kept() if user.has_perm("blog.change_page") else self.none()

    def recoverable_by(self, user: User) -> PageQuerySet:
        """Return what this user may bring back from the trash."""
        return self.trashed() if user.has_perm("blog.change_page") else self.none()

    def visible_to(self, user: User | Any) -> PageQuerySet:
        """Return the pages this user may read at their address."""
        if user.is_authenticated and user.has_perm("blog.change_page"):
            return self.kept()
        return self.published()


class Page(Document):
    """A standing text at its own path, such as /about/funding/."""

    path = models.CharField(
        max_length=PAGE_PATH_MAX,
        unique=True,
        validators=[validate_page_path],
        help_text="Without the outer slashes, such as about/funding.",
    )

    objects: ClassVar = PageQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["path"]
        permissions: ClassVar = [("publish_pages", "Can publish pages")]
        indexes: ClassVar = [models.Index(fields=["status", "published_at"], name="page_by_time")]
        constraints: ClassVar = document_constraints("page")

    def get_absolute_url(self) -> str:
        """Return the page's own path."""
        return reverse("page", args=[self.path])

    def can_be_edited_by(self, user: User) -> bool:
        """Whether the user may save it; the same rule as `editable_by`."""
        return user.has_perm("blog.change_page") and not (self.trashed_at or self.erased_at)

    def can_be_thrown_away_by(self, user: User) -> bool:
        """Whether a draft is the user's to throw away."""
        return self.can_be_edited_by(user)

    def can_be_published_by(self, user: User) -> bool:
        """Whether the user may publish it, take it back or archive it."""
        return user.has_perm("blog.publish_pages")

    def is_of_all_editors(self, user: User) -> bool:
        """Whether the user's role lets them decide on every page."""
        return user.has_perm("blog.publish_pages")
