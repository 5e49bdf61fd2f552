"""What the checks of links find: addresses on this site and elsewhere, and the words of links."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.conf import settings
from django.utils import timezone

from accounts.roles import Role
from blog.editing.checks import run
from blog.editing.workflow import archive
from blog.models import Post, Redirect
from tests.blog.editing.checks.finding import found, quotes
from tests.factories import (
    AuthorFactory,
    CollaboratorFactory,
    ImageFactory,
    SeriesFactory,
    TagFactory,
    UserFactory,
    make_page,
    make_post,
    make_snapshot,
)

pytestmark = pytest.mark.django_db

LINKS = ("link-nowhere", "link-draft", "link-moved", "link-empty", "link-http", "link-words")


def what(body: str, **fields: object) -> list[str]:
    """Return the names of the link checks that find something."""
    findings = run(Post(), make_snapshot(body=body, **fields), None)  # type: ignore[arg-type]
    return [finding.check for finding in findings if finding.check in LINKS]


def test_an_address_that_something_has_is_fine() -> None:
    make_post(published=True, address="shore")
    make_page(address="about/us")
    AuthorFactory(slug="ada")
    CollaboratorFactory(slug="fund")
    TagFactory(name="news", slug="news")
    SeriesFactory(slug="guide")
    picture = ImageFactory()
    paths = "/ /blog/ /blog/shore/ /blog/shore/#part /about/us/ /author/ada/ /collaborators/fund/ "
    paths += "/tag/news/ /series/guide/ /index.xml /blog/?page=2 /search/?q=a ../shore/ "
    paths += f"{settings.SITE_URL}/about/us/ {picture.url} /static/x.css mailto:ada@example.org"

    body = "\n".join(f"[a word]({path})" for path in paths.split())

    assert what(body) == []


@pytest.mark.parametrize(
    "address",
    [
        "/blog/none/",
        "/none/",
        "/Nowhere.html",
        "/author/none/",
        "/tag/none/",
        "../none/",
        "/blog/2020/none/",
        "/media/images/2020/01/none.png",
        f"{settings.SITE_URL}/none/",
        "/blog/none/#part",
        "/" + "x" * 900 + "/",
        "#none",
    ],
)
def test_an_address_that_nothing_has_is_found(address: str) -> None:
    findings = found("link-nowhere", body=f"First.\n\nA [word]({address}).")

    assert [(f.place.line, f.place.quote) for f in findings] == [(2, address)]


def test_a_hidden_author_is_nothing_to_link_to() -> None:
    AuthorFactory(slug="ada", is_hidden=True)

    assert what("A [word](/author/ada/)") == ["link-nowhere"]


def test_places_within_the_text_are_known() -> None:
    body = (
        "## Café culture\n\n## Seats {#seats}\n\n<p id='raw'>x</p>\n\n"
        "A note.[^1]\n\n[^1]: Note.\n\n"
        "[a](#cafe-culture) [b](#seats) [c](#raw) [d](#fn-1) [e](#Seats)"
    )

    assert quotes("link-nowhere", body) == ["#Seats"]


def test_a_draft_is_told_to_those_who_may_see_it_alone() -> None:
    owner, stranger = UserFactory(role=Role.AUTHOR), UserFactory(role=Role.AUTHOR)
    make_post(address="plans", by=owner)
    body = "The [plans](/blog/plans/)."

    assert [f.check for f in found("link-draft", body=body, user=owner)] == ["link-draft"]
    assert found("link-draft", body=body, user=stranger) == []
    assert len(found("link-nowhere", body=body, user=stranger)) == 1


def test_what_appears_before_this_text_is_fine() -> None:
    soon = timezone.now() + timedelta(days=1)
    make_post(address="soon", at=soon)
    body = "See [soon](/blog/soon/)."

    assert what(body) == ["link-draft"]
    assert what(body, published_at=soon + timedelta(days=1)) == []


def test_a_text_may_link_to_itself() -> None:
    post = make_post(address="self")

    assert found("link-draft", post, address="self", body="[me](/blog/self/)") == []


def test_an_archived_text_is_found() -> None:
    archive(make_post(published=True, address="gone"), by=None)

    assert what("It is [gone](/blog/gone/).") == ["link-nowhere"]


def test_an_address_that_redirects_brings_the_new_one() -> None:
    post = make_post(published=True, address="new")
    Redirect.objects.create(path="/old/", post=post)
    Redirect.objects.create(path="/away/", address="https://example.org/there/")
    tag = TagFactory(name="news", slug="news")
    TagFactory(name="neuigkeit", slug="neuigkeit", merged_into=tag)
    moves = {
        "/old/": "/blog/new/",
        "/old/#part": "/blog/new/#part",
        "/away/": "https://example.org/there/",
        "/tag/neuigkeit/": "/tag/news/",
        "/blog/2020/new/": "/blog/new/",
        "/2020/new/": "/blog/new/",
        "/blog/new": "/blog/new/",
    }

    findings = found("link-moved", body="\n".join(f"[word]({old})" for old in moves))

    fixes = {finding.fix.old: finding.fix.new for finding in findings if finding.fix}
    assert fixes == moves


def test_a_redirect_to_a_draft_is_a_link_to_a_draft() -> None:
    Redirect.objects.create(path="/old/", post=make_post())

    assert what("It is [old](/old/).") == ["link-draft"]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("A [word]()", ["link-empty"]),
        ("A [word](#)", ["link-empty"]),
        ("[](https://example.org/)", ["link-empty"]),
        ('<a href="">word</a>', ["link-empty"]),
        ("[![A shore](https://example.org/a.png)](https://example.org/)", []),
        ("Click [here](https://example.org/).", ["link-words"]),
        ("[Read more…](https://example.org/)", ["link-words"]),
        ("[hier](https://example.org/)", ["link-words"]),
        ("[over here](https://example.org/)", []),
        ("[a word](http://example.org/)", ["link-http"]),
        ("http://example.org/", ["link-http"]),
        ("www.example.org", []),
        ("[a word](https://example.org/) and `http://example.org/`", []),
        (f"[home]({settings.SITE_URL}/)", []),
        ("[a word](http://[bad) and [two](//[bad/x)", ["link-http"]),
        ("[tel](tel:+441) [mail](mailto:a@example.org)", []),
    ],
)
def test_links_elsewhere(body: str, expected: list[str]) -> None:
    assert what(body) == expected
