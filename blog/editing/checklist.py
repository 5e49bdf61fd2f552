"""What is to be done after a post was published: made once, ticked by people."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from blog.editing.events import record
from blog.models import ChecklistItem, ChecklistTask, Event, Post

if TYPE_CHECKING:
    from accounts.models import User

SHIPPED = (
    "Tell the partners that it is out",
    "Share it where our readers are",
    "Add it to the newsletter",
)
_APPEARING = (Event.Kind.PUBLISHED, Event.Kind.SCHEDULED)


def make_tasks(sender: Any, event: Event, **kwargs: Any) -> None:
    """Give a post its checklist when a person first publishes or schedules it.

    Receives `recorded`. What the program publishes, such as an import, has none: nobody is to
    share ten-year-old posts.
    """
    post = event.post
    if event.kind not in _APPEARING or event.by is None or post is None:
        return
    if ChecklistTask.objects.filter(post=post).exists():
        return
    items = ChecklistItem.objects.filter(
        Q(category=None) | Q(category=post.category_id), is_active=True
    )
    # Two items of one wording, for all and for the category, are one thing to do.
    rows = {item.text: item for item in items}
    ChecklistTask.objects.bulk_create(
        (
            ChecklistTask(post=post, item=item, text=text, position=number)
            for number, (text, item) in enumerate(rows.items())
        ),
        ignore_conflicts=True,
    )


@transaction.atomic
def tick(task: ChecklistTask, by: User) -> None:
    """Note that it is done, by whom and when; what is done already stays as it is.

    Raises PermissionDenied.
    """
    task = _locked(task, by)
    if task.done_at is not None:
        return
    task.done_at, task.done_by, task.done_by_name = timezone.now(), by, str(by)
    task.save(update_fields=["done_at", "done_by", "done_by_name"])
    record(Event.Kind.CHECKED_OFF, document=task.post, by=by, note=task.text)


@transaction.atomic
def untick(task: ChecklistTask, by: User) -> None:
    """Note that it is not done after all. Raises PermissionDenied."""
    task = _locked(task, by)
    task.done_at, task.done_by, task.done_by_name = None, None, ""
    task.save(update_fields=["done_at", "done_by", "done_by_name"])


def open_tasks(user: User) -> Any:
    """Return what is still to do for posts that are public and that the user may edit."""
    posts: Any = Post.objects.editable_by(user).published()
    return ChecklistTask.objects.open().filter(post__in=posts.values("pk")).select_related("post")


def _locked(task: ChecklistTask, by: User) -> ChecklistTask:
    if not task.post.can_be_edited_by(by):
        raise PermissionDenied("This post is not yours to edit.")
    ChecklistTask.objects.select_for_update().get(pk=task.pk)
    task.refresh_from_db()
    return task
