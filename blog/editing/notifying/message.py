"""One mail about one event to one person."""

from __future__ import annotations

import re
import textwrap
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse

from blog.editing.notifying.kinds import KINDS
from blog.editing.notifying.places import place_of
from blog.editing.notifying.recipients import comment_of, document_of
from blog.editing.notifying.wording import WORDINGS
from blog.models import Event, Notification, SiteSettings
from blog.models.addresses import absolute
from blog.models.languages import speaking

if TYPE_CHECKING:
    from accounts.models import User

COLUMNS = 78
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")


def message_for(notification: Notification) -> EmailMultiAlternatives | None:
    """Return the mail; None where its reader may not open what it is about."""
    event, user = notification.event, notification.user
    place = place_of(event, user)
    kind = KINDS.get(notification.kind)
    if place is None or kind is None:
        return None
    about = about_us()
    with speaking(about["site"].language):
        context = {
            "user": user,
            "wording": WORDINGS[Event.Kind(event.kind)].filled(event),
            "note": _note(event),
            "quote": _quote(event),
            "address": absolute(place),
            "because": kind.because,
            **about,
        }
        return built("notification", user, context, references=_thread(event))


def about_us() -> dict[str, Any]:
    """Return what every mail says of the publication."""
    return {
        "site": SiteSettings.load(),
        "site_url": settings.SITE_URL,
        "choices_url": absolute(reverse("account_notifications")),
    }


def built(
    template: str, user: User, context: dict[str, Any], *, references: str
) -> EmailMultiAlternatives:
    """Return a mail of both parts, made from email/<template>.txt and .html.

    Programs that answer mails by themselves leave it alone (RFC 3834), and mail programs can
    sort it (RFC 2919) and offer the page of choices (RFC 2369).
    """
    host = urlsplit(settings.SITE_URL).hostname
    message = EmailMultiAlternatives(
        subject=one_line(f"[{context['site'].name}] {context['wording'].subject}"),
        body=wrapped(render_to_string(f"email/{template}.txt", context)),
        to=[user.email],
        headers={
            "Auto-Submitted": "auto-generated",
            "List-Id": f"<notifications.{host}>",
            "List-Unsubscribe": f"<{context['choices_url']}>",
            "References": f"<{references}@{host}>",
        },
    )
    message.attach_alternative(render_to_string(f"email/{template}.html", context), "text/html")
    return message


def one_line(text: str) -> str:
    """Return the text without anything that could begin another header."""
    return " ".join(_CONTROL.sub(" ", text).split())


def wrapped(text: str) -> str:
    """Return the text in lines of at most 78 columns; what is quoted stays so, addresses whole."""
    lines = []
    for line in text.strip().splitlines():
        quoted = "> " if line.startswith("> ") else ""
        lines += textwrap.wrap(
            line,
            COLUMNS,
            subsequent_indent=quoted,
            break_long_words=False,
            break_on_hyphens=False,
        ) or [""]
    return "\n".join(lines) + "\n"


def _note(event: Event) -> list[str]:
    """Return what was written with it, by paragraph."""
    comment = comment_of(event)
    text = comment.text if comment else event.note
    return [_CONTROL.sub(" ", line) for line in text.splitlines() if line.strip()]


def _quote(event: Event) -> str:
    comment = comment_of(event)
    quote = (comment.thread or comment).quote if comment else ""
    return textwrap.shorten(_CONTROL.sub(" ", quote), 200, placeholder="…")


def _thread(event: Event) -> str:
    """Return what mails about the same text share, so that they stand together."""
    document = document_of(event)
    return f"{document._meta.model_name}-{document.pk}" if document else f"event-{event.pk}"
