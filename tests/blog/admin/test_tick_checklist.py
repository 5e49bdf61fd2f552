"""Ticking what is to do after publishing: beside the text, by those whose post it is."""

from __future__ import annotations

import pytest
from django.test import Client

from accounts.models import User
from accounts.roles import Role
from blog.editing.workflow import publish
from blog.models import ChecklistItem, ChecklistTask, Post
from tests.factories import AuthorFactory, UserFactory, make_post

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner() -> User:
    return UserFactory(role=Role.AUTHOR, name="Olive")


@pytest.fixture
def task(owner: User) -> ChecklistTask:
    """The only thing to do for a post of the owner's and of a co-author's."""
    ChecklistItem.objects.all().delete()
    ChecklistItem.objects.create(text="Tell the <b>partner</b>")
    co_author = UserFactory(role=Role.AUTHOR, email="co@example.org")
    publish(make_post(by=owner, credits=[AuthorFactory(user=co_author)]), by=owner)
    return ChecklistTask.objects.get()


def address(task: ChecklistTask, post: Post | None = None) -> str:
    return f"/admin/blog/post/{(post or task.post).pk}/checklist/{task.pk}/"


def test_the_owner_ticks_beside_the_text_and_it_says_who(
    client: Client, owner: User, task: ChecklistTask
) -> None:
    client.force_login(owner)
    change = f"/admin/blog/post/{task.post_id}/change/"

    before = client.get(change).content.decode()
    answer = client.post(address(task), {"done": "yes"}, follow=True)

    page = answer.content.decode()
    assert 'aria-pressed="false"' in before
    assert "Tell the &lt;b&gt;partner" in before
    assert answer.redirect_chain == [(change, 302)]
    assert ('aria-pressed="true"' in page, "Olive, <time" in page) == (True, True)


def test_a_second_press_takes_the_tick_back(
    client: Client, owner: User, task: ChecklistTask
) -> None:
    client.force_login(owner)
    client.post(address(task), {"done": "yes"})

    client.post(address(task), {"done": "no"})

    task.refresh_from_db()
    assert task.done_at is None


def test_a_script_gets_the_list_alone(client: Client, owner: User, task: ChecklistTask) -> None:
    client.force_login(owner)

    answer = client.post(address(task), {"done": "yes"}, headers={"X-Requested-With": "fetch"})

    page = answer.content.decode()
    assert page.startswith('<ul class="tasks">')
    assert 'aria-pressed="true"' in page


@pytest.mark.parametrize(
    ("email", "role", "status"),
    [
        ("co@example.org", Role.AUTHOR, 302),
        ("new@example.org", Role.EDITOR, 302),
        ("new@example.org", Role.AUTHOR, 404),
        ("new@example.org", Role.CONTRIBUTOR, 404),
    ],
    ids=["co-author", "editor", "stranger", "contributor"],
)
def test_who_may_edit_the_post_may_tick(
    client: Client, task: ChecklistTask, email: str, role: Role, status: int
) -> None:
    user = User.objects.filter(email=email).first() or UserFactory(role=role, email=email)
    client.force_login(user)

    answer = client.post(address(task), {"done": "yes"})

    task.refresh_from_db()
    assert answer.status_code == status
    assert (task.done_by == user) is (status == 302)


def test_somebody_who_is_not_signed_in_ticks_nothing(client: Client, task: ChecklistTask) -> None:
    answer = client.post(address(task), {"done": "yes"})

    task.refresh_from_db()
    assert answer["Location"].startswith("/accounts/login/")
    assert task.done_at is None


def test_an_item_of_another_post_or_of_none_is_not_found(
    client: Client, owner: User, task: ChecklistTask
) -> None:
    client.force_login(owner)
    other = make_post(by=owner)
    unknown = f"/admin/blog/post/{task.post_id}/checklist/{'9' * 19}/"

    answers = [client.post(address(task, other)), client.post(unknown)]

    assert [answer.status_code for answer in answers] == [404, 404]


def test_a_draft_shows_no_list(client: Client, owner: User) -> None:
    client.force_login(owner)
    post = make_post(by=owner)
    ChecklistTask.objects.create(post=post, text="Not yet")

    page = client.get(f"/admin/blog/post/{post.pk}/change/").content.decode()

    assert "Not yet" not in page


def test_an_editor_writes_items_for_a_category_or_for_all(as_editor: Client) -> None:
    sent = {"text": "Ring the bell", "category": "", "position": "4", "is_active": "on"}

    as_editor.post("/admin/blog/checklistitem/add/", sent)
    again = as_editor.post("/admin/blog/checklistitem/add/", sent)

    assert ChecklistItem.objects.filter(text="Ring the bell").count() == 1
    assert "There is such an item already." in again.content.decode()
