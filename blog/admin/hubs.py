"""What the hubs of the feeds were told: looked at by administrators, changed by nobody."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import path
from django.views.decorators.http import require_safe

from blog.admin.read_only import ReadOnlyAdmin
from blog.models import HubNotice


@admin.register(HubNotice)
class HubNoticeAdmin(ReadOnlyAdmin):
    """The list of notices, those that failed first found by a filter."""

    list_display = ("event", "hub", "state", "attempts", "created_at", "told_at", "problem")
    list_display_links = None
    list_filter: ClassVar = [("told_at", admin.EmptyFieldListFilter), "hub"]
    list_select_related = ("event",)
    show_full_result_count = False

    def get_urls(self) -> list[Any]:
        """Offer the list alone."""
        view = self.admin_site.admin_view(require_safe(self.changelist_view))
        return [path("", view, name="blog_hubnotice_changelist")]

    @admin.display(description="state")
    def state(self, notice: HubNotice) -> str:
        """Say what became of it."""
        return notice.state

    def get_queryset(self, request: HttpRequest) -> QuerySet[HubNotice]:
        """Return all, the newest first."""
        return super().get_queryset(request).order_by("-pk")
