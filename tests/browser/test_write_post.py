"""Writing a post in a browser: from signing in to the feed."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

import pytest
from playwright.sync_api import Error, Page, Route, expect

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
    with page.expect_popup() as opened:
        page.get_by_role("button", name="Preview", exact=True).last.click()
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


class TestText:
    def test_buttons_change_the_text_and_undo_takes_it_back(self, writing: Page) -> None:
        text = text_of(writing)
        text.fill("one two")
        text.evaluate("(area) => area.setSelectionRange(4, 7)")

        writing.get_by_role("button", name="Bold").click()
        expect(text).to_have_value("one **two**")
        writing.get_by_role("button", name="Bold").click()
        expect(text).to_have_value("one two")
        text.press("Control+i")
        expect(text).to_have_value("one *two*")
        text.press("Control+z")

        expect(text).to_have_value("one two")

    @pytest.mark.parametrize(
        ("button", "made"),
        [
            ("List", "- one\n- two"),
            ("Numbered list", "1. one\n2. two"),
            ("Quote", "> one\n> two"),
            ("Code", "```\none\ntwo\n```\n\n"),
            ("Heading", "## one\ntwo"),
            ("Link", "[one\ntwo](https://)"),
        ],
    )
    def test_each_button_makes_its_mark(self, writing: Page, button: str, made: str) -> None:
        text = text_of(writing)
        text.fill("one\ntwo")
        text.evaluate("(area) => area.select()")

        writing.get_by_role("button", name=button, exact=True).click()

        expect(text).to_have_value(made)

    def test_tab_leaves_the_text(self, writing: Page) -> None:
        text_of(writing).focus()

        writing.keyboard.press("Tab")

        expect(text_of(writing)).not_to_be_focused()

    def test_an_older_answer_never_replaces_a_newer_one(self, writing: Page) -> None:
        held: list[Any] = []

        def hold(route: Route) -> None:
            if "older" in (route.request.post_data or ""):
                held.append(route)
            else:
                route.continue_()

        writing.route("**/markdown/preview/", hold)
        text = text_of(writing)
        preview = writing.frame_locator("iframe[title=Preview]").locator("#preview")

        text.fill("older")
        writing.wait_for_timeout(500)
        text.fill("newer")
        expect(preview).to_have_text("newer")
        for route in held:
            # The browser may have given it up already.
            with suppress(Error):
                route.fulfill(body="<p>older</p>")
        writing.wait_for_timeout(200)

        expect(preview).to_have_text("newer")

    def test_the_preview_can_be_put_away(self, writing: Page) -> None:
        toggle = writing.get_by_role("button", name="Live preview")

        toggle.click()
        writing.reload()

        expect(toggle).to_have_attribute("aria-pressed", "false")
        expect(writing.locator(".pane-preview")).to_be_hidden()


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
