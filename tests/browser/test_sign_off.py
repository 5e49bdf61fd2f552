"""A partner signs off on a phone, and staff see it; all of these screens for everybody."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from accounts.models import User
from blog.editing.sign_off import Request, answer, ask
from blog.models import Collaborator, Post
from tests.browser.looking import problems_of
from tests.browser.writing import listen, open_signed_in
from tests.factories import CollaboratorFactory, make_post

WHO = {"name": "Ana Reyes", "email": "ana@example.org"}
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.once]


@pytest.fixture
def partner() -> Collaborator:
    return CollaboratorFactory(name="Harbour Lab")


@pytest.fixture
def post(partner: Collaborator) -> Post:
    return make_post(title="Low tide", body="The *mud* is wide.\n\n" * 30, thanks=[partner])


@pytest.fixture
def phone(browser: Browser, base_url: str) -> Iterator[Page]:
    context = browser.new_context(
        viewport={"width": 390, "height": 800}, is_mobile=True, has_touch=True, base_url=base_url
    )
    yield context.new_page()
    context.close()


def send(phone: Page, choice: str, note: str = "") -> None:
    phone.get_by_label(choice).tap()
    phone.get_by_label("Your name").fill(WHO["name"])
    phone.get_by_label("Your e-mail address").fill(WHO["email"])
    phone.get_by_label("Comment").fill(note)
    phone.get_by_role("button", name="Send the answer").tap()


def test_a_partner_asks_for_changes_and_then_agrees_on_a_phone(
    phone: Page, editor: User, post: Post, partner: Collaborator
) -> None:
    complaints = listen(phone)
    wanted = Request(partner, WHO["name"], WHO["email"], by_mail=False)
    _, secret = ask(post, wanted, by=editor)

    phone.goto(f"/preview/{secret}/")
    phone.get_by_role("link", name="Answer below the text").tap()
    expect(phone.get_by_role("heading", name="Does Harbour Lab agree?")).to_be_in_viewport()
    send(phone, "Please change something first")
    expect(phone.get_by_text("Say what should be changed.")).to_be_visible()
    problems = problems_of(phone)
    phone.set_viewport_size({"width": 390, "height": 800})
    send(phone, "Please change something first", "The date is wrong.")
    expect(phone.get_by_text("you asked for changes to this version")).to_be_in_viewport()
    phone.get_by_text("Answer again", exact=True).tap()
    send(phone, "We agree: publish it as it is")
    expect(phone.get_by_text("you agreed to this version")).to_be_in_viewport()
    problems += problems_of(phone)

    assert problems == []
    assert phone.context.cookies() == []
    # The answer 422 to a form without a needed comment is mentioned in the browser's console.
    assert [text for text in complaints if "422" not in text] == []


def test_staff_ask_a_partner_and_take_the_link_back(
    page: Page, editor: User, post: Post, partner: Collaborator
) -> None:
    complaints = listen(page)
    wanted = Request(partner, WHO["name"], WHO["email"], by_mail=False)
    link, _ = ask(post, wanted, by=editor)
    answer(link, link.revision, decision="commented", note="The date is wrong.", **WHO)
    open_signed_in(page, editor, f"/admin/blog/post/{post.pk}/sign-off/")
    page.get_by_label("Who answers for them").fill("Bo Lindqvist")
    page.get_by_label("Their e-mail address").fill("bo@example.org")
    page.get_by_label("Send the mail for me").uncheck()
    page.get_by_role("button", name="Ask", exact=True).click()
    expect(page.get_by_label("The link", exact=True)).to_have_value(re.compile("/preview/"))
    page.get_by_role("button", name="Copy").click()
    expect(page.get_by_text(re.compile("^Copied|does not let this page copy"))).to_be_visible()
    problems = problems_of(page)

    page.get_by_role("link", name="Its link").click()
    expect(page.get_by_text("Nobody opened it yet.")).to_be_visible()
    problems += problems_of(page)
    page.get_by_role("button", name="Take the link back").click()
    expect(page.get_by_text("opens nothing any more")).to_be_visible()
    problems += problems_of(page)

    assert problems == []
    assert complaints == []
