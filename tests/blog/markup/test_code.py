from pathlib import Path

import pytest
from pygments.lexer import Lexer

from blog.markup import Resolver
from blog.markup.code import highlighted, highlighted_lines
from blog.markup.codecss import CONTRAST, DARK, LIGHT, contrast, pygments_css, readable
from blog.markup.job import Job
from tests.blog.markup.rendering import BASE_URL, feed, page


def test_code_of_a_known_language_has_classes_and_no_styles() -> None:
    html = page("```python\ndef f(): pass\n```").html

    assert '<pre tabindex="0"><code class="language-python">' in html
    assert '<span class="k">def</span>' in html
    assert "style" not in html


@pytest.mark.parametrize("info", ["", "nolanguage", "text", "{.nolanguage}"])
def test_code_of_no_known_language_is_plain(info: str) -> None:
    html = page(f"```{info}\ndef f(): <b>\n```").html

    assert "<span" not in html
    assert "def f(): &lt;b&gt;\n" in html


def test_a_title_becomes_a_caption() -> None:
    rendered = page('```python title="my file.py"\nx\n```')

    assert '<figure class="code"><figcaption>my file.py</figcaption><pre' in rendered.html
    assert rendered.text == "my file.py x"


def test_marked_lines_are_wrapped_even_in_a_string_of_several_lines() -> None:
    html = page('```python {2,4}\na = """\none\ntwo\n"""\n```').html

    assert html.count('<span class="hll">') == 2
    assert '<span class="hll"><span class="s2">one</span>\n</span>' in html


@pytest.mark.parametrize(
    ("info", "expected"),
    [
        ("python {1,3-5}", {1, 3, 4, 5}),
        ("{ 2 }", {2}),
        ("python", set()),
        ("{a}", set()),
        ("{5-3}", set()),
    ],
)
def test_lines_are_read_from_braces(info: str, expected: set[int]) -> None:
    assert highlighted_lines(info) == expected


def test_a_range_of_lines_is_bounded() -> None:
    assert len(highlighted_lines("{1-99999}")) == 1001


def test_every_line_of_the_source_is_kept() -> None:
    source = "\n\n  a\tb\n\n# ü 🎉\n  \n"

    rendered = page(f"```python {{1-9}}\n{source}```")
    plain = page(f"```\n{source}```")

    assert "# ü 🎉" in rendered.text
    assert f"<code>{source}</code>" in plain.html


def test_a_feed_gets_code_without_spans() -> None:
    html = feed("```python {1}\ndef f(): pass\n```").html

    assert html == '<pre><code class="language-python">def f(): pass\n</code></pre>\n'


def test_a_diagram_passes_through_on_a_page_and_is_source_in_a_feed() -> None:
    text = "```mermaid\nA --> B\n```"

    on_page, in_feed = page(text).html, feed(text).html

    assert on_page == '<pre class="mermaid">A --&gt; B\n</pre>\n'
    assert in_feed == '<pre><code class="language-mermaid">A --&gt; B\n</code></pre>\n'


def test_typed_preformatted_text_keeps_its_first_empty_line() -> None:
    html = page("<pre>\n\nx</pre>").html

    assert html == "<pre>\n\nx</pre>\n"


def test_the_style_sheet_is_the_one_that_is_made() -> None:
    stored = (Path(__file__).parents[3] / "static/css/code.css").read_text(encoding="utf-8")

    assert stored == pygments_css()


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_every_colour_can_be_read(theme: tuple[str, str, str]) -> None:
    backgrounds = theme[1:]

    for colour in ("#ff0000", "#808080", "#ffff00", "#0000ff", "#8f5902"):
        moved = readable(colour, backgrounds)

        assert min(contrast(moved, background) for background in backgrounds) >= CONTRAST


def test_contrast_of_black_and_white_is_21() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


@pytest.mark.parametrize(
    "source", ["a." * 600, "x = 1\n" + "\n" * 60 + "y = 2", " " * 300 + "x = 1"]
)
def test_code_that_nobody_could_read_is_plain_and_whole(source: str) -> None:
    rendered = page(f"```js\n{source}\n```")

    assert "<span" not in rendered.html
    assert f'<code class="language-js">{source}\n</code>' in rendered.html


def test_code_is_plain_when_its_document_has_used_up_its_time() -> None:
    job = Job(Resolver(BASE_URL, "page"), "page", {}, True, "en", highlighting_seconds=-1.0)

    assert highlighted(job, "def f(): pass", "python") == "def f(): pass"


def test_code_is_plain_where_its_lexer_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(self: Lexer, text: str) -> None:
        raise IndexError(text)

    monkeypatch.setattr(Lexer, "get_tokens", fail)

    html = page("```python\nx = 1\n```").html

    assert '<code class="language-python">x = 1\n</code>' in html
