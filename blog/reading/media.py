"""Uploaded files, where no proxy serves them."""

from __future__ import annotations

from pathlib import PurePosixPath

from django.conf import settings
from django.core.exceptions import SuspiciousFileOperation
from django.http import Http404, HttpRequest, HttpResponseBase
from django.views.static import serve

# Not every system's table of file types knows these.
KINDS = {".avif": "image/avif", ".webp": "image/webp", ".webm": "video/webm"}


def media(request: HttpRequest, path: str) -> HttpResponseBase:
    """Answer with an uploaded file; 404 where `SERVE_MEDIA` says that a proxy does.

    A file's name carries a part of its hash, so what has been loaded never needs to be asked for
    again (RFC 8246).
    """
    if not settings.SERVE_MEDIA:
        raise Http404("The proxy serves uploads.")
    try:
        response = serve(request, path, document_root=str(settings.MEDIA_ROOT))
    except (OSError, SuspiciousFileOperation) as error:
        # Scanners ask for files outside all day, and each would be an error in the log.
        raise Http404("No file has such a name.") from error
    kind = KINDS.get(PurePosixPath(path).suffix.lower())
    if kind:
        response["Content-Type"] = kind
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "public, max-age=31536000, immutable"
    return response
