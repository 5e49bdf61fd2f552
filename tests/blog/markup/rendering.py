"""Short ways to render in tests."""

from typing import Any

from blog.markup import Rendered, render

BASE_URL = "https://example.org/blog/post/"


def page(text: str, **options: Any) -> Rendered:
    """Render for a page at BASE_URL."""
    return render(text, base_url=BASE_URL, **options)


def feed(text: str, **options: Any) -> Rendered:
    """Render for a feed at BASE_URL."""
    return render(text, base_url=BASE_URL, target="feed", **options)
