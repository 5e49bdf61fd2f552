"""What programs look for at addresses that standards fix: under /.well-known/ (RFC 8615), and
the description of the search.
"""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from blog.models.addresses import absolute
from blog.reading.legal import legal
from blog.reading.site import site_of

# RFC 9116 wants less than a year; who keeps a copy should ask again sooner.
GOOD_FOR = timedelta(days=180)
# OpenSearch 1.1, draft 6: the longest short name and description.
SHORT_NAME = 16
DESCRIPTION = 1024


def security(request: HttpRequest) -> HttpResponse:
    """Say whom to tell of a weakness (RFC 9116); 404 where nobody is named."""
    site = site_of(request)
    contact = site.security_contact
    if not contact:
        raise Http404("The site names no contact for security.")
    day = timezone.now().astimezone(UTC).date() + GOOD_FOR
    languages = dict.fromkeys([site.language, "en"])
    lines = [
        f"Contact: {contact if '://' in contact else f'mailto:{contact}'}",
        f"Expires: {datetime.combine(day, time(), UTC):%Y-%m-%dT%H:%M:%SZ}",
        f"Preferred-Languages: {', '.join(languages)}",
        f"Canonical: {absolute(reverse('security'))}",
        *([f"Policy: {site.security_policy}"] if site.security_policy else []),
    ]
    text = "".join(f"{line}\n" for line in lines)
    return HttpResponse(text, content_type="text/plain; charset=utf-8")


def change_password(request: HttpRequest) -> HttpResponse:
    """Lead to where a password is changed, as programs that keep them ask."""
    return redirect("account_change_password")


def opensearch(request: HttpRequest) -> HttpResponse:
    """Describe the search to browsers, so that they offer it (OpenSearch 1.1)."""
    site = site_of(request)
    name = legal(site.name)
    context = {
        "short_name": name[:SHORT_NAME],
        "long_name": name[:48],
        "description": legal(site.description or site.tagline or name)[:DESCRIPTION],
        "template": f"{absolute(reverse('search'))}?q={{searchTerms}}",
        "language": site.language,
    }
    kind = "application/opensearchdescription+xml; charset=utf-8"
    return render(request, "blog/opensearch.xml", context, content_type=kind)
