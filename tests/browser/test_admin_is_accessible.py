"""The admin's pages for a keyboard, a screen reader, and the site's own content policy."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from accounts.models import User
from accounts.roles import Role
from blog.editing.anchors import Anchor
from blog.editing.comments import comment, reply
from tests.browser.looking import problems_of
from tests.browser.writing import listen, open_signed_in, text_of
from tests.factories import (
    AuthorFactory,
    CollaboratorFactory,
    ImageFactory,
    UserFactory,
    make_page,
    make_post,
)

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.once]


@pytest.fixture
def paths() -> dict[str, list[str]]:
    """The screens by what they are for: two parts that two workers can look at."""
    author, partner = AuthorFactory(), CollaboratorFactory()
    post = make_post(published=True, credits=[author], thanks=[partner], tags=["walks"])
    thread = comment(post, UserFactory(role=Role.EDITOR), "Is it so?", anchor=Anchor("Body"))
    reply(thread, UserFactory(role=Role.EDITOR), "It is.")
    page = make_page()
    ImageFactory()
    texts = [
        "/admin/",
        "/admin/desk/drafts/",
        "/admin/blog/post/",
        "/admin/blog/post/add/",
        f"/admin/blog/post/{post.pk}/change/",
        f"/admin/blog/post/{post.pk}/archive/",
        f"/admin/blog/post/{post.pk}/checks/",
        f"/admin/blog/post/{post.pk}/comments/",
        f"/admin/blog/post/{post.pk}/timeline/",
        f"/admin/blog/event/?post={post.pk}",
    ]
    rest = [
        f"/admin/blog/page/{page.pk}/change/",
        f"/admin/blog/author/{author.pk}/change/",
        f"/admin/blog/author/{author.pk}/merge/",
        f"/admin/blog/author/{author.pk}/delete/",
        f"/admin/blog/collaborator/{partner.pk}/change/",
        "/admin/blog/tag/",
        "/admin/blog/image/add/",
        "/admin/blog/redirect/add/",
        "/admin/blog/menuitem/",
        "/admin/blog/posttemplate/add/",
        "/admin/blog/checklistitem/",
        "/admin/blog/sitesettings/1/change/",
    ]
    return {"texts": texts, "rest": rest}


@pytest.mark.parametrize("part", ["texts", "rest"])
def test_no_page_has_a_violation_breaks_the_policy_or_sticks_out(
    page: Page, paths: dict[str, list[str]], part: str
) -> None:
    complaints = listen(page)
    open_signed_in(page, UserFactory(role=Role.ADMINISTRATOR), "/admin/")
    problems: dict[str, list[str]] = {}

    for path in paths[part]:
        page.goto(path)
        if page.locator(".editor").count():
            # The preview's frame and its first drawing.
            page.wait_for_load_state("networkidle")
        problems[path] = problems_of(page)

    # The files of pictures made by a factory aren't there.
    complaints = [text for text in complaints if "404" not in text]
    assert {path: found for path, found in problems.items() if found} == {}
    assert complaints == []


def test_no_dialog_of_the_editor_has_a_violation(page: Page, editor: User) -> None:
    ImageFactory(title="Harbour")
    make_post(title="Harbour walk", published=True)
    open_signed_in(page, editor, "/admin/blog/post/add/")
    text, dialog = text_of(page), page.get_by_role("dialog")
    found = {}

    text.press("Control+m")
    expect(page.get_by_role("menu", name="Insert")).to_be_visible()
    found["menu"] = problems_of(page)
    page.keyboard.press("l")
    dialog.get_by_role("button", name="Harbour").click()
    expect(dialog.get_by_role("button", name="Insert")).to_be_visible()
    found["words"] = problems_of(page)
    page.keyboard.press("Escape")
    text.press("F1")
    expect(dialog.get_by_role("table").first).to_be_visible()
    found["help"] = problems_of(page)
    page.keyboard.press("Escape")
    text.press("Control+k")
    expect(dialog.get_by_role("option", name="Harbour walk")).to_be_visible()
    found["link"] = problems_of(page)

    assert {name: problems for name, problems in found.items() if problems} == {}
