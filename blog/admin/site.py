"""The admin that staff write in."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.template.response import TemplateResponse

from blog.admin import home

# What belongs together, by model name; what isn't named comes last under its app's own name.
SECTIONS = {
    "Writing": ("Post", "Page", "Image"),
    "People and partners": ("Author", "AuthorGroup", "Collaborator", "Grant"),
    "Sorting": ("Category", "Tag", "Series", "PostTemplate", "ChecklistItem"),
    "The site": (
        "SiteSettings",
        "MenuItem",
        "Redirect",
        "User",
        "Invitation",
        "Event",
        "HubNotice",
        "FeedPolls",
    ),
}


class MastheadAdminSite(admin.AdminSite):
    """The admin under Masthead's own name."""

    site_header = "Masthead"
    site_title = "Masthead"
    index_title = "Writing and editing"
    enable_nav_sidebar = False

    def get_urls(self) -> list[Any]:
        """Add the parts of the desk; leave out what would tell anybody here any draft's path."""
        kept = [url for url in super().get_urls() if getattr(url, "name", "") != "view_on_site"]
        return [*home.urls(self), *kept]

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[Any]:
        """Return what the user may see, grouped by what people come to do."""
        apps = super().get_app_list(request, app_label)
        if app_label is not None:
            return apps
        models = {model["object_name"]: model for app in apps for model in app["models"]}
        found = []
        for title, names in SECTIONS.items():
            present = [models.pop(name) for name in names if name in models]
            if present:
                found.append(_section(title, present))
        return [*found, *([_section("More", list(models.values()))] if models else [])]

    def index(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> TemplateResponse:
        """Show what the user has in hand, above what they may open."""
        return super().index(request, {**(extra_context or {}), **home.desk(request)})


def _section(title: str, models: list[Any]) -> dict[str, Any]:
    return {
        "name": title,
        "app_label": title.lower().replace(" ", "-"),
        "app_url": models[0]["admin_url"] or "",
        "has_module_perms": True,
        "models": models,
    }
