"""People who are credited."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.urls import reverse

from blog.models.addresses import SLUG_MAX, validate_slug
from blog.models.elsewhere import LinkElsewhere
from blog.models.mergeable import Mergeable, MergeableQuerySet

if TYPE_CHECKING:
    from accounts.models import User


class AuthorQuerySet(MergeableQuerySet["Author"]):
    """Sets of authors."""

    def visible(self) -> AuthorQuerySet:
        """Return the authors that readers may see a page of."""
        return self.unmerged().filter(is_hidden=False)

    def of_user(self, user: User) -> AuthorQuerySet:
        """Return who this user is as an author, under merged names too."""
        return self.filter(models.Q(user=user.pk) | models.Q(merged_into__user=user.pk))

    def editable_by(self, user: User) -> AuthorQuerySet:
        """Return the profiles this user may change: all, or the one linked to them."""
        if user.has_perm("blog.edit_all_authors"):
            return self
        return self.filter(user=user.pk)


class AuthorGroup(models.Model):
    """People who belong together on the page of all people, such as the team."""

    name = models.CharField(max_length=100, unique=True)
    description = models.CharField(max_length=500, blank=True)
    position = models.PositiveSmallIntegerField(
        default=0, help_text="Groups with lower numbers come first."
    )

    class Meta:
        ordering: ClassVar = ["position", "name"]
        verbose_name = "group of people"
        verbose_name_plural = "groups of people"

    def __str__(self) -> str:
        return self.name


class Author(Mergeable):
    """A person who is credited; may exist without an account."""

    name = models.CharField(max_length=200)
    slug = models.CharField(max_length=SLUG_MAX, unique=True, validators=[validate_slug])
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="author",
        help_text="The account of this person, if they sign in.",
    )
    affiliation = models.CharField(
        max_length=200, blank=True, help_text="Now. Each credit keeps the one it had then."
    )
    bio = models.TextField(blank=True, help_text="Markdown.")
    bio_html = models.TextField(blank=True, editable=False)
    photo = models.ForeignKey("blog.Image", models.PROTECT, null=True, blank=True)
    website = models.URLField(max_length=500, blank=True)
    group = models.ForeignKey(
        AuthorGroup,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="authors",
        help_text="Where they stand on the page of all people. Without one they stand among the "
        "contributors, once a post of theirs is public.",
    )
    orcid = models.CharField(
        "ORCID iD",
        max_length=19,
        blank=True,
        validators=[
            RegexValidator(
                r"^\d{4}-\d{4}-\d{4}-\d{3}[\dX]$",
                "An ORCID iD is four groups of four digits, such as 0000-0002-1825-0097.",
            )
        ],
    )
    is_hidden = models.BooleanField(
        "hidden", default=False, help_text="No page and no place in lists; bylines stay."
    )
    created_at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar = AuthorQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["name"]
        permissions: ClassVar = [
            ("edit_all_authors", "Can change every author"),
            ("merge_taxonomy", "Can merge authors, partners and tags"),
        ]
        constraints: ClassVar = [Mergeable.not_into_itself("author")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Return the path of the author's page."""
        return reverse("author", args=[self.slug])


class AuthorLink(LinkElsewhere):
    """Where else an author is found (`rel=me`), beside their website."""

    author = models.ForeignKey(Author, models.CASCADE, related_name="links")
