"""The web app manifest: how the site looks on a phone's first screen (W3C Web App Manifest)."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse

from blog.models import SiteSettings
from blog.models.languages import direction
from blog.reading import theme
from blog.reading.machines import icons
from blog.reading.site import site_of

# Longer names are cut beneath an icon.
SHORT_NAME = 12


def manifest(request: HttpRequest) -> HttpResponse:
    """Answer with the site's name, colours and icons."""
    site = site_of(request)
    name = {"name": site.name, "short_name": _short(site.name)}
    said = site.description or site.tagline
    return JsonResponse(
        {
            **name,
            **({"description": said} if said else {}),
            "id": "/",
            "start_url": "/",
            "scope": "/",
            "display": "minimal-ui",
            "lang": site.language,
            "dir": direction(site.language),
            "background_color": theme.LIGHT,
            "theme_color": theme.LIGHT,
            "icons": _icons(site),
        },
        content_type="application/manifest+json",
    )


def _short(name: str) -> str:
    """Return the name, or as many of its words as go beneath an icon."""
    words = name.split()
    while words and (len(" ".join(words)) > SHORT_NAME or not words[-1][-1].isalnum()):
        words.pop()
    return " ".join(words) or name[:SHORT_NAME]


def _icons(site: SiteSettings) -> list[dict[str, Any]]:
    version = icons.version(site)
    plain = [
        {"src": f"{reverse('icon', args=[n])}?v={version}", "sizes": f"{n}x{n}", "purpose": "any"}
        for n in (192, 512)
    ]
    masked = {
        "src": f"{reverse('icon_maskable')}?v={version}",
        "sizes": "512x512",
        "purpose": "maskable",
    }
    return [{**one, "type": "image/png"} for one in (*plain, masked)]
