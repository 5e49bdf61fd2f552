import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from blog.markup import count_words, literal, plain, summary, trusted
from blog.markup.emoji_table import EMOJI
from blog.markup.text import fold
from blog.markup.words import words_in
from tests.blog.markup.rendering import page

MEANINGFUL = [
    *("http://a.example", "www.a.example", "a@b.example", ":tada:", "$x$", "[^1]", "> [!NOTE]"),
    *("::: note", "https://youtu.be/aaaaaaaaaaa", "1. ", "{#a}", "# ", "--", "&amp;", "<b>", "**"),
    *(
        "mailto:a@b.example",
        "_a_",
        "~~",
        "![",
        "](",
        "|",
        "```",
        "    ",
        "\\",
        "- ",
        "+",
        "=",
        ": ",
    ),
]


@settings(max_examples=300, deadline=None)
@given(st.lists(st.one_of(st.sampled_from(MEANINGFUL), st.text(max_size=6)), max_size=6))
def test_any_line_of_text_can_be_written_so_that_it_comes_out_exactly(parts: list[str]) -> None:
    text = "".join(character for character in "".join(parts) if _can_be_shown(character))

    rendered = page(literal(text))

    assert rendered.text == fold(text)
    assert rendered.links == ()


def _can_be_shown(character: str) -> bool:
    code = ord(character)
    return (character.isspace() and code not in range(0x1C, 0x20)) or (
        code >= 0x20 and code != 0x7F and code & 0xFFFE != 0xFFFE and not 0xD800 <= code < 0xE000
    )


def test_text_is_escaped_only_where_it_must_be() -> None:
    text = "A plain line, with snake_case, 3.5 > 2, a: b, (c) and d-e!"

    assert literal(text) == text


def test_the_text_of_a_document_is_what_its_author_says() -> None:
    text = "# A\n\nb *c*\nd\n\n- e\n- f\n\n![g](/h.png)\n\n`i`<br>j\n\n| k | l |\n|---|---|"

    rendered = page(text)

    assert rendered.text == "A b c d e f i j k l"
    assert rendered.words == 10


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>a</p><p>b</p>", "a b"),
        ("a<b>b</b>c", "abc"),
        ("a<br>b &amp; &lt;c&gt;", "a b & <c>"),
        ("<script>x</script>a<style>y</style>", "a"),
        ('<img alt="a > b"> c', "c"),
        ("no html at all", "no html at all"),
        ("", ""),
    ],
)
def test_html_is_stripped_to_its_visible_text(html: str, text: str) -> None:
    assert plain(html) == text


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("one two", 2),
        ("it's well-known, 3.5", 3),
        ("日本語", 3),
        ("", 0),
        ("— … !", 0),
        ("Привет мир", 2),
    ],
)
def test_words_are_counted_in_any_script(text: str, words: int) -> None:
    assert count_words(text) == words


def test_a_summary_ends_with_a_sentence_where_that_fills_half() -> None:
    assert summary("One sentence here. Another that is cut off.", 30) == "One sentence here."


def test_a_summary_ends_with_a_word_otherwise() -> None:
    assert summary("A. Some longer words, which go on", 24) == "A. Some longer words…"


@given(st.text(), st.integers(min_value=5, max_value=100))
def test_a_summary_is_never_too_long(text: str, limit: int) -> None:
    assert len(summary(text, limit)) <= limit


def test_a_short_text_is_its_own_summary() -> None:
    assert summary("  Short\n text ", 50) == "Short text"


def test_trusted_html_is_not_escaped_again() -> None:
    assert trusted("<p>").__html__() == "<p>"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (":tada::+1:", "🎉👍"),
        (":rocket: 10:30:45", "🚀 10:30:45"),
        (":unknown: \\:tada: `:tada:`", ":unknown: :tada: :tada:"),
        ("a:b:c", "a:b:c"),
    ],
)
def test_emoji_have_names(text: str, shown: str) -> None:
    assert page(text).text == shown


def test_the_emoji_table_is_whole() -> None:
    assert len(EMOJI) > 600
    assert all(name.isascii() and not name.isspace() for name in EMOJI)
    assert not any(
        character.isascii() and not character.isdigit()
        for character in "".join(character for name, character in EMOJI.items() if name != "hash")
    )


@pytest.mark.parametrize(
    ("language", "word"), [("de-AT", "Hinweis"), ("pt_BR", "Nota"), ("xx", "Note")]
)
def test_our_words_follow_the_language(language: str, word: str) -> None:
    assert words_in(language)["note"] == word
