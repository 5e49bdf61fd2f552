"""What the admins share of which nobody adds, changes or removes a row by hand."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest


class ReadOnlyAdmin(admin.ModelAdmin[Any]):
    """Of rows that follow from what is done elsewhere, whatever permissions somebody has."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Add nothing."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Change nothing."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Remove nothing."""
        return False
