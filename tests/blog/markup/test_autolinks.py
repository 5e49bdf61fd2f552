import pytest

from blog.markup.github import short_name
from tests.blog.markup.rendering import page


@pytest.mark.parametrize(
    ("text", "href", "shown"),
    [
        ("https://example.net/a_b_c", "https://example.net/a_b_c", "https://example.net/a_b_c"),
        ("see www.example.net/x.", "http://www.example.net/x", "www.example.net/x"),
        ("(https://example.net/(a))", "https://example.net/(a)", "https://example.net/(a)"),
        ("**https://example.net**", "https://example.net", "https://example.net"),
        ("https://a.example?x&amp;y!", "https://a.example?x&amp;y", "https://a.example?x&amp;y"),
        ("hello@example.net.", "mailto:hello@example.net", "hello@example.net"),
        ("mailto:a@example.net", "mailto:a@example.net", "mailto:a@example.net"),
        ("<https://example.net/>", "https://example.net/", "https://example.net/"),
        ("https://a.example/*b*", "https://a.example/*b", "https://a.example/*b"),
    ],
)
def test_a_bare_address_is_a_link(text: str, href: str, shown: str) -> None:
    html = page(text).html

    assert f'<a href="{href}">{shown}</a>' in html


@pytest.mark.parametrize(
    "text",
    [
        "example.net",
        "xhttps://example.net",
        "https://",
        "http://a_b.c_d",
        "ftp://example.net",
        "www.",
        "a@b",
        "https\\://example.net",
        "www\\.example.net",
        "a\\@example.net",
        "`https://example.net`",
    ],
)
def test_other_text_is_no_link(text: str) -> None:
    rendered = page(text)

    assert rendered.links == ()


def test_an_address_inside_a_link_makes_no_second_link() -> None:
    text = '[https://a.example](/x/) <a href="/y/">https://b.example</a>'

    html = page(text).html

    assert html.count("<a ") == 2


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("org/repo/pull/12", "org/repo#12"),
        ("org/repo/issues/3", "org/repo#3"),
        ("org/repo/discussions/4/", "org/repo#4"),
        ("org/repo/issues/3#issuecomment-99", "org/repo#3 (comment)"),
        ("org/repo/commit/0123456789abcdef0123456789abcdef01234567", "org/repo@0123456"),
        ("org/repo.js", "org/repo.js"),
        ("org/repo/tree/main", ""),
        ("org", ""),
        ("orgs/org", ""),
        ("org/repo/pull/12/files", ""),
    ],
)
def test_github_addresses_have_short_names(path: str, expected: str) -> None:
    assert short_name(f"https://github.com/{path}") == expected


def test_only_bare_github_addresses_are_shortened() -> None:
    address = "https://github.com/org/repo/pull/12"

    html = page(f"{address} <{address}> [{address}]({address})").html

    assert html.count(">org/repo#12<") == 1
    assert html.count(f">{address}<") == 2
