"""The site's icon."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.templatetags.static import static


def favicon(request: HttpRequest) -> HttpResponse:
    """Lead to the icon from the address that browsers try by themselves."""
    return redirect(static("images/favicon.svg"))
