"""The frame in which diagrams are drawn, away from the page that shows them.

What draws them needs styles of its own, which no page of ours allows. So it is loaded by this
page, which is put in a frame without an origin: it can read and change nothing of the site, and
its policy lets it load nothing but its own two scripts.
"""

from __future__ import annotations

from csp.constants import NONE, SELF, UNSAFE_INLINE
from csp.decorators import csp
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.clickjacking import xframe_options_sameorigin

# `sandbox` takes its origin from it also where somebody opens the address outside a frame. WebKit,
# and so Safari, lets 'self' mean nothing without an origin: there the site's address counts.
POLICY = {
    "default-src": [NONE],
    "script-src": [SELF, settings.SITE_URL],
    "style-src": [SELF, settings.SITE_URL, UNSAFE_INLINE],
    "img-src": ["data:"],
    "base-uri": [NONE],
    "form-action": [NONE],
    "frame-ancestors": [SELF],
    "sandbox": ["allow-scripts"],
}


@xframe_options_sameorigin
@csp(POLICY)
def diagram(request: HttpRequest) -> HttpResponse:
    """Answer with an empty page that draws the diagram which it is sent."""
    return render(request, "blog/diagram.html")
