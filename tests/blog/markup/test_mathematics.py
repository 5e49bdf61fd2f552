import pytest

from blog.markup.mathematics import MAX_FORMULA, to_mathml
from tests.blog.markup.rendering import page


def test_a_formula_in_a_text_is_mathml_with_its_source() -> None:
    rendered = page("Energy $E = mc^2$.")

    assert '<math xmlns="http://www.w3.org/1998/Math/MathML" display="inline">' in rendered.html
    assert "<msup><mi>c</mi><mn>2</mn></msup>" in rendered.html
    assert '<annotation encoding="application/x-tex">E = mc^2</annotation>' in rendered.html
    assert rendered.text == "Energy E = mc^2."


@pytest.mark.parametrize(
    "text", ["$$x$$", "$$\nx\n$$", "> $$\n> x\n> $$", "- a\n\n  $$\n  x\n  $$"]
)
def test_a_formula_of_its_own_is_a_block(text: str) -> None:
    html = page(text).html

    assert '<div class="math"><math' in html
    assert 'display="block"' in html
    assert "<mi>x</mi>" in html


@pytest.mark.parametrize(
    "text",
    [
        "from $5 to $10",
        "US$5 and US$6",
        "$HOME/$PATH",
        "$ x $",
        "$x $",
        "\\$x$",
        "`$x$`",
        "a$x$",
        "$x$1",
        "$$",
        "$",
        "costs $1,000–$2,000 $",
        "$$\n\nx\n\n$$",
    ],
)
def test_other_dollars_are_text(text: str) -> None:
    rendered = page(text)

    assert "<math" not in rendered.html
    assert "$" in rendered.text


@pytest.mark.parametrize(
    "formula",
    ["\\frac{a", "x_", "\\def\\a{\\a\\a}\\a", "{" * 900 + "}" * 900, "x" * (MAX_FORMULA + 1)],
)
def test_what_cannot_be_converted_is_shown_as_its_source(formula: str) -> None:
    html = to_mathml(formula, display=False)

    assert html.startswith('<code class="math-source">')
    assert formula in html


@pytest.mark.parametrize(
    "formula",
    [
        "\\text{<script>alert(1)</script>}",
        "\\href{javascript:alert(1)}{x}",
        "\\style{color:red}{x}",
        "\\text{</math><img src=x onerror=y>}",
        '\\color{red" onclick="x}{y}',
    ],
)
def test_a_formula_cannot_bring_markup_along(formula: str) -> None:
    html = to_mathml(formula, display=True)

    before_the_source = html.partition("<annotation")[0]
    assert "<script" not in html
    assert "<img" not in html
    assert "javascript" not in before_the_source
    assert "style=" not in before_the_source
    assert "onclick" not in before_the_source


def test_a_formula_in_a_text_alternative_is_its_source() -> None:
    html = page("![the curve $y=x$](/a.png)").html

    assert 'alt="the curve $y=x$"' in html
