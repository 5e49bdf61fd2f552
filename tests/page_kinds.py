"""Every kind of public page, once, in the sample blog.

It is what axe, the HTML checker, the byte counts, the screenshots and the benchmarks look at.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import NamedTuple
from unittest.mock import patch

from django.core.management import call_command
from PIL import Image as Pillow


class Kind(NamedTuple):
    """A kind of page: its name, where it is in the sample blog, and how it is answered."""

    name: str
    path: str
    status: int = 200


KINDS = (
    Kind("home", "/"),
    Kind("list", "/blog/"),
    Kind("list-2", "/blog/?page=2"),
    Kind("year", "/blog/{year}/"),
    Kind("month", "/blog/{month}/"),
    Kind("post", "/blog/building-a-tide-gauge-2/"),
    Kind("post-code", "/blog/building-a-tide-gauge-4/"),
    Kind("post-gallery", "/blog/six-doors/"),
    Kind("post-film", "/blog/ten-minutes-at-low-water/"),
    Kind("post-diagram", "/blog/from-ice-to-mud/"),
    Kind("post-footnotes", "/blog/counting-what-flies/"),
    Kind("post-translated", "/blog/noite-estuario-prateado/"),
    Kind("post-list", "/blog/packing-for-the-mud/"),
    Kind("link-post", "/blog/elsewhere-bread-at-altitude/"),
    Kind("language", "/language/pt/"),
    Kind("page", "/about/funding/"),
    Kind("authors", "/authors/"),
    Kind("author", "/author/maren-okafor/"),
    Kind("collaborators", "/collaborators/"),
    Kind("collaborator", "/collaborators/nordhav-research-fund/"),
    Kind("collaborators-found", "/collaborators/?kind=funder"),
    Kind("tags", "/tags/"),
    Kind("tag", "/tag/tides/"),
    Kind("categories", "/categories/"),
    Kind("category", "/category/instruments/"),
    Kind("all-series", "/series/"),
    Kind("series", "/series/building-a-tide-gauge/?order=reading"),
    Kind("feeds", "/feeds/"),
    Kind("search", "/search/"),
    Kind("search-results", "/search/?q=tide"),
    Kind("search-none", "/search/?q=xylophone"),
    Kind("search-filtered", "/search/?q=tide+author:maren-okafor"),
    Kind("missing", "/blog/bilding-a-tide-gauge/", 404),
    Kind("gone", "/blog/spare-parts-list/", 410),
    Kind("sign-in", "/accounts/login/"),
)


def kinds() -> list[Kind]:
    """Return the kinds with the dates of the sample in the database, which end today."""
    from blog.models import Post

    first = Post.objects.published().order_by("published_at").first()
    at = first.published_at if first else None
    if at is None:
        raise LookupError("There is no sample blog: load it first.")
    dates = {"year": f"{at:%Y}", "month": f"{at:%Y/%m}"}
    return [kind._replace(path=kind.path.format(**dates)) for kind in KINDS]


@contextmanager
def quickly_drawn() -> Iterator[None]:
    """Put a few pixels in place of each drawing of the sample blog."""
    from blog.transfer.sample import pictures

    keys = sorted(pictures.DRAWINGS)

    def drawn(key: str) -> bytes:
        out = BytesIO()
        Pillow.new("RGB", (160, 90), (keys.index(key), 90, 120)).save(out, "PNG")
        return out.getvalue()

    with patch.object(pictures, "drawn", drawn):
        yield


def load_quickly() -> None:
    """Load the sample blog without its drawings, so that a test can."""
    with quickly_drawn():
        call_command("load_sample", verbosity=0)
