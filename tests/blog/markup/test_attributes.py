import pytest

from tests.blog.markup.rendering import page


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[a](/b/){#go .button lang=de}", '<a href="/b/" id="go" class="button" lang="de">a</a>'),
        ("`x`{.small}", '<code class="small">x</code>'),
        ('Text ![a](/b.png){title="Two words"}', 'title="Two words"'),
        ("{#here .lead}\nText", '<p id="here" class="lead">Text</p>'),
        ("{.columns}\n- a", '<ul class="columns">'),
        ("{start=4}\n1. a", '<ol start="4">'),
        ("{dir=rtl}\nText", '<p dir="rtl">Text</p>'),
        ("## Title {#kept .center}", '<h2 id="kept" class="center">Title</h2>'),
        ("Title {#kept}\n=====", '<h2 id="kept">Title</h2>'),
        ("{#a}\n{.wide}\n> q", '<blockquote id="a" class="wide">'),
    ],
)
def test_attributes_reach_the_element_they_are_written_for(text: str, expected: str) -> None:
    html = page(text).html

    assert expected in html


@pytest.mark.parametrize(
    "text",
    [
        "{{< shortcode >}}",
        "text {#x}",
        "a {.b} c",
        "{onclick=x}",
        "[a](/b/){onclick=x}",
        "{style=x}\ntext",
        "{.lead}",
        "\\{#x}\ntext",
        "## Title \\{#x}",
        "## Sets {1, 2}",
        "{}",
    ],
)
def test_other_braces_are_text(text: str) -> None:
    rendered = page(text)

    assert "{" in rendered.text
    assert "}" in rendered.text


def test_a_class_that_is_not_ours_is_left_out() -> None:
    html = page("{.lead .admin-toolbar}\ntext").html

    assert html == '<p class="lead">text</p>\n'
