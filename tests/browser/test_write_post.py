"""Writing a post in a browser: from signing in to the feed."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from accounts.models import User
from blog.models import Post
from tests.browser.writing import ADD, bring, listen, open_signed_in, png, text_of
from tests.factories import (
    PASSWORD,
    AuthorFactory,
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


@pytest.mark.once
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
        heading = f"{page}.querySelector('#middle').getBoundingClientRect().top"
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
        # Autosave may have kept them by now, which is not saving.
        standing = re.compile("unsaved changes|not saved yet, but kept at")
        expect(writing.get_by_text(standing)).to_be_visible()
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
