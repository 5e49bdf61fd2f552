"""The page of all feeds, with and without scripts, and a feed that somebody opens."""

from datetime import UTC, datetime

import pytest
from playwright.sync_api import Browser, Page, expect

from accounts.roles import Role
from blog.models import FeedPolls
from tests.browser.looking import problems_of
from tests.browser.writing import listen, open_signed_in
from tests.factories import UserFactory, make_post

pytestmark = pytest.mark.once

COPIED = "navigator.clipboard.readText()"


def test_buttons_copy_addresses_in_the_chosen_format(page: Page, base_url: str) -> None:
    make_post(published=True, tags=["tides"])
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto("/feeds/")

    page.get_by_role("button", name="Copy the address: RSS", exact=True).click()
    expect(page.locator("main [role=status]")).to_have_text("Copied")
    whole = page.evaluate(COPIED)
    page.get_by_role("radio", name="Atom").check()
    page.get_by_role("button", name="Copy the address: tides").click()
    expect(page.get_by_role("button", name="Copy the address: tides")).to_have_text("Copied")
    of_tag = page.evaluate(COPIED)

    assert (whole, of_tag) == (f"{base_url}/index.xml", f"{base_url}/tag/tides/feed.atom")


def test_where_copying_is_refused_the_address_is_marked(page: Page, base_url: str) -> None:
    make_post(published=True, tags=["tides"])
    page.add_init_script("navigator.clipboard.writeText = () => Promise.reject(new Error())")
    page.goto("/feeds/")

    page.get_by_role("button", name="Copy the address: tides").click()

    field = page.get_by_role("textbox", name="tides")
    expect(field).to_have_value(f"{base_url}/tag/tides/index.xml")
    page.wait_for_function("value => getSelection().toString() === value", arg=field.input_value())


def test_without_scripts_there_are_links_and_no_promises(browser: Browser, base_url: str) -> None:
    make_post(published=True, tags=["tides"])
    context = browser.new_context(base_url=base_url, java_script_enabled=False)
    page = context.new_page()
    page.goto("/feeds/")

    expect(page.locator("main").get_by_role("button")).to_have_count(0)
    expect(page.locator("main").get_by_role("radio")).to_have_count(0)
    page.get_by_role("link", name="RSS of tides").click()

    expect(page).to_have_url(f"{base_url}/tag/tides/index.xml")
    # The note stands above the feed, drawn by its style sheet, and nothing is drawn as code.
    note = "getComputedStyle(document.documentElement, '::before').content"
    assert "/feeds/" in page.evaluate(note)
    expect(page.locator("item > title")).to_be_visible()
    assert (
        page.evaluate("getComputedStyle(document.querySelector('item > guid')).display") == "none"
    )
    context.close()


def test_statistics_shut_nobody_out(page: Page) -> None:
    today = datetime.now(UTC).date()
    FeedPolls.objects.create(
        day=today, feed="/", format="rss", client="feedly", polls=9, unchanged=5, subscribers=3
    )
    complaints = listen(page)

    open_signed_in(page, UserFactory(role=Role.EDITOR), "/admin/blog/feedpolls/")
    page.locator("details summary").last.click()

    assert problems_of(page) == []
    assert complaints == []
