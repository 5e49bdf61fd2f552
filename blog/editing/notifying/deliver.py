"""Sending what is to be told, by the worker: at most once each, whoever is killed when."""

from __future__ import annotations

import logging
import smtplib
from datetime import timedelta

from django.core.mail import EmailMultiAlternatives, get_connection
from django.utils import timezone
from django_tasks import task

from blog.editing.notifying.kinds import KINDS, wanting
from blog.editing.notifying.message import message_for
from blog.models import Notification

logger = logging.getLogger(__name__)

# How long to wait where no server takes mail; after the last, the mail is given up.
PAUSES = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 360))
# What was claimed so long ago and not sent was in the hands of a worker that is gone.
LOST_AFTER = timedelta(minutes=2)


class NotAccepted(Exception):
    """No server took the mail for certain, so that it may be tried again."""


class NoServer(NotAccepted):
    """No mail server answers at all."""


@task()
def deliver(event_pk: int, attempt: int = 0) -> dict[str, int]:
    """Send what nobody sent yet about the event; a second run sends nothing twice.

    Each mail is claimed before it goes out. A worker that dies in between leaves one claimed
    and unsent: it may or may not have gone out, so that nobody sends it again.
    """
    rows = Notification.objects.filter(event=event_pk).select_related("user", "event")
    _log_lost(event_pk)
    sent = waiting = 0
    for row in rows.filter(claimed_at=None).order_by("pk"):
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
    if waiting:
        _try_again(event_pk, attempt)
    return {"sent": sent, "waiting": waiting}


def _send(row: Notification) -> bool:
    """Send one, unless another worker has it or nobody wants it any more.

    Raises NotAccepted; then it is as it was before.
    """
    message = _still_wanted(row)
    if message is None:
        Notification.objects.filter(pk=row.pk, claimed_at=None).delete()
        return False
    connection = get_connection()
    try:
        connection.open()
    except OSError as error:
        raise NoServer(error) from error
    try:
        if not _claimed(row):
            return False
        message.connection = connection
        _hand_over(message, row)
    finally:
        connection.close()
    Notification.objects.filter(pk=row.pk).update(sent_at=timezone.now())
    return True


def _still_wanted(row: Notification) -> EmailMultiAlternatives | None:
    kind = KINDS.get(row.kind)
    if kind is None or not row.user.is_active or not wanting([row.user], kind):
        return None
    return message_for(row)


def _claimed(row: Notification) -> bool:
    """Take the mail for this worker alone; stored before anything goes out."""
    free = Notification.objects.filter(pk=row.pk, claimed_at=None)
    return free.update(claimed_at=timezone.now()) == 1


def _hand_over(message: EmailMultiAlternatives, row: Notification) -> None:
    try:
        message.send()
    except (smtplib.SMTPResponseException, smtplib.SMTPRecipientsRefused) as error:
        if not is_refused_for_now(error):
            raise
        Notification.objects.filter(pk=row.pk).update(claimed_at=None)
        raise NotAccepted(error) from error


def is_refused_for_now(error: smtplib.SMTPException) -> bool:
    """Whether the server said “not now” (RFC 5321, section 4.2.1: 4yz), not “never”."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        codes = [code for code, _ in error.recipients.values()]
    else:
        codes = [getattr(error, "smtp_code", 0)]
    return bool(codes) and all(400 <= code < 500 for code in codes)


def _try_again(event_pk: int, attempt: int) -> None:
    if attempt >= len(PAUSES):
        logger.error("The mails about event %s are given up: no server took them", event_pk)
        return
    again = deliver.using(run_after=timezone.now() + PAUSES[attempt])
    again.enqueue(event_pk=event_pk, attempt=attempt + 1)


def _log_lost(event_pk: int) -> None:
    lost = Notification.objects.filter(
        event=event_pk, sent_at=None, claimed_at__lt=timezone.now() - LOST_AFTER
    )
    for pk in lost.values_list("pk", flat=True):
        logger.error("Notification %s was begun and never finished: it is not sent again", pk)
