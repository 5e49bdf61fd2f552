import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blog.markup import Heading, slugify_heading
from tests.blog.markup.rendering import page


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Hello World", "hello-world"),
        ("What's new?", "whats-new"),
        ("A & B", "a--b"),
        ("Ünïcödé Straße Łódź", "unicode-strasse-lodz"),
        ("snake_case-word", "snake_case-word"),
        ("Version 1.2.3", "version-123"),
        ("日本語 がぎ", "日本語-がぎ"),
        ("हिन्दी", "हिन्दी"),
        ("🎉", "section"),
        ("", "section"),
    ],
)
def test_a_slug_is_readable_and_has_no_accents(text: str, slug: str) -> None:
    assert slugify_heading(text) == slug


@given(st.text())
def test_a_slug_can_be_an_id_and_is_stable(text: str) -> None:
    slug = slugify_heading(text)

    assert slug
    assert not any(character.isspace() or character in "\"'<>#&" for character in slug)
    assert slugify_heading(text) == slug


def test_headings_have_ids_and_a_table_of_contents() -> None:
    rendered = page("## First *one*\n\n<h3>Raw</h3>\n\nSecond\n------\n")

    assert rendered.toc == (
        Heading(2, "first-one", "First one"),
        Heading(3, "raw", "Raw"),
        Heading(2, "second", "Second"),
    )
    assert '<h3 id="raw">Raw</h3>' in rendered.html


def test_ids_are_unique() -> None:
    rendered = page("# A\n\n# A\n\n# A-1\n\n# A")

    identifiers = [heading.id for heading in rendered.toc]
    assert identifiers == ["a", "a-1", "a-1-1", "a-2"]


def test_an_own_id_is_kept_wherever_it_stands() -> None:
    rendered = page('# Own\n\n## Other {#own}\n\n<p id="third">x</p>\n\n# Third')

    assert [heading.id for heading in rendered.toc] == ["own-1", "own", "third-1"]
    assert '<p id="third">' in rendered.html


def test_an_own_id_counts_once() -> None:
    html = page("# A {#x}\n\n# B {#x}").html

    assert html.count('id="x"') == 1
    assert '<h2 id="b">' in html


def test_an_old_anchor_becomes_an_id() -> None:
    html = page('<a name="old"></a>Text').html

    assert '<a id="old">' in html


def test_a_footnote_mark_is_no_part_of_the_name() -> None:
    rendered = page("# Title[^1]\n\n[^1]: note")

    assert rendered.toc == (Heading(2, "title", "Title"),)


def test_an_empty_heading_is_not_in_the_contents() -> None:
    rendered = page("#\n\n## Full")

    assert [heading.text for heading in rendered.toc] == ["Full"]


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("# ## ### ##", "2 3 4 3"),
        ("### #### ### ##", "2 3 2 2"),
        ("## #### ##", "2 3 2"),
        ("## ###### # ##", "2 3 2 3"),
        ("# ## ### #### ##### ######", "2 3 4 5 6 6"),
    ],
)
def test_levels_stand_below_the_title_and_leave_none_out(typed: str, shown: str) -> None:
    rendered = page("\n\n".join(f"{level} Words" for level in typed.split()))

    levels = [heading.level for heading in rendered.toc]
    assert levels == [int(level) for level in shown.split()]
    assert re.findall(r"<h(\d)", rendered.html) == shown.split()
    assert re.findall(r"</h(\d)", rendered.html) == shown.split()


def test_a_heading_in_a_heading_closes_both() -> None:
    html = page("<h2>a <div><h3>b</h3></div> c</h2>").html

    assert html.strip() == '<h2 id="a-b-c">a <div><h3 id="b">b</h3></div> c</h2>'
