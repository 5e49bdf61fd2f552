"""robots.txt asks for what the site's settings say."""

from urllib.robotparser import RobotFileParser

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from pytest_django import Settings

from accounts.roles import Role
from blog.models import SiteSettings
from blog.models.crawlers import TRAINERS, validate_robots_lines
from tests.factories import UserFactory

SITE = "https://blog.example.org"


@pytest.fixture(autouse=True)
def own_address(settings: Settings) -> None:
    """Let the site know itself by another address than the one it is asked at."""
    settings.SITE_URL = SITE


def robots(client: Client, **chosen: object) -> RobotFileParser:
    SiteSettings.objects.update(**chosen)
    parser = RobotFileParser()
    parser.parse(client.get("/robots.txt").content.decode().splitlines())
    return parser


@pytest.mark.django_db
def test_robots_are_shown_the_sitemap_and_kept_from_what_is_not_for_readers(
    client: Client,
) -> None:
    parser = robots(client)

    assert parser.site_maps() == [f"{SITE}/sitemap.xml"]
    assert parser.can_fetch("Anybot", "/blog/")
    assert [parser.can_fetch("GPTBot", path) for path in ("/", "/admin/", "/search/?q=a")] == [
        *(True, False, False)
    ]


@pytest.mark.django_db
def test_a_site_that_is_tried_out_is_kept_from_search_engines(client: Client) -> None:
    parser = robots(client, search_engines=False, robots_lines="User-agent: Mine\nAllow: /")

    assert not parser.can_fetch("Googlebot", "/")
    assert not parser.can_fetch("Mine", "/")
    assert parser.site_maps() is None
    assert client.get("/")["X-Robots-Tag"] == "noindex"
    assert client.get("/index.xml")["X-Robots-Tag"] == "noindex"


@pytest.mark.django_db
def test_those_who_train_are_asked_to_stay_away_and_no_others(client: Client) -> None:
    parser = robots(client, ai_training=False)

    assert not any(parser.can_fetch(name, "/blog/") for name in TRAINERS)
    assert parser.can_fetch("Googlebot", "/blog/")
    assert "X-Robots-Tag" not in client.get("/")


@pytest.mark.django_db
def test_further_lines_stand_in_the_file(client: Client) -> None:
    lines = "# Ours\r\nUser-agent: Slowbot\r\nCrawl-delay: 20\r\nDisallow: /tag/"

    parser = robots(client, robots_lines=lines)

    assert str(parser.crawl_delay("Slowbot")) == "20"
    assert not parser.can_fetch("Slowbot", "/tag/mud/")
    assert parser.can_fetch("Anybot", "/tag/mud/")


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ("Hello", "Line 1: write a field"),
        ("# Why\n\nDisallow: /a", "Line 3: say first whom"),
        ("User-agent: *\nDisallow: a", "Line 2: a path begins"),
        ("User-agent:", "Line 1: name the crawler"),
        ("User-agent: *\nCrawl-delay: soon", "Line 2: write the delay"),
        ("Sitemap: /sitemap.xml", "Line 1: write the sitemap's whole"),
        ("User-agent: a\x07b", "Line 1 holds a character"),
        ("<script>: /", "Line 1: write a field"),
    ],
)
def test_what_no_crawler_understands_is_refused_by_its_line(lines: str, said: str) -> None:
    with pytest.raises(ValidationError, match=said):
        validate_robots_lines(lines)


@pytest.mark.django_db
def test_the_settings_screen_says_which_line_is_wrong_and_keeps_what_was_typed(
    client: Client,
) -> None:
    client.force_login(UserFactory(role=Role.ADMINISTRATOR))
    form = client.get("/admin/blog/sitesettings/1/change/").context["adminform"].form
    typed = {name: value for name, value in form.initial.items() if value not in (None, "")}
    links = {"social_links-TOTAL_FORMS": 0, "social_links-INITIAL_FORMS": 0}

    answer = client.post(
        "/admin/blog/sitesettings/1/change/",
        {**typed, **links, "robots_lines": "Disallow /tag/", "security_contact": "nobody"},
    ).text

    assert "Line 1: write a field and its value" in answer
    assert "Disallow /tag/</textarea>" in answer
    assert "Write an e-mail address, or one with https://." in answer
