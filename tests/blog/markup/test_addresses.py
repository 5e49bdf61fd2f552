import pytest

from blog.markup import Resolver
from blog.markup.addresses import candidates, clean
from tests.blog.markup.rendering import BASE_URL, feed, page


@pytest.mark.parametrize(
    ("typed", "on_page", "in_feed"),
    [
        ("/blog/x/", "/blog/x/", "https://example.org/blog/x/"),
        ("../other/", "/blog/other/", "https://example.org/blog/other/"),
        ("photo.jpg", "/blog/post/photo.jpg", "https://example.org/blog/post/photo.jpg"),
        ("?page=2", "/blog/post/?page=2", "https://example.org/blog/post/?page=2"),
        ("#part", "#part", "https://example.org/blog/post/#part"),
        ("/a/../b/", "/b/", "https://example.org/b/"),
        ("//cdn.example/x", "https://cdn.example/x", "https://cdn.example/x"),
        ("https://example.org/x/", "https://example.org/x/", "https://example.org/x/"),
        ("mailto:a@b.org", "mailto:a@b.org", "mailto:a@b.org"),
        ("tel:+4912", "tel:+4912", "tel:+4912"),
    ],
)
def test_an_address_fits_the_page_and_the_feed(typed: str, on_page: str, in_feed: str) -> None:
    text = f"[link]({typed})"

    on_page_html, in_feed_html = page(text).html, feed(text).html

    assert f'<a href="{on_page}">' in on_page_html
    assert f'<a href="{in_feed}">' in in_feed_html


@pytest.mark.parametrize(
    "typed", ["javascript:alert(1)", "data:text/html,x", "ftp://a.example/", "http://[", "https:"]
)
def test_an_address_that_cannot_be_linked_leaves_its_text(typed: str) -> None:
    html = page(f'<a href="{typed}">words</a>').html

    assert "href" not in html
    assert "words" in html


def test_a_relative_address_never_leaves_the_site() -> None:
    written = Resolver("https://example.org/a", "page").write("x/..//evil.example/")

    assert not written.startswith("//")


def test_links_are_collected_absolute_in_order_and_once() -> None:
    text = "[b](/b/) [a](../a/) [again](/b/) [#](#here)[^1]\n\n[^1]: note"

    links = page(text).links

    assert links == (
        "https://example.org/b/",
        "https://example.org/blog/a/",
        "https://example.org/blog/post/#here",
    )


def test_every_kind_of_address_in_a_feed_is_absolute() -> None:
    text = (
        '<blockquote cite="/source/">q</blockquote>\n'
        '<img src="a.png" srcset="a.png 1x, /b.png 2x">\n'
        '<picture><source srcset="c.webp 400w"><img src="c.png"></picture>\n'
    )

    html = feed(text).html

    assert 'cite="https://example.org/source/"' in html
    assert 'srcset="https://example.org/blog/post/a.png 1x, https://example.org/b.png 2x"' in html
    assert '<picture><img src="https://example.org/blog/post/c.png" alt=""></picture>' in html


@pytest.mark.parametrize(
    ("srcset", "expected"),
    [
        ("a 1x, b 2x", [("a", "1x"), ("b", "2x")]),
        ("a,b 400w,c 2x", [("a,b", "400w"), ("c", "2x")]),
        ("a.png", [("a.png", "")]),
        (", a 1.5x ,b", [("a", "1.5x"), ("b", "")]),
        ("a 1x 2y, b", [("b", "")]),
        ("", []),
    ],
)
def test_a_srcset_is_read_as_html_says(srcset: str, expected: list[tuple[str, str]]) -> None:
    assert candidates(srcset) == expected


def test_cleaning_encodes_what_a_url_cannot_hold_and_keeps_what_is_encoded() -> None:
    cleaned = clean(" /a b/\n%20ü|x ")

    assert cleaned == "/a%20b/%20%C3%BC%7Cx"


def test_the_address_of_the_document_may_have_a_fragment() -> None:
    resolver = Resolver(f"{BASE_URL}#top", "feed")

    assert resolver.fragment("fn-1") == f"{BASE_URL}#fn-1"
