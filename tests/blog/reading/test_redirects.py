"""An address that was public once leads to where the thing is now, in one hop."""

from typing import Any

import pytest
from django.test import Client

from blog.editing.addresses import keep_old_path
from blog.editing.merging import merge
from blog.editing.revisions import save
from blog.editing.workflow import archive, publish, unpublish
from blog.models import Post, Redirect
from tests.factories import (
    AuthorFactory,
    CollaboratorFactory,
    TagFactory,
    make_page,
    make_post,
)

pytestmark = pytest.mark.django_db


def leads(client: Client, path: str) -> tuple[int, str]:
    response = client.get(path)
    return response.status_code, response.get("Location", "")


def rename(post: Post, address: str) -> None:
    save(post, post.newest_snapshot().changed(address=address), by=None)
    publish(post, by=None)


@pytest.mark.parametrize(
    "path",
    [
        "/blog/2024/now/",
        "/blog/1999/now/",
        "/2024/now/",
        "/blog/2024/now",
        "/2024/now",
        "/blog/2024/now/index.md",
        "/blog/now/index.md",
    ],
)
def test_addresses_with_a_year_and_of_sources_lead_to_the_post(client: Client, path: str) -> None:
    make_post(published=True, address="now")

    assert leads(client, path) == (301, "/blog/now/")


@pytest.mark.parametrize(
    "path",
    [
        "/blog/first/",
        "/blog/first",
        "/blog/second/",
        "/blog/2024/first/",
        "/blog/2024/first",
        "/2024/second",
        "/2024/second/",
        "/blog/first/index.md",
    ],
)
def test_every_former_slug_is_one_hop_from_the_post(client: Client, path: str) -> None:
    post = make_post(published=True, address="first")
    rename(post, "second")
    rename(post, "third")

    assert leads(client, path) == (301, "/blog/third/")


@pytest.mark.parametrize("path", ["/tag", "/author", "/category", "/tag/"])
def test_a_list_s_folder_leads_to_its_index_in_one_hop(client: Client, path: str) -> None:
    status, target = leads(client, path)

    assert status == 301
    assert client.get(target).status_code == 200


def test_an_address_without_its_slash_tells_nothing_of_a_draft(client: Client) -> None:
    make_post(address="draft")

    assert leads(client, "/blog/2024/draft") == (301, "/blog/2024/draft/")
    assert leads(client, "/blog/2024/none") == (301, "/blog/2024/none/")
    assert client.get("/blog/2024/draft", follow=True).status_code == 404


def test_slugs_that_only_a_draft_had_answer_404(client: Client) -> None:
    post = make_post(address="first")
    rename(post, "second")

    assert client.get("/blog/first/").status_code == 404


def test_a_page_that_moved_is_one_hop_away(client: Client) -> None:
    page = make_page(address="about/us")
    save(page, page.newest_snapshot().changed(address="about"), by=None)
    publish(page, by=None)

    assert leads(client, "/about/us/") == (301, "/about/")
    assert leads(client, "/about/us") == (301, "/about/")


def test_any_path_can_lead_to_another_site(client: Client) -> None:
    Redirect.objects.create(path="/old/form.html", address="https://there.example/x?y=1")

    assert leads(client, "/old/form.html") == (301, "https://there.example/x?y=1")


def test_path_outside_ascii_can_lead_on(client: Client) -> None:
    Redirect.objects.create(path="/über-uns/", page=make_page(address="about"))

    assert leads(client, "/%C3%BCber-uns/") == (301, "/about/")


def test_what_is_there_is_never_hidden_by_a_redirect(client: Client) -> None:
    make_page(address="about")
    Redirect.objects.create(path="/about/", address="https://there.example/")

    assert client.get("/about/").status_code == 200


@pytest.mark.parametrize("suffix", ["", "index.xml", "?page=2&from=mail"])
@pytest.mark.parametrize(
    ("factory", "folder"),
    [(AuthorFactory, "author"), (CollaboratorFactory, "collaborators"), (TagFactory, "tag")],
)
def test_merged_names_lead_to_their_successor_and_so_do_their_feeds(
    client: Client, factory: Any, folder: str, suffix: str
) -> None:
    old, new = factory(name="old", slug="old"), factory(name="new", slug="new")
    merge(old, new, by=None)

    assert leads(client, f"/{folder}/old/{suffix}") == (301, f"/{folder}/new/{suffix}")
    if suffix != "index.xml":
        assert leads(client, f"/{folder}/old{suffix}") == (301, f"/{folder}/new/{suffix}")


def test_a_name_that_moved_and_then_was_merged_is_one_hop_away(client: Client) -> None:
    old, new = TagFactory(name="old", slug="old"), TagFactory(name="new", slug="new")
    keep_old_path(old, "/tag/oldest/", "/tag/old/")
    merge(old, new, by=None)
    keep_old_path(new, "/tag/new/", "/tag/newest/")
    type(new).objects.filter(pk=new.pk).update(slug="newest")

    for path in ("/tag/oldest/", "/tag/oldest", "/tag/old/", "/tag/old", "/tag/new"):
        assert leads(client, path) == (301, "/tag/newest/"), path
    for path in ("/tag/oldest/index.xml", "/tag/old/index.xml", "/tag/new/index.xml"):
        assert leads(client, path) == (301, "/tag/newest/index.xml"), path


def test_the_query_goes_with_our_readers_and_not_to_other_sites(client: Client) -> None:
    post = make_post(published=True, address="first")
    rename(post, "second")
    Redirect.objects.create(path="/form/", address="https://there.example/x?y=1")

    assert leads(client, "/blog/first/?from=mail") == (301, "/blog/second/?from=mail")
    assert leads(client, "/blog/2024/first/?from=mail") == (301, "/blog/second/?from=mail")
    assert leads(client, "/form/?from=mail") == (301, "https://there.example/x?y=1")


def test_feed_of_a_renamed_tag_moves_with_it(client: Client) -> None:
    tag = TagFactory(name="new", slug="new")
    keep_old_path(tag, "/tag/old/", "/tag/new/")

    assert leads(client, "/tag/old/") == (301, "/tag/new/")
    assert leads(client, "/tag/old/index.xml") == (301, "/tag/new/index.xml")


def test_old_address_of_what_was_unpublished_answers_404_and_of_what_was_archived_its_notice(
    client: Client,
) -> None:
    taken_back, archived = make_post(published=True), make_post(published=True)
    old = taken_back.get_absolute_url(), archived.get_absolute_url()
    rename(taken_back, "taken-back")
    rename(archived, "archived")
    unpublish(taken_back, by=None)
    archive(archived, by=None)

    assert leads(client, old[0]) == (404, "")
    assert leads(client, old[1]) == (301, "/blog/archived/")


def test_old_address_of_a_hidden_author_answers_404(client: Client) -> None:
    author = AuthorFactory(slug="ada", is_hidden=True)
    keep_old_path(author, "/author/old/", "/author/ada/")

    assert client.get("/author/old/").status_code == 404


@pytest.mark.parametrize(
    "path",
    [
        "/%00",
        "/blog/%00/",
        "/tag/%00/index.xml",
        "/%FF%FE/",
        "/" + "a" * 3000 + "/",
        "/" + "a/" * 400,
        "//double//slash//",
        "/..%2F..%2Fetc/passwd",
        "/%E2%80%AE/",
        "/Blog/",
        "/about%20us/",
        "/wp-login.php",
        "/index.html",
        "/blog/%F0%9F%90%9F/",
        "/sitemap-99999999999999999999.xml",
        "/blog/0000/",
        "/blog/2024/13/",
        "/2024/",
    ],
)
def test_strange_addresses_answer_404_and_ask_nobody_to_sign_in(client: Client, path: str) -> None:
    response = client.get(path, follow=True)

    assert response.status_code == 404
    assert all("login" not in address for address, _ in response.redirect_chain)
    assert "There is nothing at this address" in response.content.decode()


@pytest.mark.parametrize("path", ["/", "/blog/", "/blog/now/", "/search/", "/sitemap.xml"])
def test_public_pages_answer_only_get_and_head(client: Client, path: str) -> None:
    make_post(published=True, address="now")

    assert client.head(path).status_code == 200
    assert client.post(path).status_code == 405
