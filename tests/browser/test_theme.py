"""Light and dark: the system's choice, until the reader makes another one."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.factories import make_post

pytestmark = pytest.mark.once

PAPER = "getComputedStyle(document.body).backgroundColor"
WHITE, DARK = "rgb(255, 255, 255)", "rgb(21, 24, 26)"


def test_a_choice_is_drawn_by_the_server_on_the_next_page_and_can_be_taken_back(
    page: Page,
) -> None:
    make_post(published=True, title="Tides")
    page.emulate_media(color_scheme="light")
    page.goto("/")
    button = page.locator(".theme-toggle")
    expect(button).to_have_accessible_name("Dark colours")

    button.click()
    chosen = page.evaluate(PAPER)
    # Without its script, the next page shows what the server alone drew.
    page.route("**/theme.js", lambda route: route.abort())
    page.goto("/blog/tides/")
    drawn = page.evaluate(PAPER)
    page.unroute("**/theme.js")
    page.goto("/")
    expect(button).to_have_accessible_name("Light colours")
    button.click()

    assert (chosen, drawn, page.evaluate(PAPER)) == (DARK, DARK, WHITE)
    assert page.context.cookies() == []


def test_without_scripts_the_system_decides_and_no_button_promises_more(
    browser: Browser, base_url: str
) -> None:
    context = browser.new_context(base_url=base_url, java_script_enabled=False, color_scheme="dark")
    page = context.new_page()

    page.goto("/")

    expect(page.locator(".theme-toggle")).to_be_hidden()
    expect(page.locator("body")).to_have_css("background-color", DARK)
    context.close()
