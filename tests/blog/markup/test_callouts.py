import pytest

from tests.blog.markup.rendering import feed, page


@pytest.mark.parametrize("kind", ["note", "tip", "important", "warning", "caution"])
def test_every_kind_can_be_written_as_quote_and_as_container(kind: str) -> None:
    quote = page(f"> [!{kind.upper()}]\n> *Body*").html
    container = page(f"::: {kind}\n*Body*\n:::").html

    assert quote == container
    assert f'<div class="callout callout-{kind}" role="note">' in quote
    assert f'<p class="callout-title">{kind.capitalize()}</p>' in quote
    assert "<p><em>Body</em></p>" in quote


def test_a_callout_can_have_its_own_title_with_markdown() -> None:
    html = page("> [!TIP] Save `often`\n> Body").html

    assert '<p class="callout-title">Save <code>often</code></p>' in html


def test_the_title_is_in_the_language_of_the_document() -> None:
    html = page("> [!WARNING]\n> Text", language="de-CH").html

    assert '<p class="callout-title">Warnung</p>' in html


def test_a_title_we_add_is_not_part_of_the_text_but_an_own_one_is() -> None:
    ours, own = page("> [!NOTE]\n> Body"), page("> [!NOTE] Own\n> Body")

    assert ours.text == "Body"
    assert own.text == "Own Body"


def test_a_feed_gets_a_quote_with_a_bold_title() -> None:
    html = feed("> [!NOTE]\n> Body").html

    assert "<blockquote" in html
    assert "<strong>Note</strong>" in html


@pytest.mark.parametrize(
    "text", ["> [!OTHER]\n> x", "> \\[!NOTE]\n> x", "[!NOTE] x", "> a [!NOTE]"]
)
def test_other_quotes_are_left_alone(text: str) -> None:
    html = page(text).html

    assert "callout" not in html


def test_containers_nest() -> None:
    html = page("::: note\n::: tip\ninner\n:::\nouter\n:::\nafter").html

    assert html.index("callout-note") < html.index("callout-tip") < html.index("inner")
    assert html.index("inner</p>\n</div>") < html.index("outer</p>\n</div>") < html.index("after")


def test_colons_in_code_close_no_container() -> None:
    html = page("::: note\n```\n:::\n```\nstill inside\n:::\nafter").html

    assert html.index("still inside") < html.rindex("</div>") < html.index("after")


@pytest.mark.parametrize("text", ["::: other\nx\n:::", "\\::: note\nx", ":: note", "a ::: note"])
def test_other_colons_are_text(text: str) -> None:
    rendered = page(text)

    assert "::" in rendered.text


def test_a_pull_quote_names_its_source() -> None:
    container = page("::: quote\nWords.\n\n-- [Ada](/ada/)\n:::").html
    attribute = page("{.pull}\n> Words.\n>\n> -- [Ada](/ada/)").html

    for html in (container, attribute):
        assert "<blockquote>\n<p>Words.</p>\n</blockquote>" in html
        assert '<figcaption>— <a href="/ada/">Ada</a></figcaption>' in html


def test_the_dash_before_the_source_is_not_part_of_the_text() -> None:
    rendered = page("::: quote\nWords.\n-- Ada\n:::")

    assert rendered.text == "Words. Ada"


def test_an_ordinary_quote_keeps_its_last_line() -> None:
    rendered = page("> Words.\n> -- Ada")

    assert rendered.html == "<blockquote>\n<p>Words.\n-- Ada</p>\n</blockquote>\n"


def test_details_fold_their_content() -> None:
    html = page("::: details More *here*\nBody\n:::").html

    assert (
        "<details><summary>More <em>here</em></summary>\n<p>Body</p>\n</details>"
        in html.replace("<details>\n", "<details>")
    )
