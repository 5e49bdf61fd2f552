"""robots.txt (RFC 9309), from the site's settings."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from blog.models import SiteSettings
from blog.models.addresses import absolute
from blog.models.crawlers import TRAINERS
from blog.reading.site import site_of


def robots(request: HttpRequest) -> HttpResponse:
    """Tell crawlers what they may ask for, and show them the sitemap."""
    text = "\n\n".join(_parts(site_of(request)))
    return HttpResponse(f"{text}\n", content_type="text/plain; charset=utf-8")


def _parts(site: SiteSettings) -> list[str]:
    if not site.search_engines:
        # Nothing else: a more particular group would be obeyed in its place.
        return ["User-agent: *\nDisallow: /"]
    apart = [f"Disallow: {path}" for path in ("/admin/", "/accounts/", "/preview/")]
    parts = ["\n".join(["User-agent: *", *apart, f"Disallow: {reverse('search')}"])]
    if not site.ai_training:
        names = [f"User-agent: {name}" for name in TRAINERS]
        parts.append("\n".join([*names, "Disallow: /"]))
    if site.robots_lines.strip():
        parts.append("\n".join(line.strip() for line in site.robots_lines.strip().splitlines()))
    return [*parts, f"Sitemap: {absolute(reverse('sitemap'))}"]
