"""What every template may know."""

from typing import Any

from django.http import HttpRequest


def site(request: HttpRequest) -> dict[str, Any]:
    """Return the publication's settings for the template."""
    return {"site": getattr(request, "site", None)}
