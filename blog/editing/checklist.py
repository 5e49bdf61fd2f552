"""What is to be done after a post was published: made once, ticked by people."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from blog.editing.access import NotEditable
from blog.editing.events import record
from blog.editing.seeding import is_time_to_seed
from blog.models import ChecklistItem, ChecklistTask, Event, Post

if TYPE_CHECKING:
    from accounts.models import User
    from blog.models.checklist import ChecklistTaskQuerySet

SHIPPED = (
    "Tell the partners that it is out",
    "Share it where our readers are",
    "Add it to the newsletter",
)
# The migration that makes the table; whoever deletes an item later doesn't get it back.
_TABLE_MADE_BY = ("blog", "0001_initial")
# What is dated earlier is no news, though it be published today.
NEWS_FOR_DAYS = 60
_APPEARING = (Event.Kind.PUBLISHED, Event.Kind.SCHEDULED)
# What only happens to a text that readers have seen.
_AFTER_APPEARING = (
    Event.Kind.PUBLISHED,
    Event.Kind.CHANGES_PUBLISHED,
    Event.Kind.CORRECTED,
    Event.Kind.UNPUBLISHED,
    Event.Kind.ARCHIVED,
)


def make_tasks(sender: Any, event: Event, **kwargs: Any) -> None:
    """Give a post its checklist when a person first publishes or schedules it.

    Receives `recorded`. What the program publishes, such as an import, has none, nor has what is
    dated long ago: nobody is to share ten-year-old posts. What is scheduled again before anybody
    saw it gets the list anew, since its category may be another; a list that somebody began to
    tick stays.
    """
    post = event.post
    if event.kind not in _APPEARING or event.by is None or post is None or _is_of_old(post):
        return
    known = ChecklistTask.objects.filter(post=post)
    earlier = Event.objects.filter(post=post, kind__in=_AFTER_APPEARING).exclude(pk=event.pk)
    if known.filter(done_at__isnull=False).exists() or earlier.exists():
        return
    known.delete()
    # Two items of one wording, for all and for the category, are one thing to do.
    rows = {item.text: item for item in _items_for(post)}
    ChecklistTask.objects.bulk_create(
        ChecklistTask(post=post, item=item, text=text, position=number)
        for number, (text, item) in enumerate(rows.items())
    )


def _is_of_old(post: Post) -> bool:
    long_ago = timezone.now() - timedelta(days=NEWS_FOR_DAYS)
    return post.published_at is not None and post.published_at < long_ago


def _items_for(post: Post) -> Any:
    wanted = Q(category=None) | Q(category=post.category_id)
    return ChecklistItem.objects.filter(wanted, is_active=True)


@transaction.atomic
def tick(task: ChecklistTask, by: User) -> None:
    """Note that it is done, by whom and when; what is done already stays as it is.

    Raises PermissionDenied, and NotEditable where it is gone.
    """
    task = _locked(task, by)
    if task.done_at is not None:
        return
    task.done_at, task.done_by, task.done_by_name = timezone.now(), by, str(by)
    task.save(update_fields=["done_at", "done_by", "done_by_name"])
    record(Event.Kind.CHECKED_OFF, document=task.post, by=by, note=task.text)


@transaction.atomic
def untick(task: ChecklistTask, by: User) -> None:
    """Note that it is not done after all. Raises as `tick` does."""
    task = _locked(task, by)
    task.done_at, task.done_by, task.done_by_name = None, None, ""
    task.save(update_fields=["done_at", "done_by", "done_by_name"])


def tasks_of(post: Post) -> ChecklistTaskQuerySet:
    """Return what is to do and was done for a post; nothing before readers can see it."""
    tasks: ChecklistTaskQuerySet = ChecklistTask.objects.filter(post=post)
    return tasks if post.is_public else tasks.none()


def open_tasks(user: User) -> ChecklistTaskQuerySet:
    """Return what is still to do for posts that are public and that the user may edit."""
    posts: Any = Post.objects.editable_by(user).published()
    tasks: ChecklistTaskQuerySet = ChecklistTask.objects.open()
    return tasks.filter(post__in=posts.values("pk")).select_related("post")


def open_by_post(user: User) -> ChecklistTaskQuerySet:
    """Return the same, that of the latest post first, with no more of a post than its title."""
    tasks = open_tasks(user).only("text", "position", "post__title")
    return tasks.order_by("-post__published_at", "-post", "position", "pk")


def _locked(task: ChecklistTask, by: User) -> ChecklistTask:
    if not task.post.can_be_edited_by(by):
        raise PermissionDenied("This post is not yours to edit.")
    if ChecklistTask.objects.select_for_update().filter(pk=task.pk).first() is None:
        raise NotEditable("It is no longer on the list.")
    task.refresh_from_db()
    return task


def seed_checklist(**kwargs: Any) -> None:
    """Make the items that come with Masthead, once: when their table is made or emptied.

    Receives `post_migrate`.
    """
    if not is_time_to_seed(kwargs.get("plan"), _TABLE_MADE_BY) or ChecklistItem.objects.exists():
        return
    ChecklistItem.objects.bulk_create(
        ChecklistItem(text=text, position=number) for number, text in enumerate(SHIPPED, start=1)
    )
