"""Handing a mail to the mail server, and telling “not now” from “never”."""

from __future__ import annotations

import smtplib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

from django.core.mail import EmailMultiAlternatives, get_connection

# How long to wait where no server takes mail; after the last, the mail is given up.
PAUSES = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 360))

# What a server answers that will not have the mail, now or ever.
REFUSALS = (smtplib.SMTPResponseException, smtplib.SMTPRecipientsRefused)


class NotAccepted(Exception):
    """No server took the mail for certain, so that it may be tried again."""


class NoServer(NotAccepted):
    """No mail server answers at all."""


@contextmanager
def mail_server() -> Iterator[Any]:
    """Open the line to the mail server and close it again; raises NoServer where none answers."""
    connection = get_connection()
    try:
        connection.open()
    except OSError as error:
        raise NoServer(error) from error
    try:
        yield connection
    finally:
        connection.close()


def hand_over(message: EmailMultiAlternatives, connection: Any) -> None:
    """Send a mail on an open line.

    Raises NotAccepted where the server said “not now”, one of REFUSALS where it said “never”, and
    whatever else went wrong as it is: then the mail may or may not have gone out.
    """
    message.connection = connection
    try:
        message.send()
    except REFUSALS as error:
        if not _is_for_now(error):
            raise
        raise NotAccepted(error) from error


def _is_for_now(error: smtplib.SMTPException) -> bool:
    """Whether the answer was of RFC 5321's transient kind (section 4.2.1: 4yz)."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        codes = [code for code, _ in error.recipients.values()]
    else:
        codes = [getattr(error, "smtp_code", 0)]
    return bool(codes) and all(400 <= code < 500 for code in codes)
