"""Signing in and the account's pages, in a browser that holds the page to its own policy."""

import re

import pytest
from django.core import mail
from playwright.sync_api import ConsoleMessage, Page, expect

from accounts.models import User
from accounts.roles import Role
from tests.browser.looking import problems_of
from tests.factories import PASSWORD, UserFactory

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.once]


@pytest.fixture
def complaints(page: Page) -> list[str]:
    """Collect what the browser complains of: a refused style or script is such a message."""
    found: list[str] = []

    def note(message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            found.append(message.text)

    page.on("console", note)
    return found


def sign_in(page: Page, user: User, password: str = PASSWORD) -> None:
    page.goto("/accounts/login/")
    page.get_by_label("E-mail address").fill(user.email)
    page.get_by_label("Password", exact=True).fill(password)
    page.get_by_role("button", name="Sign in").click()


def test_a_wrong_password_is_told_and_what_was_typed_stays(page: Page) -> None:
    sign_in(page, UserFactory(email="ada@example.org"), "wrong")

    expect(page.get_by_role("alert")).to_contain_text("belong together")
    expect(page.get_by_label("E-mail address")).to_have_value("ada@example.org")


def test_an_invited_person_sets_a_password_and_signs_in(page: Page) -> None:
    boss = UserFactory(role=Role.ADMINISTRATOR)
    sign_in(page, boss)
    expect(page).to_have_url(re.compile(r"/admin/$"))
    page.goto("/admin/accounts/user/add/")
    page.get_by_label("E-mail address:").fill("new@example.org")
    page.get_by_label("Role").select_option("Author")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("is on its way")).to_be_visible()
    page.context.clear_cookies()
    link = re.search(r"http\S+/key/\S+", str(mail.outbox[0].body))
    assert link

    page.goto(link[0])
    page.get_by_label("New password").fill("quite another pass phrase")
    page.get_by_label("The same password again").fill("quite another pass phrase")
    page.get_by_role("button", name="Store the password").click()
    expect(page.get_by_role("heading", name="Your new password holds")).to_be_visible()
    sign_in(page, User.objects.get(email="new@example.org"), "quite another pass phrase")

    expect(page).to_have_url(re.compile(r"/admin/$"))


def test_signing_out_from_the_account_page(page: Page) -> None:
    sign_in(page, UserFactory(role=None))
    expect(page.get_by_role("heading", name="Your account")).to_be_visible()

    page.get_by_role("button", name="Sign out").click()

    expect(page.get_by_text("You are signed out.")).to_be_visible()


def test_every_account_page_is_accessible_and_keeps_to_its_policy(
    page: Page, complaints: list[str]
) -> None:
    found: dict[str, list[str]] = {}

    def look() -> None:
        found[page.url] = problems_of(page)

    for path in (
        "login/",
        "signup/",
        "password/reset/",
        "password/reset/done/",
        "confirm-email/x/",
    ):
        page.goto(f"/accounts/{path}")
        look()
    sign_in(page, UserFactory(), "wrong")
    expect(page.get_by_role("alert")).to_be_visible()
    look()
    sign_in(page, UserFactory(role=None))
    expect(page.get_by_role("heading", name="Your account")).to_be_visible()
    look()
    for path in ("email/", "password/change/", "logout/"):
        page.goto(f"/accounts/{path}")
        look()

    assert {url: problems for url, problems in found.items() if problems} == {}
    assert complaints == []
