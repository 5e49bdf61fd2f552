import pytest

from blog.markup import (
    MAX_DOCUMENT_BYTES,
    MAX_NESTING,
    MAX_PARAGRAPH,
    MarkupRefused,
    check,
    render,
)
from blog.markup.limits import MAX_BRACKETS
from tests.blog.markup.rendering import BASE_URL, page

DEEPER = MAX_NESTING + 1


def test_a_long_document_is_refused_by_its_bytes() -> None:
    text = "ü\n\n" * (MAX_DOCUMENT_BYTES // 4 + 1)

    with pytest.raises(MarkupRefused, match="200 kB long and the limit is 200 kB"):
        check(text)


def test_a_document_of_exactly_the_limit_is_rendered() -> None:
    text = ("word " * 19 + "word\n\n") * (MAX_DOCUMENT_BYTES // 101)

    assert page(text[:MAX_DOCUMENT_BYTES]).words > 1000


def test_a_long_paragraph_is_refused_with_its_line() -> None:
    text = "# Title\n\n" + "word " * (MAX_PARAGRAPH // 5 + 1)

    with pytest.raises(MarkupRefused, match="paragraph at line 3"):
        check(text)


@pytest.mark.parametrize("line", ["word " * 20, "> " + "word " * 20, "text [a] <b> " * 8])
def test_a_paragraph_of_many_lines_is_refused(line: str) -> None:
    text = f"{line}\n" * 400

    with pytest.raises(MarkupRefused, match="longer than"):
        render(text, base_url=BASE_URL)


@pytest.mark.parametrize(
    "text",
    [
        "- item of a long list with some words\n" * 1000,
        "1. item\n   and more\n" * 1500,
        "| a | b |\n|---|---|\n" + "| some words | more words |\n" * 1000,
        "```\n" + "a line of code\n" * 2000 + "```\n",
        "<table>\n" + "<tr><td>a cell</td></tr>\n" * 1000 + "</table>\n",
        "# heading of some length\n" * 1000,
        "- - - - - - - - - - - - - - - - -\n\n* * * * * * * * * * * * * * * *\n",
        "```\n>>>>>>>>>>>>>>>>>>>>>>>>>> merged\n- - - - - - - - - - - - x\n```\n",
    ],
    ids=lambda text: str(text)[:12],
)
def test_long_lists_tables_and_code_are_no_paragraphs(text: str) -> None:
    assert page(text).html


@pytest.mark.parametrize(
    "text",
    [
        ">" * DEEPER + " x",
        "> " * DEEPER + "x",
        "- " * DEEPER + "x",
        "1. " * DEEPER + "x",
        "> - " * DEEPER + "x",
        "\n".join("  " * depth + "- x" for depth in range(DEEPER)),
        "\n".join(":" * (40 - depth) + " note" for depth in range(DEEPER)),
    ],
    ids=lambda text: str(text)[:12],
)
def test_deep_nesting_is_refused(text: str) -> None:
    with pytest.raises(MarkupRefused, match=r"line \d+ are nested more than 10 deep"):
        render(text, base_url=BASE_URL)


@pytest.mark.parametrize(
    "text",
    [
        ">" * MAX_NESTING + " inmost",
        "\n".join("  " * depth + "- x" for depth in range(MAX_NESTING - 1))
        + "\n"
        + "  " * (MAX_NESTING - 1)
        + "- inmost",
        "> - " * (MAX_NESTING // 2) + "inmost",
    ],
    ids=lambda text: str(text)[:12],
)
def test_nesting_up_to_the_limit_loses_nothing(text: str) -> None:
    assert page(text).text.endswith("inmost")


def test_too_many_brackets_are_refused() -> None:
    text = "[\n\n" * (MAX_BRACKETS + 1)

    with pytest.raises(MarkupRefused, match="square brackets"):
        check(text)


@pytest.mark.parametrize(
    "piece",
    [
        *(
            "[",
            "![",
            "[![",
            "^[",
            "[a](",
            "[a][",
            "[a]: b\n",
            "[^1]: ",
            "[^a]: x\n",
            "*",
            "_",
            "**a *b ",
        ),
        *(
            "`",
            "~",
            "<",
            "<a href=",
            '<a href="',
            "<!--",
            "<b>",
            "<b id=x>\n\n",
            "<div>",
            "<iframe ",
        ),
        *(
            "<script>",
            "&",
            "&#",
            "http://",
            "www.a.b)",
            "a@b",
            "@",
            ":a:",
            "$",
            "$a ",
            "$$\n",
            "$x{$ ",
        ),
        *(
            "::: note\n",
            ": : : ",
            "a\n: b\n\n",
            "{",
            "`a`{.a ",
            "|",
            "| a ",
            "- [ ] a\n",
            "> [!NOTE]\n",
        ),
        *(
            "# a\n",
            "```\n",
            "\\",
            "\t",
            "a\n===\n",
            "<img srcset=', , ,'>",
            "</b>",
            "<p>",
            "\x00",
            "ü",
        ),
    ],
)
def test_twenty_kilobytes_of_anything_are_rendered_or_refused(piece: str) -> None:
    text = (piece * 20_000)[:20_000]

    try:
        rendered = page(text)
    except MarkupRefused:
        return

    assert len(rendered.html) < 3_000_000
