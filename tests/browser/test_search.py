"""Searching in a browser: hits while somebody types, and filters that are links."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.looking import problems_of, type_at_once
from tests.factories import AuthorFactory, make_post

pytestmark = pytest.mark.django_db(transaction=True)


def test_hits_come_while_somebody_types_and_filters_can_be_followed(page: Page) -> None:
    make_post(title="Curlews at low water", published=True, credits=[AuthorFactory(name="Ada")])
    make_post(title="Curlews inland", published=True, credits=[AuthorFactory(name="Noor")])
    make_post(title="Gulls", published=True)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto("/search/")
    field = page.locator("main").get_by_role("searchbox")
    titles = page.locator("#search-found article h3")

    type_at_once(field, "curlew")
    expect(titles).to_have_count(2)

    expect(field).to_be_focused()
    expect(page).to_have_url("/search/?q=curlew")
    expect(page.locator("[data-search-status]")).to_have_text("2 results for “curlew”")
    # Not one question for each letter.
    assert len([url for url in asked if "/search/?q=" in url]) == 1
    assert problems_of(page) == []

    page.get_by_role("link", name="Ada 1").click()
    expect(titles).to_have_text(["Curlews at low water"])
    page.get_by_role("link", name="Take off the filter Author: Ada").click()
    expect(titles).to_have_count(2)
    page.wait_for_load_state()
    field.fill("curlwe")
    page.get_by_role("link", name="curlews", exact=True).click()
    expect(titles).to_have_count(2)
    page.wait_for_load_state()
    field.fill("")
    expect(titles).to_have_count(0)
    expect(page).to_have_url("/search/")
