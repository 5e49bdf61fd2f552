import re

import pytest

from tests.blog.markup.rendering import page


@pytest.mark.parametrize(
    "html",
    [
        '<p>a<sup>b</sup><sub>c</sub> <kbd>d</kbd> <abbr title="e">f</abbr> <cite>g</cite></p>',
        "<p><mark>a</mark> <ins>b</ins> <del>c</del> <q>d</q> <small>e</small> <s>f</s></p>",
        "<p><ruby>a<rt>b</rt></ruby> <bdi>c</bdi> <var>d</var> <samp>e</samp> <u>f</u></p>",
        '<details open=""><summary>a</summary><p>b</p></details>',
        "<figure><figcaption>a</figcaption></figure>",
        "<dl><dt>a</dt><dd>b</dd></dl>",
        '<ol start="3" reversed=""><li value="7">a</li></ol>',
        '<p lang="de" dir="ltr">a</p>',
        '<p><time datetime="2024-01-01">a</time></p>',
    ],
)
def test_html_that_says_something_survives(html: str) -> None:
    assert page(html).html == f"{html}\n"


def test_a_table_survives_with_joined_cells_and_scrolls() -> None:
    table = (
        '<table><thead><tr><th scope="col" colspan="2">a</th></tr></thead>'
        '<tbody><tr><td rowspan="2" align="right">b</td></tr></tbody></table>'
    )

    html = page(table).html

    assert html == (
        f'<div class="table-scroll" role="group" aria-label="Table" tabindex="0">{table}</div>\n'
    )


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ('<p onclick="x" style="color:red" class="evil">a</p>', "<p>a</p>"),
        ("<form><p>a</p><button>b</button></form>", "<p>a</p>b"),
        ("<p>a<font color=red>b</font></p>", "<p>ab</p>"),
        ("<script>alert(1)</script>\n\na", "<p>a</p>"),
        ("<style>p{}</style>\n\na", "<p>a</p>"),
        ("a <!-- comment --> b", "<p>a  b</p>"),
        ("<!-- comment -->", ""),
        ('a <input type="text" value="x"> b', "<p>a  b</p>"),
        ('<a href="/x/" target="_blank" rel="x" onclick="y">a</a>', '<p><a href="/x/">a</a></p>'),
    ],
)
def test_html_that_acts_is_taken_out(text: str, kept: str) -> None:
    assert page(text).html.strip() == kept


@pytest.mark.parametrize(
    "opened",
    [
        "> <div>",
        "> <b>",
        "> <!--",
        "- <div>",
        "a <b> c",
        "a <a href=/x/>b",
        '<div title="',
        "<div",
        "> <textarea>",
        "<title>",
        "<select><option>",
        "<plaintext>",
        "<xmp>",
        "> <iframe src=x>",
        "<svg>",
        "<math>",
        "<template>",
        "<noscript>",
        "<object>",
    ],
)
def test_what_is_left_open_swallows_nothing(opened: str) -> None:
    text = f"{opened}\n\n# After\n\n```python\nx = 1\n```\n\nand $y$ *last*"

    rendered = page(text)

    assert '<h2 id="after">After</h2>' in rendered.html
    assert '<span class="n">x</span>' in rendered.html
    assert "<math" in rendered.html
    assert rendered.html.rstrip().endswith("<em>last</em></p>") or "</div>" in rendered.html
    assert "data-slot" not in rendered.html


def test_formatting_left_open_ends_with_its_paragraph() -> None:
    html = page("a <b>c\n\nd</b> e").html

    assert html == "<p>a <b>c</b></p>\n<p>d e</p>\n"


def test_an_element_can_hold_markdown_after_an_empty_line() -> None:
    html = page('<div class="columns">\n\n*a*\n\n</div>\n\n*b*').html

    assert html == '<div class="columns">\n<p><em>a</em></p>\n</div>\n<p><em>b</em></p>\n'


def test_html_blocks_are_not_markdown() -> None:
    html = page("<div>\n*a* $x$ :tada: [b](c)\n</div>").html

    assert html == "<div>\n*a* $x$ :tada: [b](c)\n</div>\n"


def test_a_less_than_sign_in_a_block_is_text() -> None:
    html = page("<p>1 < 2 <3</p>").html

    assert html == "<p>1 &lt; 2 &lt;3</p>\n"


def test_open_formatting_is_bounded() -> None:
    text = "".join(f"<b id=x{number}>\n\n" for number in range(500)) + "a\n\n" * 500

    html = page(text).html

    assert len(html) < 200_000


def test_control_characters_never_come_out() -> None:
    html = page("a\x01b\x0bc &#1; &#x1b; <p>&#8;</p>\ud800\ufffe").html

    assert not any(ord(character) < 32 and character != "\n" for character in html)
    assert "\ufffe" not in html
    html.encode("utf-8")


def test_astral_characters_are_kept() -> None:
    rendered = page("𝔘𝔫𝔦 🎉 𠮷")

    assert rendered.text == "𝔘𝔫𝔦 🎉 𠮷"


def test_a_player_has_controls_and_does_not_start_by_itself() -> None:
    html = page('<video autoplay loop src="a.mp4" onplay="x"></video>').html

    assert '<video controls="" loop="" src="/blog/post/a.mp4" preload="metadata"></video>' in html


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ('<ol start="x" type="z"><li value="one">a</li></ol>', "<ol><li>a</li></ol>"),
        ('<ol start="-3" type="A"><li value="7">a</li></ol>', None),
        ('<time datetime="last week">x</time>', "<time>x</time>"),
        ('<time datetime="2024-02">x</time> <time datetime="PT2H">y</time>', None),
        (
            '<del datetime="2024-02-03T10:00Z">x</del> <ins datetime="2024">y</ins>',
            '<del datetime="2024-02-03T10:00Z">x</del> <ins>y</ins>',
        ),
        ('<span aria-label="name" lang="english">x</span>', "<span>x</span>"),
        ('<section aria-label="name" lang="pt-BR">x</section>', None),
        (
            '<details open="yes"><summary>s</summary></details>',
            '<details open=""><summary>s</summary></details>',
        ),
    ],
)
def test_a_value_that_means_nothing_is_left_out(typed: str, shown: str | None) -> None:
    html = page(typed).html

    assert re.sub("</?p>", "", html).strip() == (typed if shown is None else shown)
