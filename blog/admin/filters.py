"""The filters beside the lists of posts and pages."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from blog.admin.who import key_of
from blog.models import Author, Post

STATES = {
    "draft": "Drafts",
    "review": "In review",
    "scheduled": "Scheduled",
    "published": "Published",
    "newer": "With a newer draft",
    "archived": "Archived",
}


class StateFilter(admin.SimpleListFilter):
    """By where a text stands; scheduled is a question of time."""

    title = "state"
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """Offer every state."""
        return list(STATES.items())

    def queryset(self, request: HttpRequest, queryset: Any) -> QuerySet[Any]:
        """Narrow the list by the set that the model names."""
        sets = {
            "draft": queryset.drafts,
            "review": queryset.in_review,
            "scheduled": queryset.scheduled,
            "published": queryset.published,
            "newer": queryset.ahead_of_live,
            "archived": queryset.archived,
        }
        found: QuerySet[Any] = sets.get(self.value() or "", queryset.all)()
        return found


class AuthorFilter(admin.SimpleListFilter):
    """By who is credited; offered to those who see other people's posts."""

    title = "author"
    parameter_name = "author"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[Any, str]]:
        """Offer the authors of posts that the user may edit."""
        if not request.user.has_perm("blog.edit_all_posts"):
            return []
        return list(
            Author.objects.unmerged()
            .filter(credits__isnull=False)
            .distinct()
            .values_list("pk", "name")
        )

    def queryset(self, request: HttpRequest, queryset: QuerySet[Post]) -> QuerySet[Post]:
        """Keep the posts that credit the author, in whatever role."""
        author = key_of(self.value() or "")
        return queryset.filter(credits__author=author).distinct() if author else queryset


class LanguageFilter(admin.SimpleListFilter):
    """By language; only those in use are offered."""

    title = "language"
    parameter_name = "language"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """Offer the languages of the list's texts, where there are several."""
        found = model_admin.get_queryset(request).order_by("language")
        return [(code, code) for code in found.values_list("language", flat=True).distinct()]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Keep the texts in the language."""
        return queryset.filter(language=self.value()) if self.value() else queryset


class YearFilter(admin.SimpleListFilter):
    """By the year of publication."""

    title = "year"
    parameter_name = "year"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """Offer the years that have texts, the latest first."""
        dates = (
            model_admin.get_queryset(request).order_by().datetimes("published_at", "year", "DESC")
        )
        return [(str(date.year), str(date.year)) for date in dates]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Keep the texts of the year, in the site's time zone."""
        value = self.value()
        valid = value is not None and value.isdecimal() and len(value) == 4
        return queryset.filter(published_at__year=value) if valid else queryset
