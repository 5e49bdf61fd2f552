"""Which addresses ask who somebody is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponseBase


class PrivateByDefault(LoginRequiredMiddleware):
    """Asks for a login wherever a view isn’t marked public, and looks at no session where one is.

    Django's own looks at the session first, so that even a feed would be another one for each
    cookie (`Vary`), and shared caches could keep none.
    """

    def process_view(
        self,
        request: HttpRequest,
        view_func: Callable[..., HttpResponseBase],
        view_args: tuple[Any, ...],
        view_kwargs: dict[str, Any],
    ) -> HttpResponseBase | None:
        """Let everybody through to public views."""
        if not getattr(view_func, "login_required", True):
            return None
        return super().process_view(request, view_func, view_args, view_kwargs)
