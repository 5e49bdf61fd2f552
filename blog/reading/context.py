"""What every template may know."""

from typing import Any

from django.http import HttpRequest

from blog.reading.languages import page_language


def site(request: HttpRequest) -> dict[str, Any]:
    """Return the publication's settings, and the language of the page around what is shown."""
    site = getattr(request, "site", None)
    return {"site": site, "page_language": page_language(request) if site else ""}
