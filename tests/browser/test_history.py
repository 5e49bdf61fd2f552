"""Going back: from the history to a comparison to the form with the earlier text."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from accounts.models import User
from accounts.roles import Role
from blog.editing.revisions import add_revision, save
from blog.editing.trash import throw_away
from blog.models import Revision
from tests.browser.looking import problems_of
from tests.browser.writing import listen, open_signed_in, text_of
from tests.factories import UserFactory, make_post, make_snapshot

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.once]


def test_an_earlier_text_is_found_compared_and_brought_back(page: Page) -> None:
    admin: User = UserFactory(role=Role.ADMINISTRATOR)
    complaints = listen(page)
    post = make_post(title="Tides", body="Common.\n\nThe old tide.", published=True, tags=["boats"])
    newer = make_snapshot(title="Tides", address=post.slug, body="Common.\n\nThe new tide.")
    save(post, newer, by=admin, note="Tightened")
    add_revision(post, newer, by=admin, kind=Revision.Kind.AUTOSAVE)
    throw_away(make_post(title="Thrown"), by=admin)
    problems = {}

    open_signed_in(page, admin, f"/admin/blog/post/{post.pk}/history/")
    page.get_by_text("1 autosave").click()
    problems["history"] = problems_of(page)
    page.get_by_role("radio", name="Compare version 1").check()
    page.get_by_role("button", name="Compare the two chosen").first.click()
    expect(
        page.get_by_role("deletion").filter(has_text="old").locator("visible=true")
    ).to_be_visible()
    problems["compare"] = problems_of(page)
    for path in (f"{post.pk}/throw-away/", f"{post.pk}/erase/", "trash/"):
        page.goto(f"/admin/blog/post/{path}")
        problems[path] = problems_of(page)
    page.goto(f"/admin/blog/post/{post.pk}/compare/?a=1&b=3")
    page.get_by_role("button", name="Restore version 1").click()

    expect(text_of(page)).to_have_value("Common.\n\nThe old tide.")
    expect(page.get_by_text("Readers see it once you publish it.")).to_be_visible()
    assert {name: found for name, found in problems.items() if found} == {}
    assert complaints == []
