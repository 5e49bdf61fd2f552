"""What is to do after publishing: when it is asked for, and who ticked it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from accounts.models import User
from accounts.roles import Role
from blog.editing.checklist import (
    SHIPPED,
    make_tasks,
    open_tasks,
    seed_checklist,
    tasks_of,
    tick,
    untick,
)
from blog.editing.revisions import save
from blog.editing.workflow import publish, schedule, unpublish, unschedule
from blog.models import ChecklistItem, ChecklistTask, Event, Post
from tests.factories import AuthorFactory, CategoryFactory, UserFactory, make_page, make_post

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor() -> User:
    return UserFactory(role=Role.EDITOR, name="Edda")


@pytest.fixture
def items() -> None:
    """Leave one item for all, instead of those that come with Masthead."""
    ChecklistItem.objects.all().delete()
    ChecklistItem.objects.create(text="Tell the partner")


def texts(post: Post) -> list[str]:
    return [task.text for task in ChecklistTask.objects.filter(post=post)]


def test_three_items_come_with_masthead() -> None:
    assert tuple(item.text for item in ChecklistItem.objects.all()) == SHIPPED


def test_what_somebody_deleted_does_not_come_back_with_an_upgrade() -> None:
    ChecklistItem.objects.all().delete()

    seed_checklist(plan=[])

    assert not ChecklistItem.objects.exists()


@pytest.mark.usefixtures("items")
class TestMaking:
    def test_publishing_makes_what_is_asked_of_all_and_of_the_category(self, editor: User) -> None:
        essays, news = CategoryFactory(), CategoryFactory()
        ChecklistItem.objects.create(text="Send to the printer", category=essays, position=2)
        ChecklistItem.objects.create(text="Call the press", category=news)
        ChecklistItem.objects.create(text="Ring the bell", is_active=False)
        post = make_post(category=essays)

        publish(post, by=editor)

        assert texts(post) == ["Tell the partner", "Send to the printer"]

    def test_one_wording_is_one_thing_to_do(self, editor: User) -> None:
        essays = CategoryFactory()
        ChecklistItem.objects.create(text="Tell the partner", category=essays)
        post = make_post(category=essays)

        publish(post, by=editor)

        assert texts(post) == ["Tell the partner"]

    def test_what_the_program_publishes_has_none(self, editor: User) -> None:
        imported = make_post(published=True)
        unpublish(imported, by=editor)

        publish(imported, by=editor)

        assert texts(imported) == []

    def test_what_is_dated_long_ago_has_none(self, editor: User) -> None:
        post = make_post()

        publish(post, by=editor, at=timezone.now() - timedelta(days=400))

        assert texts(post) == []

    def test_a_page_has_none(self, editor: User) -> None:
        publish(make_page(published=False), by=editor)

        assert not ChecklistTask.objects.exists()

    def test_publishing_again_keeps_the_ticks_and_adds_nothing(self, editor: User) -> None:
        essays = CategoryFactory()
        ChecklistItem.objects.create(text="Send to the printer", category=essays)
        post = make_post()
        publish(post, by=editor)
        tick(ChecklistTask.objects.get(), editor)

        save(post, post.newest_snapshot().changed(category=None, body="New."), by=editor)
        publish(post, by=editor)
        unpublish(post, by=editor)
        publish(post, by=editor)

        task = ChecklistTask.objects.get()
        assert (task.text, task.done_by) == ("Tell the partner", editor)

    def test_scheduling_anew_follows_the_category_of_then(self, editor: User) -> None:
        essays = CategoryFactory()
        ChecklistItem.objects.create(text="Send to the printer", category=essays, position=2)
        post = make_post(category=essays)
        soon = timezone.now() + timedelta(days=2)
        schedule(post, by=editor, at=soon)
        unschedule(post, by=editor)
        save(post, post.newest_snapshot().changed(category=None), by=editor)

        schedule(post, by=editor, at=soon)

        assert texts(post) == ["Tell the partner"]

    def test_an_item_that_is_deleted_later_stays_to_do(self, editor: User) -> None:
        post = make_post()
        publish(post, by=editor)

        ChecklistItem.objects.all().delete()

        assert texts(post) == ["Tell the partner"]

    def test_the_same_event_twice_makes_one_list(self, editor: User) -> None:
        post = make_post()
        publish(post, by=editor)

        make_tasks(Event, Event.objects.get(post=post, kind=Event.Kind.PUBLISHED))

        assert texts(post) == ["Tell the partner"]


@pytest.mark.usefixtures("items")
class TestTicking:
    @pytest.fixture
    def task(self, editor: User) -> ChecklistTask:
        post = make_post()
        publish(post, by=editor)
        return ChecklistTask.objects.get()

    def test_a_tick_says_who_and_when_and_is_an_event(
        self, task: ChecklistTask, editor: User
    ) -> None:
        tick(task, editor)
        tick(task, UserFactory(role=Role.EDITOR))

        assert (task.done_by_name, task.done_at is not None) == ("Edda", True)
        event = Event.objects.get(kind=Event.Kind.CHECKED_OFF)
        assert (event.post, event.by, event.note) == (task.post, editor, "Tell the partner")

    def test_an_unticked_item_is_open_again(self, task: ChecklistTask, editor: User) -> None:
        tick(task, editor)

        untick(task, editor)

        assert (task.done_at, task.done_by, task.done_by_name) == (None, None, "")
        assert list(open_tasks(editor)) == [task]

    @pytest.mark.parametrize("role", [Role.CONTRIBUTOR, Role.AUTHOR])
    def test_somebody_elses_post_is_not_ticked(self, task: ChecklistTask, role: Role) -> None:
        stranger = UserFactory(role=role)

        with pytest.raises(PermissionDenied):
            tick(task, stranger)

        assert list(open_tasks(stranger)) == []
        assert ChecklistTask.objects.open().count() == 1

    def test_a_co_author_sees_and_ticks(self, editor: User) -> None:
        me = UserFactory(role=Role.AUTHOR)
        post = make_post(credits=[AuthorFactory(user=me)])
        publish(post, by=editor)

        tick(open_tasks(me).get(), me)

        assert list(open_tasks(me)) == []

    def test_what_is_scheduled_asks_nothing_before_it_is_public(self, editor: User) -> None:
        post = make_post()
        schedule(post, by=editor, at=timezone.now() + timedelta(days=2))

        before = (list(tasks_of(post)), list(open_tasks(editor)))
        Post.objects.filter(pk=post.pk).update(published_at=timezone.now())
        post.refresh_from_db()

        assert before == ([], [])
        assert list(tasks_of(post)) == list(open_tasks(editor)) != []
