"""The mail that asks a partner to sign off: sent by the worker, once, with a secret of its own."""

from __future__ import annotations

import logging
import smtplib
from datetime import timedelta
from typing import Any

from django.core.mail import EmailMultiAlternatives, get_connection
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone
from django_tasks import task

from accounts.secrets import new_secret
from blog.editing.preview_links import address_of
from blog.models import PreviewLink, SiteSettings

logger = logging.getLogger(__name__)

# Minutes until the next attempt, after each that no server took.
PAUSES = (1, 5, 30, 120)


@task()
def mail_request(link_pk: int, message: str, attempt: int = 0) -> bool:
    """Mail a link that asks for a sign-off; return whether a server took it.

    The link is claimed before, so that a second run sends nothing. Where the server certainly
    didn't take the mail, the claim is given back and another attempt follows later.
    """
    link, secret = _claim(link_pk)
    if link is None:
        return False
    try:
        _send(link, secret, message)
    except OSError as error:
        logger.warning("The request for a sign-off (link %s) was not sent: %r", link_pk, error)
        if _was_refused_for_now(error) and attempt < len(PAUSES):
            _try_later(link, message, attempt)
        return False
    PreviewLink.objects.filter(pk=link_pk).update(mailed_at=timezone.now())
    return True


def _claim(link_pk: int) -> tuple[PreviewLink | None, str]:
    """Take the link on, with a new secret: the mail alone holds it, no job and no table does."""
    secret, token_hash = new_secret()
    unsent: Any = PreviewLink.objects.working().filter(pk=link_pk, mail_claimed_at=None)
    if not unsent.update(mail_claimed_at=timezone.now(), token_hash=token_hash):
        return None, ""
    related = ("post", "page", "collaborator", "revision", "created_by")
    return PreviewLink.objects.select_related(*related).get(pk=link_pk), secret


def _send(link: PreviewLink, secret: str, message: str) -> None:
    document, site = link.document, SiteSettings.load()
    shown = link.revision.data["title"] if link.revision else str(document)
    context = {
        "site": site,
        "link": link,
        "title": shown,
        "message": message,
        "asker": link.created_by,
        "address": address_of(secret),
    }
    subject = f"{site.name} asks {link.collaborator} to agree to “{shown}”"
    with timezone.override(site.zone):
        text = render_to_string("email/sign_off_request.txt", context)
        html = render_to_string("email/sign_off_request.html", context)
    mail = EmailMultiAlternatives(
        # A subject is one line.
        " ".join(subject.split()),
        text,
        to=[link.email],
        reply_to=[link.created_by.email] if link.created_by else None,
        headers={"Auto-Submitted": "auto-generated"},
    )
    mail.attach_alternative(html, "text/html")
    with get_connection() as connection:
        connection.send_messages([mail])


def _was_refused_for_now(error: OSError) -> bool:
    """Whether the server certainly took nothing, and may take it later (RFC 5321, 4yz)."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return all(400 <= code < 500 for code, _ in error.recipients.values())
    if isinstance(error, smtplib.SMTPResponseException):
        return 400 <= error.smtp_code < 500
    # No connection came about. One that broke later may have carried the mail.
    return isinstance(error, ConnectionRefusedError)


def _try_later(link: PreviewLink, message: str, attempt: int) -> None:
    with transaction.atomic():
        PreviewLink.objects.filter(pk=link.pk).update(mail_claimed_at=None)
        later = mail_request.using(run_after=timezone.now() + timedelta(minutes=PAUSES[attempt]))
        later.enqueue(link_pk=link.pk, message=message, attempt=attempt + 1)
