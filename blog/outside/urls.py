"""Where people without an account read one unpublished text, and say what they think of it."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.urls import URLPattern, path, register_converter

from accounts.secrets import LENGTH
from blog.outside.views import preview


class SecretConverter:
    """A secret as `accounts.secrets` makes it; what looks otherwise may be a page's path."""

    regex = f"[A-Za-z0-9_-]{{{LENGTH}}}"

    def to_python(self, value: str) -> str:
        """Return the secret."""
        return value

    def to_url(self, value: str) -> str:
        """Return the secret."""
        return value


register_converter(SecretConverter, "secret")

urlpatterns: list[URLPattern] = [
    path("<secret:secret>/", login_not_required(preview), name="preview_link"),
]
