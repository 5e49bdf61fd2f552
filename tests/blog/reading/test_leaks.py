"""What isn't public appears nowhere, to anybody who may not edit it."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from accounts.roles import Role
from blog.editing.workflow import archive, unpublish
from blog.models import Author, Post
from tests.factories import (
    AuthorFactory,
    CategoryFactory,
    CollaboratorFactory,
    SeriesFactory,
    UserFactory,
    make_page,
    make_post,
)

pytestmark = pytest.mark.django_db

SECRET = "Heronsecret"
EVERYWHERE = (
    "/",
    "/blog/",
    "/blog/public/",
    "/blog/2020/",
    "/author/ada/",
    "/authors/",
    "/tags/",
    "/categories/",
    "/series/",
    "/series/gauges/?order=reading",
    "/collaborators/harbour/",
    "/tag/tides/",
    "/category/notes/",
    "/series/gauges/",
    f"/search/?q={SECRET}",
    "/search/?q=tides",
    "/index.xml",
    "/blog/index.xml",
    "/tag/tides/index.xml",
    "/category/notes/index.xml",
    "/series/gauges/index.xml",
    "/author/ada/index.xml",
    "/collaborators/harbour/index.xml",
    "/feed.atom",
    "/feed.json",
    "/tag/tides/feed.json",
    "/language/en/feed.atom",
    f"/search/feed.json?q={SECRET}",
    "/sitemap.xml",
    "/sitemap-pages.xml",
    "/sitemap-lists.xml",
    *(f"/sitemap-posts-{timezone.now().year + n}.xml" for n in (-1, 0, 1)),
)


@pytest.fixture
def hidden() -> dict[str, Post]:
    """One public post, and one of each other state that shares everything with it."""
    kin: dict[str, Any] = {
        "credits": [AuthorFactory(name="Ada")],
        "tags": ["tides"],
        "thanks": [CollaboratorFactory(name="Harbour")],
        "category": CategoryFactory(name="Notes"),
        "series": SeriesFactory(title="Gauges"),
        "body": "About tides.",
    }
    public = make_post(title="Public", at=timezone.now() - timedelta(days=2), **kin)
    kin |= {"body": f"About tides. {SECRET}"}
    posts = {
        "draft": make_post(title=f"{SECRET} one", translation_of=public, language="pt", **kin),
        "scheduled": make_post(title=f"{SECRET} two", at=timezone.now() + timedelta(days=2), **kin),
        "archived": make_post(title=f"{SECRET} three", published=True, **kin),
        "unpublished": make_post(title=f"{SECRET} four", published=True, **kin),
    }
    archive(posts["archived"], by=None)
    unpublish(posts["unpublished"], by=None)
    make_page(title=f"{SECRET} page", address="secret", published=False)
    return posts


def test_no_page_list_feed_or_sitemap_names_what_is_not_public(
    client: Client, hidden: dict[str, Post]
) -> None:
    answers = {path: client.get(path).content.decode() for path in EVERYWHERE}

    leaks = [path for path, text in answers.items() if SECRET.lower() in asked_apart(text).lower()]

    assert leaks == []


def asked_apart(text: str) -> str:
    """Return a page without what repeats the search's own words."""
    for around in ("Search: {}", "“{}”", 'value="{}"', "?q={}"):
        text = text.replace(around.format(SECRET), "")
    return text


@pytest.mark.parametrize(
    ("state", "status"),
    [("draft", 404), ("scheduled", 404), ("unpublished", 404), ("archived", 410)],
)
def test_address_of_what_is_not_public_answers_nothing_of_it(
    client: Client, hidden: dict[str, Post], state: str, status: int
) -> None:
    response = client.get(hidden[state].get_absolute_url())

    assert response.status_code == status
    assert "About tides" not in response.content.decode()


@pytest.mark.parametrize("state", ["draft", "scheduled", "unpublished"])
def test_addresses_with_a_year_do_not_tell_that_a_draft_exists(
    client: Client, hidden: dict[str, Post], state: str
) -> None:
    slug = hidden[state].slug

    codes = [client.get(f"{path}{slug}/").status_code for path in ("/blog/2024/", "/2024/")]
    codes.append(client.get(f"/blog/{slug}/index.md").status_code)

    assert codes == [404, 404, 404]


def test_a_stranger_with_an_account_sees_no_more_than_readers(
    client: Client, hidden: dict[str, Post]
) -> None:
    client.force_login(UserFactory(role=Role.AUTHOR))

    response = client.get(hidden["draft"].get_absolute_url())

    assert response.status_code == 404


def test_an_author_sees_their_own_draft_marked_and_kept_out_of_caches(
    client: Client, hidden: dict[str, Post]
) -> None:
    user = UserFactory(role=Role.AUTHOR)
    Author.objects.filter(slug="ada").update(user=user)
    client.force_login(user)

    response = client.get(hidden["draft"].get_absolute_url())

    assert response.status_code == 200
    assert "This post is draft" in response.content.decode()
    assert response["X-Robots-Tag"] == "noindex"
    assert "no-store" in response["Cache-Control"]
    assert "private" in response["Cache-Control"]


def test_a_draft_page_answers_404_and_an_editor_sees_it(
    client: Client, hidden: dict[str, Post]
) -> None:
    anonymous = client.get("/secret/").status_code
    client.force_login(UserFactory(role=Role.EDITOR))
    editor = client.get("/secret/").status_code

    assert (anonymous, editor) == (404, 200)


def test_readers_see_nothing_for_staff(client: Client, hidden: dict[str, Post]) -> None:
    anonymous = client.get("/blog/public/").content.decode()
    client.force_login(UserFactory(role=Role.EDITOR))
    editor = client.get("/blog/public/").content.decode()

    assert "/admin/" not in anonymous
    assert "Edit this post" in editor
