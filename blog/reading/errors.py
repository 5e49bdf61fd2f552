"""Pages for what went wrong, in the site's design."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from blog.reading.caching import keep_private
from blog.reading.nearby import asked_words, nearby


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer 403: signed in, but not allowed."""
    return render(request, "403.html", status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer 404 with what may have been meant.

    An exception with a `sentence` of its own tells more than that there is nothing.
    """
    # Who asks for the head alone is no reader.
    path = request.path if request.method == "GET" else ""
    context = {
        "sentence": getattr(exception, "sentence", ""),
        "asked": " ".join(asked_words(path)),
        "nearby": nearby(path),
    }
    response = render(request, "404.html", context, status=404)
    # The address may be that of a text which is about to appear.
    keep_private(request, response)
    response.headers.setdefault("Cache-Control", "no-cache")
    return response


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer 500 without asking the database for anything."""
    return render(request, "500.html", status=500)
