"""The site's settings of a request, with their type."""

from __future__ import annotations

from typing import cast

from django.http import HttpRequest

from blog.models import SiteSettings


def site_of(request: HttpRequest) -> SiteSettings:
    """Return the settings that the middleware loaded for this request."""
    return cast(SiteSettings, request.site)
