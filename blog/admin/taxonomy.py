"""Categories, tags and series."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import Count, QuerySet
from django.http import HttpRequest

from blog.admin.base import NamedAdmin, PartInline
from blog.admin.merging import MergeableAdmin
from blog.models import Category, Series, Tag, TagSynonym
from blog.models.taxonomy import normal_tag


class SynonymForm(forms.ModelForm[TagSynonym]):
    """A word that isn't another tag's."""

    class Meta:
        model = TagSynonym
        fields = ("name",)

    def clean_name(self) -> str:
        """Bring the word into a tag's one form; refuse one that is taken."""
        name = normal_tag(self.cleaned_data["name"])
        taken = Tag.objects.filter(name=name).exists()
        other = TagSynonym.objects.filter(name=name).exclude(pk=self.instance.pk).exists()
        if taken or other:
            raise ValidationError(f"“{name}” is a tag or a synonym already. Merge the two tags.")
        return name


class SynonymInline(PartInline):
    """Other words for the tag."""

    model = TagSynonym
    form = SynonymForm
    extra = 1


class Counted(NamedAdmin):
    """Lists how many posts there are in each."""

    counted = "posts"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Count the posts of all rows at once."""
        rows: Any = super().get_queryset(request)
        found: QuerySet[Any] = rows.annotate(post_count=Count(self.counted, distinct=True))
        return found

    @admin.display(description="posts", ordering="post_count")
    def posts(self, row: Any) -> int:
        """Return how many posts are in it."""
        return int(row.post_count)


@admin.register(Category)
class CategoryAdmin(Counted):
    """Categories."""

    used_in = "category"
    instead = "Posts are in this category. Give them another one first."
    list_display = ("name", "slug", "posts")
    search_fields = ("name", "slug")
    fields = ("name", "slug", "description")


@admin.register(Series)
class SeriesAdmin(Counted):
    """Series."""

    used_in = "series"
    instead = "Posts are in this series. Take them out first."
    list_display = ("title", "slug", "posts")
    search_fields = ("title", "slug")
    fields = ("title", "slug", "description")


@admin.register(Tag)
class TagAdmin(Counted, MergeableAdmin):
    """Tags with their synonyms."""

    uses = "taggings"
    used_in = "taggings__tag"
    counted = "taggings"
    inlines = (SynonymInline,)
    instead = "Posts have this tag. Merge it into another one."
    list_display = ("name", "slug", "posts", "merged_into")
    list_select_related = ("merged_into",)
    search_fields = ("name", "slug", "synonyms__name")
    fields = ("name", "slug", "description")
