import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from blog.markup import MarkupRefused, Target, render
from tests.blog.markup.hostile import dangers

BASE_URL = "https://example.org/blog/post/"
PIECES = [
    *("<script>alert(1)</script>", "<script src=//evil.example>", "</script>", "<scr<script>ipt>"),
    *("<img src=x onerror=alert(1)>", '<img src="javascript:alert(1)">', "<svg onload=alert(1)>"),
    *("<math><mi xlink:href='javascript:alert(1)'>", "<math><annotation-xml encoding=text/html>"),
    *("<a href='javascript:alert(1)'>x</a>", "<a href=' jav&#x09;ascript:alert(1)'>x", "<a href="),
    *("[x](javascript:alert(1))", "[x](data:text/html,hi)", "![x](data:image/svg+xml;base64,AA)"),
    *("[x](JaVaScRiPt&colon;alert(1))", "[x]: javascript:alert(1)\n\n", "<javascript:alert(1)>"),
    *("<style>*{color:red}</style>", '<p style="color:red">', "<div style=x onclick=y>", "<p a='"),
    *("<form action=/x><input name=a><button>", "<input type=password>", "<textarea>", "<select>"),
    *("<iframe src=javascript:alert(1)></iframe>", "<iframe srcdoc='<script>'>", "<iframe "),
    *(
        "<video poster=javascript:alert(1) src=data:x onplay=y>",
        "<source srcset='javascript:a 1x'>",
    ),
    *("<base href=//evil.example>", "<meta http-equiv=refresh content='0;url=x'>", "<link rel=x>"),
    *("<noscript><p title='</noscript><img src=x onerror=alert(1)>'>", "<!--", "-->", "<![CDATA["),
    *("<table><td><math><mtext><table><mglyph><style><img src=x onerror=alert(1)>", "<x>", "<b>"),
    *("$\\text{<script>}$", "$\\href{javascript:alert(1)}{x}$", "$$\n<img onerror=x>\n$$", "$"),
    *("```html\n<script>\n```\n", "```mermaid\n</pre><script>\n```\n", '```x" onclick="y\n', "`"),
    *(
        '![a](x.png "\\" onerror=x"){width=1 #"><b>}',
        "{onclick=x}",
        "{style=x .y}",
        '{title="<b>"}',
    ),
    *(
        "![a](x.mp4){poster=javascript:x}",
        "::: figure\n",
        "::: note <script>\n",
        ":::\n",
        "> [!NOTE]\n",
    ),
    *("https://www.youtube.com/watch?v=aaaaaaaaaaa\n\n", "https://github.com/a/b/pull/1", "[^1]"),
    *(
        "[^1]: <script>\n",
        '<div data-slot="0-0"></div>',
        '<span data-slot="">',
        "# {#javascript:}\n",
    ),
    *(
        "\n",
        "\n\n",
        " ",
        "> ",
        "- ",
        "| a | b |\n|:-|-:|\n| ",
        "x",
        "&lt;script&gt;",
        "&#0;",
        "\x00",
    ),
]

documents = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=12)), max_size=12).map(
    "".join
)


@settings(max_examples=400, deadline=None)
@given(text=documents, target=st.sampled_from(["page", "feed"]), remote=st.booleans())
def test_nothing_active_comes_out_of_any_mixture(text: str, target: Target, remote: bool) -> None:
    rendered = render(text, base_url=BASE_URL, target=target, remote_images=remote)

    assert list(dangers(rendered.html)) == []


@settings(max_examples=200, deadline=None)
@given(text=st.text(alphabet=st.sampled_from("<>/='\" abimgsrconlx&#;:`*[](){}$|!-\n")))
def test_nothing_active_comes_out_of_random_characters(text: str) -> None:
    try:
        rendered = render(text, base_url=BASE_URL)
    except MarkupRefused:
        return

    assert list(dangers(rendered.html)) == []


@pytest.mark.parametrize("target", ["page", "feed"])
@pytest.mark.parametrize("piece", PIECES)
def test_nothing_active_comes_out_of_each_known_attack(piece: str, target: Target) -> None:
    rendered = render(piece, base_url=BASE_URL, target=target)

    assert list(dangers(rendered.html)) == []


@pytest.mark.parametrize("target", ["page", "feed"])
def test_a_typed_slot_stays_empty(target: Target) -> None:
    text = '`code` $x$\n\n<div data-slot="0-0"></div> <span data-slot="abc-1"></span>'

    rendered = render(text, base_url=BASE_URL, target=target)

    assert "data-slot" not in rendered.html
    assert rendered.html.count("<math") == 1
