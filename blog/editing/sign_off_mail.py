"""The mail that asks a partner to sign off: sent by the worker, once, with a secret of its own."""

from __future__ import annotations

import logging
from typing import Any

from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from django_tasks import task

from accounts.secrets import new_secret
from blog.attempts import try_again
from blog.editing.notifying.handing_over import (
    PAUSES,
    REFUSALS,
    NotAccepted,
    hand_over,
    mail_server,
)
from blog.editing.notifying.message import about_us, one_line, wrapped
from blog.editing.preview_links import address_of
from blog.models import PreviewLink
from blog.models.languages import speaking

logger = logging.getLogger(__name__)


@task()
def mail_request(link_pk: int, message: str, attempt: int = 0) -> bool:
    """Mail a link that asks for a sign-off; return whether a server took it.

    The link is claimed before, so that a second run sends nothing. Where the server certainly
    didn't take the mail, the claim is given back and another attempt follows later.
    """
    try:
        with mail_server() as connection:
            link, secret = _claim(link_pk)
            if link is None:
                return False
            hand_over(_mail(link, secret, message), connection)
    except NotAccepted as error:
        _try_later(link_pk, message, attempt, error)
        return False
    except REFUSALS as error:
        logger.warning("No server takes the mail with link %s: %s", link_pk, error)
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


def _mail(link: PreviewLink, secret: str, message: str) -> EmailMultiAlternatives:
    asker, about = link.created_by, about_us()
    context = {
        **about,
        "link": link,
        "title": link.revision.data["title"] if link.revision else str(link.document),
        "message": [line for line in message.splitlines() if line.strip()],
        "asker": (asker and asker.name) or about["site"].name,
        "address": address_of(secret),
    }
    site = about["site"]
    with timezone.override(site.zone), speaking(link.document.language, site.language):
        text = render_to_string("email/sign_off_request.txt", context)
        html = render_to_string("email/sign_off_request.html", context)
        subject = _("%(site)s asks %(partner)s about “%(title)s”") % {
            "site": site.name,
            "partner": link.collaborator,
            "title": context["title"],
        }
    mail = EmailMultiAlternatives(
        one_line(subject),
        wrapped(text),
        to=[link.email],
        reply_to=[asker.email] if asker else None,
        headers={"Auto-Submitted": "auto-generated"},
    )
    mail.attach_alternative(html, "text/html")
    return mail


def _try_later(link_pk: int, message: str, attempt: int, error: NotAccepted) -> None:
    """Ask for another attempt; after the last, leave the link claimed, which says it failed."""
    logger.warning("No mail server took the mail with link %s: %s", link_pk, error)
    link = PreviewLink.objects.filter(pk=link_pk, mailed_at=None)
    with transaction.atomic():
        link.update(mail_claimed_at=None)
        if not try_again(mail_request, attempt, PAUSES, link_pk=link_pk, message=message):
            link.update(mail_claimed_at=timezone.now())
