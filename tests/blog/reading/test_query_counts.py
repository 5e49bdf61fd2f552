"""No public page asks the database more than five times, however much there is to show."""

from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from blog.models import (
    Author,
    Category,
    Collaborator,
    Grant,
    MenuItem,
    Series,
    SiteSettings,
    SocialLink,
)
from tests.factories import (
    AuthorFactory,
    CategoryFactory,
    CollaboratorFactory,
    ImageFactory,
    SeriesFactory,
    make_page,
    make_post,
)

pytestmark = pytest.mark.django_db

MOST = 5
PAGES = (
    "/",
    "/blog/",
    "/blog/post-1/",
    "/blog/2024/",
    "/blog/2024/03/",
    "/author/ada/",
    "/author/ada/?role=wrote&year=2024",
    "/authors/",
    "/collaborators/",
    "/collaborators/?kind=collaborator",
    "/collaborators/harbour/",
    "/tags/",
    "/tag/tides/",
    "/categories/",
    "/category/notes/",
    "/series/",
    "/series/gauges/",
    "/series/gauges/?order=reading",
    "/search/?q=tides",
    "/page-1/",
    "/index.xml",
    "/blog/index.xml",
    "/tag/tides/index.xml",
    "/category/notes/index.xml",
    "/series/gauges/index.xml",
    "/author/ada/index.xml",
    "/collaborators/harbour/index.xml",
    "/sitemap.xml",
    "/sitemap-pages.xml",
    "/sitemap-lists.xml",
    "/sitemap-posts-2024.xml",
    "/opensearch.xml",
    "/robots.txt",
    "/theme.css",
    "/nothing/",
)
# The sitemap asks for the size of each file, a feed first whether anything is new.
MORE = {path: 6 for path in PAGES if path.endswith(".xml")}


def test_public_pages_need_at_most_five_queries_and_no_more_for_many_posts(client: Client) -> None:
    fill(3)
    for_three = {path: queries(client, path) for path in PAGES}
    fill(40)
    for_many = {path: queries(client, path) for path in PAGES}

    too_many = {path: count for path, count in for_many.items() if count > MORE.get(path, MOST)}
    growing = {path: (for_three[path], n) for path, n in for_many.items() if n > for_three[path]}

    assert too_many == {}
    assert growing == {}


def queries(client: Client, path: str) -> int:
    if path == "/index.xml":
        # The first to ask for a feed has its items stored.
        client.get(path)
    with CaptureQueriesContext(connection) as captured:
        response = client.get(path)
    assert response.status_code == (404 if path == "/nothing/" else 200), path
    return len(captured)


def fill(count: int) -> None:
    """Store posts that have everything a post can have, and what surrounds them."""
    site = SiteSettings.objects.get(pk=1)
    if not Author.objects.exists():
        AuthorFactory(name="Ada", photo=ImageFactory())
        CollaboratorFactory(name="Harbour", logo=ImageFactory())
        CategoryFactory(name="Notes")
        SeriesFactory(title="Gauges")
    author, partner = Author.objects.get(slug="ada"), Collaborator.objects.get(slug="harbour")
    for number in range(count):
        MenuItem.objects.create(label=f"Entry {number}", address="/about/")
        SocialLink.objects.create(site=site, label="There", url="https://there.example/")
        Grant.objects.create(collaborator=partner, title=f"Grant {count}-{number}")
        CollaboratorFactory(logo=ImageFactory())
        make_post(
            title="On tides",
            address=f"post-{number + 1}" if count == 3 else f"post-{count}-{number}",
            at=datetime(2024, 3, 1 + number % 28, tzinfo=UTC),
            credits=[author, AuthorFactory(photo=ImageFactory())],
            tags=["tides", f"tag {count} {number}"],
            thanks=[partner, CollaboratorFactory(logo=ImageFactory())],
            category=Category.objects.get(slug="notes"),
            series=Series.objects.get(slug="gauges"),
            featured=ImageFactory(),
        )
        make_page(title="On tides", address=f"page-{number + 1}" if count == 3 else f"p-{number}")
