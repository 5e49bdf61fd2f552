"""What every template may know."""

from typing import Any

from django.http import HttpRequest

from blog.reading.languages import page_language


def site(request: HttpRequest) -> dict[str, Any]:
    """Return the publication's settings, the page's language, and the theme the reader chose."""
    site = getattr(request, "site", None)
    return {
        "site": site,
        "page_language": page_language(request) if site else "",
        "chosen_theme": chosen_theme(request),
    }


def chosen_theme(request: HttpRequest) -> str:
    """Return `light` or `dark` where the reader chose one on this site, else nothing.

    Drawn by the server, so that a page is never first shown in the other colours.
    """
    chosen = request.COOKIES.get("theme", "")
    return chosen if chosen in ("light", "dark") else ""
