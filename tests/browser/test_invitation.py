"""Inviting, joining, choosing mails and leaving, in a browser."""

from __future__ import annotations

import re

import pytest
from django.core import mail
from playwright.sync_api import Page, expect

from accounts.models import User
from accounts.roles import Role
from tests.browser.looking import problems_of
from tests.browser.writing import listen, open_signed_in
from tests.factories import UserFactory, make_post

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.once]


@pytest.fixture
def boss() -> User:
    return UserFactory(role=Role.ADMINISTRATOR, name="Boss", email="boss@example.org")


def test_somebody_is_invited_joins_and_chooses_mails(page: Page, boss: User) -> None:
    complaints = listen(page)
    found: dict[str, list[str]] = {}
    open_signed_in(page, boss, "/admin/accounts/invitation/add/")
    found["invite"] = problems_of(page)

    page.get_by_label("E-mail address").fill("nia@example.org")
    page.get_by_label("Or a new profile for").fill("Nia Ode")
    page.get_by_role("button", name="Send the invitation").click()
    expect(page.get_by_text("is on its way to nia@example.org")).to_be_visible()
    found["invitations"] = problems_of(page)
    link = re.search(r"http\S+/accounts/invitation/\S+/", str(mail.outbox[0].body))
    assert link

    page.context.clear_cookies()
    page.goto(link[0])
    found["join"] = problems_of(page)
    page.get_by_label("A password").fill("quite another pass phrase")
    page.get_by_label("The same password again").fill("quite another pass phrase")
    page.get_by_role("button", name="Accept the invitation").click()
    expect(page).to_have_url(re.compile(r"/admin/$"))
    page.goto("/accounts/notifications/")
    found["mails"] = problems_of(page)
    page.get_by_label("Comments on my texts").uncheck()
    page.get_by_role("button", name="Store the choice").click()
    expect(page.get_by_text("Your choice is stored.")).to_be_visible()
    expect(page.get_by_label("Comments on my texts")).not_to_be_checked()

    assert {name: problems for name, problems in found.items() if problems} == {}
    assert complaints == []


def test_somebody_leaves_and_could_come_back(page: Page, boss: User) -> None:
    complaints = listen(page)
    found: dict[str, list[str]] = {}
    UserFactory(role=Role.AUTHOR, name="Nia Ode", email="nia@example.org")
    leaver = UserFactory(role=Role.AUTHOR, name="Lea")
    make_post(by=leaver)
    open_signed_in(page, boss, f"/admin/accounts/user/{leaver.pk}/change/")
    page.get_by_role("link", name="Close the account").click()
    expect(page.get_by_text("1 unfinished text")).to_be_visible()
    found["close"] = problems_of(page)
    page.get_by_label("Who takes over").select_option(label="Nia Ode (nia@example.org)")
    page.get_by_role("button", name="Close the account").click()
    expect(page.get_by_text("is closed")).to_be_visible()
    page.get_by_role("link", name="Open the account again").click()
    expect(page.get_by_role("button", name="Open the account", exact=True)).to_be_visible()
    found["open"] = problems_of(page)

    assert {name: problems for name, problems in found.items() if problems} == {}
    assert complaints == []
