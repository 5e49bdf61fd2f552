"""The list of posts that somebody may edit, and of pages."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest
from django.utils.html import format_html_join
from django.utils.text import slugify

from blog.admin.bulk import InBulk
from blog.admin.documents import DocumentAdmin
from blog.admin.filters import AuthorFilter, LanguageFilter, StateFilter, YearFilter
from blog.models import Credit, Page, Post, Status


def state_badge(document: Any) -> str:
    """Return the state as a coloured word, with more where a newer draft waits, or a reviewer."""
    words = [(document.state, slugify(document.state))]
    if document.status == Status.PUBLISHED and document.has_newer_draft:
        words.append(("newer draft", "newer"))
    if document.is_in_review and document.state != "in review":
        words.append(("in review", "in-review"))
    return format_html_join(" ", '<span class="state state-{1}">{0}</span>', words)


@admin.register(Post)
class PostAdmin(InBulk, DocumentAdmin):
    """Posts, newest change first."""

    list_display = ("title", "state", "category", "authors_named", "published", "changed")
    list_display_links = ("title",)
    list_filter = (StateFilter, "category", AuthorFilter, LanguageFilter, YearFilter)
    list_select_related = ("category",)
    search_fields = ("title", "subtitle", "text", "slug")
    search_help_text = "Title, text or address"
    date_hierarchy = "published_at"
    ordering = ("-modified_at", "-pk")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Load the credits of all rows at once."""
        wrote = Credit.objects.filter(role=Credit.Role.WROTE).select_related("author__merged_into")
        return super().get_queryset(request).prefetch_related(Prefetch("credits", wrote))

    @admin.display(description="state", ordering="status")
    def state(self, post: Post) -> str:
        """Return the state as a badge."""
        return state_badge(post)

    @admin.display(description="authors")
    def authors_named(self, post: Post) -> str:
        """Return who wrote it, in order."""
        names = dict.fromkeys(credit.author.resolved().name for credit in post.credits.all())
        return ", ".join(names) or "–"


@admin.register(Page)
class PageAdmin(DocumentAdmin):
    """Pages by their paths."""

    list_display = ("title", "path_shown", "state", "published", "changed")
    list_display_links = ("title",)
    list_filter = (StateFilter, LanguageFilter)
    search_fields = ("title", "subtitle", "text", "path")
    search_help_text = "Title, text or path"
    ordering = ("path",)

    @admin.display(description="state", ordering="status")
    def state(self, page: Page) -> str:
        """Return the state as a badge."""
        return state_badge(page)

    @admin.display(description="path", ordering="path")
    def path_shown(self, page: Page) -> str:
        """Return the path as readers see it."""
        return page.get_absolute_url()
