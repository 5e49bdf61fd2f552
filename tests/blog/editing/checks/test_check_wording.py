"""What the checks of titles, words and constructs find, and what they leave alone."""

from __future__ import annotations

import time
from typing import Any

import pytest

from tests.blog.editing.checks.finding import found, page, quotes

pytestmark = pytest.mark.django_db

GERMAN = "Wir sind auf dem Weg und das ist nicht weit von der Küste, die auch wir sehen. "


@pytest.mark.parametrize(
    ("check", "field", "right", "wrong"),
    [
        ("title-missing", "title", "A walk", "  "),
        ("title-long", "title", "x" * 70, "x" * 71),
        ("text-missing", "body", "Some words.", " \n"),
        ("text-missing", "body", "Some words.", "[" * 300_000),
        ("summary-missing", "summary", "What it is about.", " "),
        ("summary-long", "summary", "x" * 160, "x" * 161),
        ("language-unset", "language", "en", ""),
    ],
)
def test_a_field_is_missing_or_too_long(check: str, field: str, right: str, wrong: str) -> None:
    fields: tuple[dict[str, Any], ...] = ({field: right}, {field: wrong})

    fine, not_fine = (found(check, **typed) for typed in fields)

    assert fine == []
    assert [finding.place.field for finding in not_fine] == [field]


def test_a_link_post_needs_no_text_of_its_own() -> None:
    assert found("text-missing", body="", external_url="https://example.org/") == []


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("We met the the sea.", ["the the"]),
        ("We met The the sea.", ["The the"]),
        ("One line ends with\nwith that.", ["with\nwith"]),
        ("> It was was quoted.", ["was was"]),
        ("| a | b |\n|---|---|\n| it it | c |", ["it it"]),
        ("He had had enough, and that that is.", []),
        ("From Pago Pago by boat.", []),
        ("Run `the the` twice.", []),
        ("The `a` `a` and $x$ $x$.", []),
        ("```\nthe the\n```", []),
        ("It ended. Ended well, well-known.", []),
        ("10 10 and é é", []),
    ],
)
def test_the_same_word_twice(body: str, expected: list[str]) -> None:
    assert quotes("word-twice", body) == expected


def test_a_word_that_follows_itself_rightly_depends_on_the_language() -> None:
    body = "Frauen, die die Küste kennen."

    assert quotes("word-twice", body, language="de") == []
    assert quotes("word-twice", body, language="en") == ["die die"]


def test_a_paragraph_of_more_than_200_words_is_long() -> None:
    assert found("paragraph-long", body="word " * 200) == []
    assert found("paragraph-long", body="word " * 201)[0].place.line == 0
    assert found("paragraph-long", body="First.\n\n```\n" + "word " * 300 + "\n```") == []


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("## A\n\n### B\n\n## C", []),
        ("### Too deep", ["Too deep"]),
        ("## A\n\n#### B", ["B"]),
        ("## A\n\n### B\n\n#### C\n\n## D\n\n#### E", ["E"]),
        ("## A\n\n<h4>Raw <b>one</b></h4>", ["Raw one"]),
        ("```\n#### code\n```", []),
    ],
)
def test_a_heading_level_is_skipped(body: str, expected: list[str]) -> None:
    assert quotes("heading-skipped", body) == expected


def test_the_first_level_is_the_titles() -> None:
    assert quotes("heading-title", "# Mine\n\n## Ours") == ["Mine"]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Then [[what came next]].", ["[[what came next]]"]),
        ("- [[one]]\n- [[two]]", ["[[one]]", "[[two]]"]),
        ("## [[A heading]]", ["[[A heading]]"]),
        ("| a |\n|---|\n| [[b]] |", ["[[b]]"]),
        ("[[two\nlines]]", ["[[two\nlines]]"]),
        ("<p>[[in HTML]]</p>", ["[[in HTML]]"]),
        ("[their piece]([[address]])", ["[[address]]"]),
        ("![[[what it shows]]](/media/x.jpg)", ["[[what it shows]]"]),
        ("`[[code]]`\n\n    [[code]]\n\n```\n[[code]]\n```\n\n$[[1]]$", []),
        (r"Typed as \[\[brackets\]\].", []),
        ("[[1]](https://example.org/)", []),
        ("<!-- [[note]] -->", []),
    ],
)
def test_placeholders_are_found_outside_code(body: str, expected: list[str]) -> None:
    assert quotes("placeholder-left", body) == expected


def test_placeholders_are_found_in_the_other_fields_too() -> None:
    fields = ("title", "subtitle", "summary", "featured_alt")
    typed: dict[str, Any] = dict.fromkeys(fields, "About [[whom]]")

    left = found("placeholder-left", **typed)

    assert [finding.place.field for finding in left] == list(fields)
    assert {finding.weight for finding in left} == {"block"}


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ('Look: {{< youtube "abc" >}}', ['{{< youtube "abc" >}}']),
        ("{{% note %}}", ["{{% note %}}"]),
        ("{% include x.html %}", ["{% include x.html %}"]),
        ("{{ page.title }}", ["{{ page.title }}"]),
        ('[gallery ids="1,2"]', ['[gallery ids="1,2"]']),
        ("[/caption]", ["[/caption]"]),
        ("::: tabs\nText\n:::", ["::: tabs"]),
        ("::: note\nText\n:::", []),
        ("`{{< youtube >}}` and [sic] and [a word](https://example.org/) {.pull}", []),
        ("```\n{% raw %}\n```", []),
    ],
)
def test_shortcodes_of_other_programs_are_found(body: str, expected: list[str]) -> None:
    assert quotes("shortcode-unknown", body) == expected


def test_a_text_in_another_language_than_it_says_is_found() -> None:
    assert "German" in found("language-unset", body=GERMAN * 4, language="en")[0].message
    assert found("language-unset", body=GERMAN * 4, language="de") == []
    assert found("language-unset", body=GERMAN * 4, language="de-at") == []
    assert found("language-unset", body="A German “und” in a short text.", language="en") == []


def test_category_and_credit_are_asked_of_posts_alone() -> None:
    for check in ("category-missing", "credit-missing", "featured-missing"):
        assert len(found(check)) == 1
        assert found(check, page()) == []


def test_many_open_brackets_take_no_time() -> None:
    began = time.process_time()

    assert found("placeholder-left", title="[[" * 100_000) == []

    # A pattern that looked for the end from each of them took minutes.
    assert time.process_time() - began < 5
