"""Writing a post in a browser: from signing in to the feed."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from accounts.models import User
from blog import markup
from blog.models import Post
from tests.browser.writing import ADD, bring, listen, open_signed_in, png, text_of
from tests.factories import (
    PASSWORD,
    AuthorFactory,
    CollaboratorFactory,
    make_post,
)

pytestmark = pytest.mark.django_db(transaction=True)


def test_from_signing_in_to_the_feed(page: Page, editor: User) -> None:
    complaints = listen(page)
    page.goto("/admin/")
    page.get_by_label("E-mail address").fill(editor.email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("link", name="Write a post").click()

    page.get_by_label("Title", exact=True).fill("A walk along the shore")
    text_of(page).fill("It was **cold**.\n\n")
    text_of(page).press("Control+End")
    bring(page, [("shore.png", png())])
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Alternative text").fill("The shore in winter")
    dialog.get_by_role("button", name="Insert").click()
    preview = page.frame_locator("iframe[title=Preview]")
    expect(preview.get_by_alt_text("The shore in winter")).to_be_visible()
    expect(preview.locator("strong")).to_have_text("cold")
    page.get_by_role("button", name="Preview", exact=True).last.click()
    with page.expect_popup() as opened:
        page.get_by_role("dialog").get_by_role("button", name="Open in a tab").click()
    expect(opened.value.get_by_role("heading", name="A walk along the shore")).to_be_visible()
    expect(opened.value.get_by_alt_text("The shore in winter")).to_be_visible()
    opened.value.close()
    page.get_by_role("button", name="Publish now").click()

    expect(page.get_by_text("Published. Readers see it now.")).to_be_visible()
    page.goto("/")
    expect(page.get_by_role("link", name="A walk along the shore")).to_be_visible()
    feed = page.request.get("/index.xml").text()
    assert "A walk along the shore" in feed
    assert "The shore in winter" in feed
    page.goto("/blog/a-walk-along-the-shore/")
    picture = page.locator(".e-content img")
    picture.scroll_into_view_if_needed()
    expect(picture).to_have_js_property("naturalWidth", 60)
    assert complaints == []


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
    "Heading": "<h2",
    "Smaller heading": "<h3",
    "Smallest heading": "<h4",
    "No heading": "<p>one two",
    "Highlight": "<mark>two</mark>",
    "Key": "<kbd>two</kbd>",
    "Raised": "<sup>two</sup>",
    "Lowered": "<sub>two</sub>",
    "Formula in the line": "<math",
    "Emoji": "2️⃣",
    "Footnote": "doc-endnotes",
    "New line": "one \\</h1>",
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

        shown = {
            name: markup.render(words, base_url="https://example.org/").html
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


class TestPreview:
    def test_an_older_answer_never_replaces_a_newer_one(self, writing: Page) -> None:
        held: list[Any] = []

        def hold(route: Route) -> None:
            if "older" in (route.request.post_data or ""):
                held.append(route)
            else:
                route.continue_()

        # A browser that can't give a question up leaves only the order to go by.
        writing.add_init_script("AbortController.prototype.abort = () => {}")
        writing.reload()
        writing.route("**/markdown/preview/", hold)
        text = text_of(writing)
        preview = writing.frame_locator("iframe[title=Preview]").locator("#preview")

        with writing.expect_request("**/markdown/preview/"):
            text.fill("older")
        text.fill("newer")
        expect(preview).to_have_text("newer")
        with writing.expect_response("**/markdown/preview/"):
            held[0].fulfill(body="<p>older</p>")
        text.fill("newest")

        expect(preview).to_have_text("newest")

    def test_text_and_preview_scroll_together_by_place(self, writing: Page) -> None:
        code = "```\n" + "line\n" * 80 + "```"
        text = text_of(writing)
        text.fill(
            "\n\n".join(["# Top", "[link](/x/)\n" * 60, "## Middle", code, "# End", "word\n" * 60])
        )
        frame = writing.frame_locator("iframe[title=Preview]")
        expect(frame.get_by_role("heading", name="End")).to_be_attached()
        page = "document.querySelector('iframe[title=Preview]').contentDocument.scrollingElement"
        area = "document.querySelector('.editor textarea')"

        writing.evaluate(f"{area}.scrollTop = 0")
        writing.wait_for_function(f"() => {page}.scrollTop === 0")
        # Sixty lines of source are one paragraph of the page, so proportion alone would miss it.
        text.evaluate("(a) => { a.scrollTop = a.scrollHeight * 61 / 215 - 100; }")
        heading = f"{page}.querySelector('h2').getBoundingClientRect().top"
        writing.wait_for_function(f"() => {page}.scrollTop > 20 && {heading} > 0")
        writing.evaluate(f"{page}.scrollTo({{top: {page}.scrollHeight, behavior: 'instant'}})")
        writing.wait_for_function(
            f"() => {area}.scrollTop > {area}.scrollHeight - {area}.clientHeight - 40"
        )

    def test_the_real_page_is_shown_at_both_widths_and_in_both_colours(self, writing: Page) -> None:
        complaints = listen(writing)
        writing.get_by_label("Title", exact=True).fill("Not saved at all")
        text_of(writing).fill("## Part\n\nWords.")

        writing.get_by_role("button", name="Preview", exact=True).last.click()
        dialog = writing.get_by_role("dialog", name="Preview")
        page = dialog.frame_locator("iframe")
        expect(page.get_by_role("heading", name="Not saved at all")).to_be_visible()
        dialog.get_by_role("button", name="Phone").click()
        dialog.get_by_role("button", name="Dark").click()
        body = "document.querySelector('.stage iframe').contentDocument.body"
        writing.wait_for_function(f"() => {body}.clientWidth === 390")
        writing.wait_for_function(
            f"() => getComputedStyle({body}.parentElement).colorScheme === 'dark'"
        )
        dialog.get_by_role("button", name="Desktop").click()
        writing.wait_for_function(f"() => {body}.clientWidth === 1280")
        writing.keyboard.press("Escape")

        expect(dialog).to_have_count(0)
        expect(writing.get_by_text("unsaved changes")).to_be_visible()
        assert complaints == []


def test_without_scripts_the_form_saves_and_previews(
    browser: Any, editor: User, base_url: str
) -> None:
    AuthorFactory(name="Ada")
    context = browser.new_context(java_script_enabled=False, base_url=base_url)
    page = context.new_page()
    open_signed_in(page, editor, ADD)

    page.get_by_label("Title", exact=True).fill("A plain walk")
    text_of(page).fill("No scripts here.")
    page.get_by_role("region", name="Credits").get_by_label("Author").select_option(label="Ada")
    with page.expect_popup() as opened:
        page.get_by_role("button", name="Preview", exact=True).click()
    expect(opened.value.get_by_text("No scripts here.")).to_be_visible()
    page.get_by_role("button", name="Save draft").click()

    expect(page.get_by_text("Saved.", exact=True)).to_be_visible()
    snapshot = Post.objects.get().newest_snapshot()
    assert (snapshot.address, snapshot.credits[0].author.name) == ("a-plain-walk", "Ada")
    context.close()
