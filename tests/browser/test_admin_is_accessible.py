"""The admin's pages for a keyboard, a screen reader, and the site's own content policy."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from accounts.roles import Role
from tests.browser.writing import listen, open_signed_in
from tests.factories import (
    AuthorFactory,
    CollaboratorFactory,
    ImageFactory,
    UserFactory,
    make_page,
    make_post,
)

pytestmark = pytest.mark.django_db(transaction=True)

# Without a style sheet of axe's own, which the policy would refuse. The one rule left out is about
# a column of Django's inline tables that has no heading.
AS_IS = {"preload": False, "rules": {"empty-table-header": {"enabled": False}}}


@pytest.fixture
def paths() -> list[str]:
    author, partner = AuthorFactory(), CollaboratorFactory()
    post = make_post(published=True, credits=[author], thanks=[partner], tags=["walks"])
    page = make_page()
    ImageFactory()
    return [
        "/admin/",
        "/admin/blog/post/",
        "/admin/blog/post/add/",
        f"/admin/blog/post/{post.pk}/change/",
        f"/admin/blog/post/{post.pk}/archive/",
        f"/admin/blog/page/{page.pk}/change/",
        f"/admin/blog/author/{author.pk}/change/",
        f"/admin/blog/author/{author.pk}/merge/",
        f"/admin/blog/author/{author.pk}/delete/",
        f"/admin/blog/collaborator/{partner.pk}/change/",
        "/admin/blog/tag/",
        "/admin/blog/image/add/",
        "/admin/blog/redirect/add/",
        "/admin/blog/menuitem/",
        "/admin/blog/sitesettings/1/change/",
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_has_a_violation_or_breaks_the_policy(
    browser: Browser, base_url: str, paths: list[str], scheme: str
) -> None:
    context = browser.new_context(base_url=base_url, color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    complaints = listen(page)
    open_signed_in(page, UserFactory(role=Role.ADMINISTRATOR), paths[0])

    found: dict[str, str] = {}
    for path in paths:
        page.goto(path)
        page.wait_for_load_state("networkidle")
        results = Axe().run(page, options=AS_IS)
        found |= {
            f"{path} {v['id']}": v["nodes"][0]["html"] for v in results.response["violations"]
        }

    # The files of pictures made by a factory aren't there.
    complaints = [text for text in complaints if "404" not in text]
    context.close()
    assert (found, complaints) == ({}, [])


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_dialog_has_a_violation(browser: Browser, base_url: str, scheme: str) -> None:
    ImageFactory(title="Harbour")
    context = browser.new_context(base_url=base_url, color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    open_signed_in(page, UserFactory(role=Role.EDITOR), "/admin/blog/post/add/")

    page.get_by_role("button", name="Choose from the picture library").click()
    choice = page.get_by_role("dialog").get_by_role("button", name="Harbour")
    expect(choice).to_be_visible()
    library = Axe().run(page, options=AS_IS).response["violations"]
    choice.click()
    page.get_by_role("button", name="Insert").click()
    words = Axe().run(page, options=AS_IS).response["violations"]

    context.close()
    assert (library, words) == ([], [])


@pytest.mark.parametrize("width", [390, 1280])
def test_nothing_sticks_out_sideways(page: Page, paths: list[str], width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    open_signed_in(page, UserFactory(role=Role.ADMINISTRATOR), paths[0])

    found = {}
    for path in paths:
        page.goto(path)
        wide = page.evaluate("document.documentElement.scrollWidth")
        if wide > width:
            found[path] = wide

    assert found == {}
