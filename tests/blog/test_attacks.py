"""What somebody who means harm may send, and gets nothing by."""

from typing import Any
from urllib.parse import urlsplit

import pytest
from django.test import Client
from pytest_django import Settings

from accounts.roles import Role
from tests.factories import UserFactory, make_page, make_post

pytestmark = pytest.mark.django_db
PAGES = ("/", "/blog/", "/blog/seen/", "/index.xml", "/sitemap.xml", "/robots.txt", "/about/")


@pytest.fixture
def site(settings: Settings) -> None:
    settings.SITE_URL = "https://blog.example.org"
    make_post(title="Seen", address="seen", published=True)
    make_page(title="About", address="about")


@pytest.mark.usefixtures("site")
@pytest.mark.parametrize("path", PAGES)
def test_a_forged_host_is_in_no_page(client: Client, settings: Settings, path: str) -> None:
    settings.ALLOWED_HOSTS = ["*"]

    answer = client.get(path, headers={"host": "evil.example", "x-forwarded-host": "evil.example"})

    assert answer.status_code == 200
    assert b"evil.example" not in answer.getvalue()


@pytest.mark.usefixtures("site")
@pytest.mark.parametrize("path", PAGES)
def test_an_unknown_host_is_refused(client: Client, settings: Settings, path: str) -> None:
    settings.ALLOWED_HOSTS = ["blog.example.org"]

    answer = client.get(path, headers={"host": "evil.example"})

    assert answer.status_code == 400


@pytest.mark.parametrize(
    "path",
    [
        "//evil.example/blog",
        "//evil.example/%2e%2e",
        "/%5Cevil.example/x",
        "/%2Fevil.example",
        "//evil.example/blog/2020/x",
        "/2020/%2F%2Fevil.example/",
    ],
)
def test_no_path_redirects_to_another_site(client: Client, path: str) -> None:
    answer = client.get(path)

    there = answer.get("Location", "/")
    assert not urlsplit(there).netloc
    assert not there.startswith(("//", "/\\"))


@pytest.mark.parametrize(
    "path",
    [
        "../manage.py",
        "..%2fmanage.py",
        "%2e%2e/%2e%2e/manage.py",
        "%252e%252e/manage.py",
        "/etc/passwd",
        "....//....//etc/passwd",
        "..\\..\\manage.py",
        "a%00b",
        "",
    ],
)
def test_no_file_outside_of_the_uploads_is_served(client: Client, path: str) -> None:
    answer = client.get(f"/media/{path}")

    assert answer.status_code in {302, 400, 404}


@pytest.mark.usefixtures("site")
@pytest.mark.parametrize("path", ["/", "/blog/", "/blog/seen/", "/about/", "/search/"])
def test_no_cache_gives_a_writers_page_to_a_reader(client: Client, path: str) -> None:
    client.force_login(UserFactory(role=Role.EDITOR))

    answer = client.get(path)

    assert "Cookie" in answer["Vary"]
    assert "public" not in answer.get("Cache-Control", "")


@pytest.mark.parametrize(
    "asked",
    [
        "'",
        '"',
        "a' OR 1=1 --",
        "NEAR(",
        "a AND",
        "*",
        "title:x",
        "\x00",
        "\\",
        "%",
        "é" * 500,
        "<script>alert(1)</script>",
        "-" * 300,
        "(((",
        "a:*|!&",
        "{x}^2",
    ],
)
def test_nothing_searched_for_is_an_error_or_markup(client: Client, asked: str) -> None:
    answer = client.get("/search/", {"q": asked})

    assert answer.status_code == 200
    assert b"<script>alert" not in answer.content


@pytest.mark.parametrize(
    "path",
    [
        "/admin/blog/post/{}/change/",
        "/admin/blog/post/{}/preview/",
        "/admin/blog/author/{}/change/",
        "/admin/accounts/user/{}/change/",
        "/admin/blog/image/{}/change/",
    ],
)
@pytest.mark.parametrize("key", ["0", "-1", "x", "99999999999999999999", "1%00", "1_2F", "²"])
def test_a_made_up_key_is_no_error(client: Client, path: str, key: str) -> None:
    client.force_login(UserFactory(role=Role.ADMINISTRATOR))

    answer: Any = client.get(path.format(key))

    assert answer.status_code in {302, 404}


def test_leaving_leads_to_no_other_site(client: Client) -> None:
    client.force_login(UserFactory())

    answer = client.post("/accounts/logout/", {"next": "https://evil.example/"})

    assert answer["Location"] == "/"


@pytest.mark.parametrize(
    "path", ["/accounts/", "/accounts/logout/", "/admin/blog/post/add/", "/admin/markdown/upload/"]
)
def test_a_form_from_another_site_is_refused(path: str) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(UserFactory(role=Role.ADMINISTRATOR))

    answer = client.post(path, headers={"origin": "https://evil.example"})

    assert answer.status_code == 403
