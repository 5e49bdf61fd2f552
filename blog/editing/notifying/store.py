"""Keeping, beside each event, who is to be told of it."""

from __future__ import annotations

from typing import Any

from blog.editing.notifying.deliver import deliver
from blog.editing.notifying.rules import told
from blog.models import Event, Notification


def tell(event: Event, **kwargs: Any) -> None:
    """Store who is told of the event, and have the worker send the mails; receives `recorded`.

    The job is a row of the same transaction: it exists exactly if the event does.
    """
    users = told(event)
    if not users:
        return
    Notification.objects.bulk_create(
        Notification(user_id=user, event=event, kind=kind.name) for user, kind in users.items()
    )
    deliver.enqueue(event_pk=event.pk)
