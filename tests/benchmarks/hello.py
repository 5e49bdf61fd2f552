"""The view that does nothing: what the server and Django with its usual middleware cost."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse


class HelloMiddleware:
    """Answer /hello ahead of what Masthead itself does for each request.

    A view behind that would make the measure of comparison slow, and every page look quick.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path == "/hello":
            return HttpResponse("Hello, world")
        return self.get_response(request)
