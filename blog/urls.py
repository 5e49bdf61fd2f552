"""Every address, in the order in which they are tried."""

from __future__ import annotations

from django.contrib import admin
from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("admin/markdown/", include("blog.editing.urls")),
    path("admin/", admin.site.urls),
    path("accounts/", include("accounts.urls")),
    path("preview/", include("blog.outside.urls")),
    path("", include("blog.feeds.urls")),
    path("", include("blog.reading.urls")),
]

handler403 = "blog.reading.errors.forbidden"
handler404 = "blog.reading.errors.not_found"
handler500 = "blog.reading.errors.server_error"
