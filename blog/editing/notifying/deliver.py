"""Sending what is to be told, by the worker: at most once each, whoever is killed when."""

from __future__ import annotations

import logging

from django.core.mail import EmailMultiAlternatives
from django.utils import timezone
from django_tasks import task

from blog.attempts import try_again
from blog.editing.notifying.handing_over import (
    PAUSES,
    NoServer,
    NotAccepted,
    hand_over,
    mail_server,
)
from blog.editing.notifying.kinds import KINDS, wanting
from blog.editing.notifying.message import message_for
from blog.models import Notification

logger = logging.getLogger(__name__)


@task()
def deliver(event_pk: int, attempt: int = 0) -> dict[str, int]:
    """Send what nobody sent yet about the event; a second run sends nothing twice.

    Each mail is claimed before it goes out. A worker that dies in between leaves one claimed
    and unsent: it may or may not have gone out, so that nobody sends it again.
    """
    rows = Notification.objects.filter(event=event_pk).select_related("user", "event")
    _log_lost(event_pk)
    sent = waiting = 0
    for row in rows.free().order_by("pk"):
        try:
            sent += _send(row)
        except NotAccepted as error:
            waiting += 1
            logger.warning("No mail server took notification %s: %s", row.pk, error)
            if isinstance(error, NoServer):
                break
        except Exception:
            # One that can't be written or sent must not keep the others.
            logger.exception("Notification %s was not sent", row.pk)
    if waiting and not try_again(deliver, attempt, PAUSES, event_pk=event_pk):
        logger.error("The mails about event %s are given up: no server took them", event_pk)
    return {"sent": sent, "waiting": waiting}


def _send(row: Notification) -> bool:
    """Send one, unless another worker has it or nobody wants it any more.

    Raises NotAccepted; then it is as it was before.
    """
    message = _still_wanted(row)
    if message is None:
        Notification.objects.free().filter(pk=row.pk).delete()
        return False
    with mail_server() as connection:
        if not Notification.objects.claim(row.pk):
            return False
        try:
            hand_over(message, connection)
        except NotAccepted:
            Notification.objects.give_back(row.pk)
            raise
    Notification.objects.filter(pk=row.pk).update(sent_at=timezone.now())
    return True


def _still_wanted(row: Notification) -> EmailMultiAlternatives | None:
    kind = KINDS.get(row.kind)
    if kind is None or not row.user.is_active or not wanting([row.user], kind):
        return None
    return message_for(row)


def _log_lost(event_pk: int) -> None:
    lost = Notification.objects.lost().filter(event=event_pk)
    for pk in lost.values_list("pk", flat=True):
        logger.error("Notification %s was begun and never finished: it is not sent again", pk)
