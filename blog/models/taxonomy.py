"""How posts are grouped: categories, tags and series."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.urls import reverse

from blog.models.addresses import SLUG_MAX, validate_slug
from blog.models.mergeable import Mergeable, MergeableQuerySet


class Category(models.Model):
    """What kind of post it is; a post has at most one."""

    name = models.CharField(max_length=100, unique=True)
    slug = models.CharField(max_length=SLUG_MAX, unique=True, validators=[validate_slug])
    description = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering: ClassVar = ["name"]
        verbose_name_plural = "categories"

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Return the path of the category's list."""
        return reverse("category", args=[self.slug])


def normal_tag(name: str) -> str:
    """Return a tag's one form: lower case, single spaces, no leading #."""
    # Folding alone brings Cherokee into upper case.
    return " ".join(name.strip().lstrip("#").casefold().lower().split())


class TagQuerySet(MergeableQuerySet["Tag"]):
    """Sets of tags."""

    def named(self, name: str) -> Tag | None:
        """Return the tag that has this name or synonym now, or None."""
        wanted = normal_tag(name)
        tag = (
            self.filter(Q(name=wanted) | Q(synonyms__name=wanted))
            .select_related("merged_into")
            .first()
        )
        return tag.resolved() if tag else None


class Tag(Mergeable):
    """What a post is about, in lower case with spaces."""

    name = models.CharField(max_length=100, unique=True)
    slug = models.CharField(max_length=SLUG_MAX, unique=True, validators=[validate_slug])
    description = models.CharField(max_length=500, blank=True)

    objects: ClassVar = TagQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["name"]
        constraints: ClassVar = [
            Mergeable.not_into_itself("tag"),
            models.CheckConstraint(condition=Q(name=Lower("name")), name="tag_is_lower_case"),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Bring the name into its one form before uniqueness is checked."""
        self.name = normal_tag(self.name)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store the name in its one form."""
        self.name = normal_tag(self.name)
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        """Return the path of the tag's list."""
        return reverse("tag", args=[self.slug])


class TagSynonym(models.Model):
    """Another word for a tag: typing it gives the tag."""

    tag = models.ForeignKey(Tag, models.CASCADE, related_name="synonyms")
    name = models.CharField(max_length=100, unique=True)

    class Meta:
        ordering: ClassVar = ["name"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(name=Lower("name")), name="tag_synonym_is_lower_case"
            )
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store the word in a tag's one form."""
        self.name = normal_tag(self.name)
        super().save(*args, **kwargs)


class Tagging(models.Model):
    """One tag on one live post. A row of its own, so that deleting a used tag is refused."""

    post = models.ForeignKey("blog.Post", models.CASCADE, related_name="taggings")
    tag = models.ForeignKey(Tag, models.PROTECT, related_name="taggings")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering: ClassVar = ["position", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["post", "tag"], name="tagging_once_per_post")
        ]
        indexes: ClassVar = [models.Index(fields=["tag", "-id"], name="tagging_newest_first")]

    def __str__(self) -> str:
        return f"{self.tag} on {self.post_id}"


class Series(models.Model):
    """Posts that belong together in an order."""

    title = models.CharField(max_length=200, unique=True)
    slug = models.CharField(max_length=SLUG_MAX, unique=True, validators=[validate_slug])
    description = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering: ClassVar = ["title"]
        verbose_name_plural = "series"

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Return the path of the series' list."""
        return reverse("series", args=[self.slug])
