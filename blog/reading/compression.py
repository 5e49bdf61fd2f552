"""Compressing public pages, where no proxy does it.

What is for one visitor alone goes out as it is: length tells an attacker who makes the page repeat
their guesses about the secrets beside them (BREACH). A public page holds no secret.
"""

from __future__ import annotations

import gzip
import re
from collections.abc import Callable

import brotli
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers

GetResponse = Callable[[HttpRequest], HttpResponse]
# Below this an answer is one packet either way.
WORTH_IT = 500
TEXTS = re.compile(r"text/|application/(?:[\w.-]+\+)?(?:xml|json)\b|image/svg\+xml")
# Both take well under a millisecond for a page.
ENCODERS: dict[str, Callable[[bytes], bytes]] = {
    "br": lambda text: brotli.compress(text, quality=4),
    "gzip": lambda text: gzip.compress(text, 5, mtime=0),
}


class CompressionMiddleware:
    """Compresses what caches may share, with Brotli or gzip, as the visitor accepts."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if not _may_be_compressed(response):
            return response
        patch_vary_headers(response, ["Accept-Encoding"])
        coding = accepted(request.headers.get("Accept-Encoding", ""))
        if coding and len(response.content) >= WORTH_IT:
            response.content = ENCODERS[coding](response.content)
            response["Content-Encoding"] = coding
            response["Content-Length"] = str(len(response.content))
            _weaken_tag(response)
        return response


def _may_be_compressed(response: HttpResponse) -> bool:
    return (
        not response.streaming
        and "Content-Encoding" not in response
        and "public" in response.get("Cache-Control", "")
        and not response.cookies
        and TEXTS.match(response.get("Content-Type", "")) is not None
    )


def _weaken_tag(response: HttpResponse) -> None:
    tag = response.get("ETag", "")
    if tag and not tag.startswith("W/"):
        response["ETag"] = f"W/{tag}"


def accepted(header: str) -> str:
    """Return the coding that `Accept-Encoding` allows and we like best, or nothing.

    RFC 9110, 12.5.3; `*` isn't taken for consent, as no browser sends it alone.
    """
    allowed = set()
    for item in header.lower().split(","):
        name, _, parameter = (part.strip() for part in item.partition(";"))
        if not re.fullmatch(r"q=0(?:\.0*)?", parameter.replace(" ", "")):
            allowed.add(name)
    return next((coding for coding in ENCODERS if coding in allowed), "")
