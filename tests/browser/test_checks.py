"""The checks while somebody writes: what is found, where it leads, and what one click does."""

import pytest
from playwright.sync_api import Locator, Page, expect

from accounts.models import User
from blog.models import Redirect
from tests.browser.writing import listen, open_signed_in, text_of
from tests.factories import CategoryFactory, CollaboratorFactory, make_post

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.once]

BODY = "## Low tide\n\nWe walked with Salt Trust.\n\nSee [the plan](/old/) and the the [[gap]]."
SELECTED = """
([chosen]) => {
  const { activeElement: field } = document;
  return field.value?.slice(field.selectionStart, field.selectionEnd) === chosen;
}
"""


@pytest.fixture
def panel(page: Page, editor: User) -> Locator:
    """The panel beside a stored post of which nothing must be put right."""
    CollaboratorFactory(name="Salt Trust")
    CategoryFactory(name="Essays")
    Redirect.objects.create(path="/old/", post=make_post(published=True, address="new-plan"))
    post = make_post(title="Low tide", body="Nothing yet.", summary="About the tide.")
    open_signed_in(page, editor, f"/admin/blog/post/{post.pk}/change/")
    found = page.get_by_role("region", name="Checks before publishing")
    expect(found.get_by_role("status").first).to_contain_text("worth a look")
    expect(found).not_to_contain_text("To put right")
    return found


def test_findings_appear_while_somebody_writes_and_lead_to_their_place(
    page: Page, panel: Locator
) -> None:
    complaints = listen(page)

    text_of(page).fill(BODY)
    expect(panel.get_by_role("heading", name="To put right before publishing")).to_be_visible()
    expect(page.locator(".checks-badge")).to_contain_text("1 to put right")

    panel.get_by_role("button", name="“the the”").click()
    page.wait_for_function(SELECTED, arg=["the the"])
    page.keyboard.type("the")
    expect(panel.get_by_role("button", name="“the the”")).to_have_count(0)

    panel.get_by_role("button", name="It has no category").click()
    expect(page.get_by_label("Category")).to_be_focused()
    panel.get_by_role("button", name="Nobody is credited").click()
    expect(page.get_by_role("button", name="Add a credit", exact=True)).to_be_focused()
    panel.get_by_role("button", name="[[gap]]").click()
    page.wait_for_function(SELECTED, arg=["[[gap]]"])
    assert complaints == []


def test_one_click_mends_and_another_takes_it_back(page: Page, panel: Locator) -> None:
    thanks = page.get_by_role("region", name="Thanks")
    text_of(page).fill(BODY)

    panel.get_by_role("button", name="Use the new address", exact=True).click()
    expect(text_of(page)).to_have_value(BODY.replace("/old/", "/blog/new-plan/"))
    panel.get_by_role("button", name="Undo").click()
    expect(text_of(page)).to_have_value(BODY)

    panel.get_by_role("button", name="Thank Salt Trust").click()
    expect(thanks.get_by_label("Partner")).to_have_count(1)
    expect(panel.get_by_role("button", name="Thank Salt Trust")).to_have_count(0)
    panel.get_by_role("button", name="Undo").click()
    expect(panel.get_by_role("button", name="Thank Salt Trust")).to_be_visible()
    expect(thanks.get_by_label("Partner").locator("visible=true")).to_have_count(0)
