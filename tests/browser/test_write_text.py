"""The text of a post in a browser: what buttons and keys make of it, and its links."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from blog import markup
from tests.browser.writing import text_of
from tests.factories import (
    CollaboratorFactory,
    make_post,
)

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.once]


# What each button and each entry of the menu makes of "two" in "# one two", as the page shows it.
BUTTONS = {
    "Bold": "<strong>two</strong>",
    "Italic": "<em>two</em>",
    "Struck out": "<del>two</del>",
    "Code": "<code>two</code>",
    "List": "<ul>",
    "Numbered list": "<ol>",
    "Task list": 'type="checkbox"',
    "Quote": "<blockquote>",
}
ENTRIES = {
    "Heading": '<h2 id="one-two">',
    "Smaller heading": '<h3 id="one-two">',
    "Smallest heading": '<h4 id="one-two">',
    "No heading": "<p>one two",
    "Highlight": "<mark>two</mark>",
    "Key": "<kbd>two</kbd>",
    "Raised": "<sup>two</sup>",
    "Lowered": "<sub>two</sub>",
    "Formula in the line": "<math",
    "Emoji": "2️⃣",
    "Footnote": "doc-endnotes",
    "New line": "one \\</h2>",
    "Definition list": "<dt>two</dt>",
    "Table": "<table>",
    "Code block": "<pre",
    "Formula": 'display="block"',
    "Diagram": 'class="mermaid"',
    "Video": 'data-embed="youtube"',
    "Divider": "<hr>",
    "Address or class": 'id="name"',
    "Note": "callout-note",
    "Tip": "callout-tip",
    "Important": "callout-important",
    "Warning": "callout-warning",
    "Caution": "callout-caution",
    "Pull quote": 'class="quote"',
    "Folded details": "<details>",
    "Figure": "<figure",
    "Gallery": 'class="gallery"',
}


def select(text: Locator, start: int, end: int) -> None:
    """Select a part of the text, and go there."""
    text.focus()
    text.evaluate("(area, [start, end]) => area.setSelectionRange(start, end)", [start, end])


class TestText:
    def test_every_construct_is_made_and_undone(self, writing: Page) -> None:
        text, before = text_of(writing), "# one two"
        menu = writing.get_by_role("menu", name="Insert")
        bar = writing.get_by_role("toolbar")
        text.fill(before)
        bar.get_by_role("button", name="Insert").click()
        expect(menu.get_by_role("menuitem").first).to_be_visible()
        named = menu.get_by_role("menuitem").evaluate_all(
            "(items) => items.map((item) => item.firstElementChild.textContent)"
        )
        writing.keyboard.press("Escape")

        made = {}
        for name in [*BUTTONS, *ENTRIES]:
            select(text, 6, 9)
            if name in ENTRIES:
                text.press("Control+m")
                menu.get_by_role("menuitem", name=name, exact=True).click()
            else:
                bar.get_by_role("button", name=name, exact=True).click()
            expect(text).not_to_have_value(before)
            made[name] = text.input_value()
            text.press("Control+z")
            expect(text).to_have_value(before)

        # Levels that a text leaves out are closed up, so there is one of each above.
        above = "## above\n\n### beneath\n\n"
        shown = {
            name: markup.render(above + words, base_url="https://example.org/").html
            for name, words in made.items()
        }
        wanted = BUTTONS | ENTRIES
        assert {name: html for name, html in shown.items() if wanted[name] not in html} == {}
        assert set(named) == {*ENTRIES, "Upload pictures", "Choose from the library"}

    def test_keys_write_and_lists_go_on(self, writing: Page) -> None:
        text = text_of(writing)
        text.fill("one two")
        select(text, 4, 7)

        text.press("Control+b")
        expect(text).to_have_value("one **two**")
        text.press("Control+b")
        expect(text).to_have_value("one two")
        text.press("Control+m")
        writing.keyboard.press("t")
        expect(text).to_have_value(re.compile(r"one two\n\n\| Place"))
        expect(text).to_be_focused()
        text.fill("")
        text.press_sequentially("1. first\nsecond\n\n\n- [ ] task\nmore\n\n\nend")
        expect(text).to_have_value("1. first\n2. second\n\n- [ ] task\n- [ ] more\n\nend")

    def test_tab_leaves_the_text_unless_asked_to_indent(self, writing: Page) -> None:
        text = text_of(writing)
        text.fill("- point")

        text.press("Escape")
        text.press("Tab")
        expect(text).to_have_value("    - point")
        text.press("Tab")
        expect(text).not_to_be_focused()
        writing.get_by_role("button", name="Settings").click()
        writing.get_by_role("menuitemcheckbox", name="Tab key indents").click()
        writing.get_by_role("button", name="Live preview").click()
        writing.once("dialog", lambda dialog: dialog.accept())
        writing.reload()

        expect(writing.locator(".pane-preview")).to_be_hidden()
        text.press_sequentially("words")
        text.press("Tab")
        expect(text).to_have_value("    words")
        text.press("Escape")
        text.press("Tab")
        expect(text).not_to_be_focused()

    def test_help_shows_everything_and_the_outline_leads_to_its_place(self, writing: Page) -> None:
        text = text_of(writing)
        text.fill("Two words.\n\n## First part\n\n```\n## no heading\n```\n\n### Second *part*\n")

        text.press("F1")
        page = writing.get_by_role("dialog", name="Help for writing")
        expect(page.get_by_role("row", name="Folded details")).to_contain_text("Ctrl+M, X")
        writing.keyboard.press("Escape")
        expect(text).to_be_focused()
        expect(writing.get_by_text("8 words · 1 min read")).to_be_visible()
        writing.get_by_text("Outline (2)").click()
        writing.get_by_role("button", name="Second part").click()

        expect(text).to_be_focused()
        writing.keyboard.type("!")
        expect(text).to_have_value(re.compile(r"```\n\n!### Second"))


class TestLinks:
    def test_a_place_is_found_by_its_name(self, writing: Page) -> None:
        make_post(title="A walk at the harbour", address="a-walk", published=True)
        CollaboratorFactory(name="Harbour Trust", slug="trust")
        text = text_of(writing)
        text.fill("See here.")
        select(text, 4, 8)

        text.press("Control+k")
        dialog = writing.get_by_role("dialog", name="Link")
        expect(dialog.get_by_label("Words")).to_have_value("here")
        dialog.get_by_label("Where to").press_sequentially("harbour")
        options = dialog.get_by_role("option")
        expect(options).to_have_count(2)
        expect(options.first).to_have_attribute("aria-selected", "true")
        writing.keyboard.press("ArrowDown")
        expect(options.last).to_have_attribute("aria-selected", "true")
        writing.keyboard.press("Enter")

        expect(text).to_have_value("See [here](/blog/a-walk/).")
        text.press("Control+z")
        expect(text).to_have_value("See here.")

    def test_a_late_answer_leaves_where_it_is_what_somebody_has_gone_to(
        self, writing: Page
    ) -> None:
        make_post(title="A walk at the harbour", address="a-walk", published=True)
        CollaboratorFactory(name="Harbour Trust", slug="trust")
        held: list[Route] = []

        def hold(route: Route) -> None:
            held.append(route)

        writing.route(lambda url: url.endswith("q=harbour"), hold)
        writing.get_by_role("button", name="Link", exact=True).click()
        dialog = writing.get_by_role("dialog", name="Link")
        where, options = dialog.get_by_label("Where to"), dialog.get_by_role("option")
        where.fill("harb")
        expect(options.first).to_have_attribute("aria-selected", "true")

        with writing.expect_request(lambda request: request.url.endswith("q=harbour")):
            where.press_sequentially("our")
        where.press("ArrowDown")
        where.press("ArrowDown")
        with writing.expect_response(lambda answer: answer.url.endswith("q=harbour")) as late:
            held[0].continue_()
        late.value.finished()
        writing.evaluate("() => new Promise(requestAnimationFrame)")
        where.press("Enter")

        expect(text_of(writing)).to_have_value("[A walk at the harbour](/blog/a-walk/)")

    def test_an_address_is_typed_changed_and_refused(self, writing: Page) -> None:
        text = text_of(writing)
        dialog = writing.get_by_role("dialog", name="Link")
        where = dialog.get_by_label("Where to")

        writing.get_by_role("button", name="Link", exact=True).click()
        where.fill("javascript:alert(1)")
        where.press("Enter")
        expect(dialog.get_by_role("alert")).to_contain_text("“javascript:”")
        where.fill("example.org/a (b)")
        dialog.get_by_label("Words").fill("over [there]")
        dialog.get_by_role("button", name="Insert link").click()
        expect(text).to_have_value(r"[over \[there\]](https://example.org/a%20%28b%29)")
        select(text, 5, 5)
        text.press("Control+k")
        expect(dialog.get_by_label("Words")).to_have_value("over [there]")
        where.fill("ada@example.org")
        where.press("Enter")

        expect(text).to_have_value(r"[over \[there\]](mailto:ada@example.org)")
