"""Two browsers on one post; a browser that is killed, and a server that can't be reached."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Response, Route, expect

from accounts.models import User
from accounts.roles import Role
from blog.models import Post
from tests.browser.looking import problems_of
from tests.browser.writing import ADD, listen, open_signed_in, text_of
from tests.factories import UserFactory, make_post

pytestmark = pytest.mark.django_db(transaction=True)
# Autosave waits for three seconds without a key; a slow machine takes its time on top.
KEPT_MS = 30_000
BODY = "One.\n\nTwo.\n\nThree.\n"


@pytest.fixture
def other(browser: Browser, base_url: str) -> Iterator[Page]:
    """Otto's browser."""
    context = browser.new_context(base_url=base_url)
    yield context.new_page()
    context.close()


@pytest.fixture
def otto() -> User:
    return UserFactory(role=Role.EDITOR, name="Otto", email="otto@example.org")


@pytest.fixture
def post() -> Post:
    return make_post(title="A walk", address="a-walk", body=BODY)


def address_of(post: Post) -> str:
    return f"/admin/blog/post/{post.pk}/change/"


def is_autosave_of(words: str) -> Callable[[Response], bool]:
    """Tell the answer that has stored these words from those to an earlier text."""
    return lambda answer: "/autosave/" in answer.url and words in (answer.request.post_data or "")


def save(page: Page) -> None:
    page.get_by_role("button", name="Save draft").click()


def test_two_people_write_at_once_and_merge(
    page: Page, other: Page, editor: User, otto: User, post: Post
) -> None:
    complaints = listen(page)
    open_signed_in(other, otto, address_of(post))
    with other.expect_response(lambda answer: "/presence/" in answer.url):
        text_of(other).focus()
    open_signed_in(page, editor, address_of(post))

    expect(page.get_by_text("Otto is here")).to_be_visible(timeout=KEPT_MS)
    text_of(other).fill(BODY.replace("One.", "One, by Otto."))
    save(other)
    expect(other.get_by_text("Saved.", exact=True)).to_be_visible()
    text_of(page).fill(BODY.replace("Three.", "Three, by me."))
    save(page)

    expect(page.get_by_text("which came in: 1 place in the text")).to_be_visible()
    merged = BODY.replace("One.", "One, by Otto.").replace("Three.", "Three, by me.")
    expect(text_of(page)).to_have_value(merged)
    expect(page.get_by_text("did not reach the server")).to_have_count(0)
    assert complaints == []


def test_what_contradicts_is_decided_on_a_screen(
    page: Page, other: Page, editor: User, otto: User, post: Post
) -> None:
    open_signed_in(page, editor, address_of(post))
    open_signed_in(other, otto, address_of(post))
    text_of(other).fill(BODY.replace("Two.", "Two by Otto."))
    save(other)
    expect(other.get_by_text("Saved.", exact=True)).to_be_visible()

    text_of(page).fill(BODY.replace("Two.", "Two by me."))
    page.get_by_role("button", name="Publish now").click()
    place = page.get_by_role("group", name="Text, line 3")
    expect(place.get_by_text("Two by Otto.", exact=False).first).to_be_visible()
    assert problems_of(page) == []
    place.get_by_text("Write it differently").click()
    place.get_by_role("textbox").fill("Two by us both.")
    page.get_by_role("button", name="Save the merged text").click()

    expect(page.get_by_text("Merged and saved as version")).to_be_visible()
    expect(text_of(page)).to_have_value(BODY.replace("Two.", "Two by us both."))
    expect(page.locator(".standing .state").first).to_have_text("draft")


def test_a_new_post_is_kept_while_it_is_typed_and_found_again_after_a_kill(
    page: Page, browser: Browser, editor: User, base_url: str
) -> None:
    open_signed_in(page, editor, ADD)
    page.get_by_label("Title", exact=True).fill("A long walk")
    text_of(page).fill("Hours of work.")

    page.wait_for_url("**/change/", timeout=KEPT_MS)
    text_of(page).fill("Hours and hours of work.")
    expect(page.get_by_text("but kept at")).to_be_visible(timeout=KEPT_MS)
    address = page.url
    with page.expect_response(is_autosave_of("hard"), timeout=KEPT_MS):
        text_of(page).fill("Hours and hours of hard work.")
    page.context.close()
    again = browser.new_context(base_url=base_url)
    fresh = again.new_page()
    open_signed_in(fresh, editor, address)

    expect(text_of(fresh)).to_have_value("Hours and hours of hard work.")
    save(fresh)
    expect(fresh.get_by_text("Saved.", exact=True)).to_be_visible()
    expect(fresh.get_by_label("Address", exact=True)).to_have_value("a-long-walk")
    again.close()


def test_what_a_browser_kept_comes_back_when_the_server_does(
    page: Page, editor: User, post: Post
) -> None:
    held: list[Any] = []

    def down(route: Route) -> None:
        held.append(route)
        route.abort()

    open_signed_in(page, editor, address_of(post))
    page.route("**/autosave/", down)
    page.route("**/markdown/preview/", down)
    text_of(page).fill("Typed while nobody listened.")
    # The preview has something to say too, in its own place.
    told = page.locator("#document-form .buttons").get_by_role("alert")
    expect(told).to_contain_text("is kept in this browser", timeout=KEPT_MS)
    # The page goes without a word, as when the browser is killed; its storage stays.
    reopened = page.context.new_page()
    page.close()
    reopened.goto(address_of(post))

    expect(text_of(reopened)).to_have_value(BODY)
    expect(reopened.get_by_text("did not reach the server")).to_be_visible()
    reopened.get_by_role("button", name="Bring it back").click()
    expect(text_of(reopened)).to_have_value("Typed while nobody listened.")
    save(reopened)
    expect(reopened.get_by_text("Saved.", exact=True)).to_be_visible()

    expect(text_of(reopened)).to_have_value("Typed while nobody listened.")
    expect(reopened.get_by_text("did not reach the server")).to_have_count(0)


def test_what_was_kept_on_the_server_is_offered_and_brought_back(
    page: Page, editor: User, post: Post
) -> None:
    open_signed_in(page, editor, address_of(post))
    with page.expect_response(is_autosave_of("left"), timeout=KEPT_MS):
        text_of(page).fill("Typed and left.")
    reopened = page.context.new_page()
    page.close()
    reopened.goto(address_of(post))

    expect(text_of(reopened)).to_have_value(BODY)
    assert problems_of(reopened) == []
    reopened.get_by_role("link", name="Bring it back").click()
    expect(text_of(reopened)).to_have_value("Typed and left.")
    save(reopened)

    expect(reopened.get_by_text("Saved.", exact=True)).to_be_visible()
    expect(reopened.get_by_text("did not save it")).to_have_count(0)
