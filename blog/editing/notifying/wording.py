"""What a mail about each event says, in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from blog.models import Event

E = Event.Kind
TITLE_MAX = 120


@dataclass(frozen=True, slots=True)
class Wording:
    """A subject line, a sentence, and what the link is called; {who} and {what} are filled in."""

    subject: Any
    sentence: Any
    link: Any

    def filled(self, event: Event) -> Wording:
        """Return it about this event."""
        who, what = event.by_name or "Masthead", short(event.subject)
        # Not `format`: a title may have braces of its own.
        subject, sentence = (
            str(text).replace("{who}", who).replace("{what}", what)
            for text in (self.subject, self.sentence)
        )
        return Wording(subject, sentence, str(self.link))


OPEN, READ, COMMENT = _("Open the text"), _("Read it"), _("Open the comment")

WORDINGS = {
    E.SUBMITTED: Wording(
        _("“{what}” waits for review"), _("{who} submitted “{what}” for review."), OPEN
    ),
    E.WITHDRAWN: Wording(
        _("“{what}” needs no review now"), _("{who} took “{what}” back from review."), OPEN
    ),
    E.ASSIGNED: Wording(
        _("You are asked to review “{what}”"), _("{who} asks you to review “{what}”."), OPEN
    ),
    E.CHANGES_REQUESTED: Wording(
        _("Changes asked for in “{what}”"), _("{who} asks for changes in “{what}”."), OPEN
    ),
    E.APPROVED: Wording(_("“{what}” is approved"), _("{who} approved “{what}”."), OPEN),
    E.COMMENTED: Wording(
        _("A comment on “{what}”"), _("{who} wrote a comment on “{what}”."), COMMENT
    ),
    E.SIGNED_OFF: Wording(_("{who} agrees to “{what}”"), _("{who} agrees to “{what}”."), OPEN),
    E.SIGN_OFF_COMMENT: Wording(
        _("{who} asks for changes in “{what}”"), _("{who} asks for changes in “{what}”."), OPEN
    ),
    E.PUBLISHED: Wording(_("“{what}” is published"), _("{who} published “{what}”."), READ),
    E.CHANGES_PUBLISHED: Wording(
        _("Changes to “{what}” are published"), _("{who} published changes to “{what}”."), READ
    ),
    E.CORRECTED: Wording(
        _("A correction of “{what}” is published"),
        _("{who} published a correction of “{what}”."),
        READ,
    ),
    E.SCHEDULED: Wording(_("“{what}” is scheduled"), _("{who} scheduled “{what}”."), OPEN),
    E.UNSCHEDULED: Wording(
        _("“{what}” is not scheduled any more"), _("{who} took “{what}” off the schedule."), OPEN
    ),
    E.UNPUBLISHED: Wording(
        _("“{what}” is a draft again"), _("{who} took “{what}” off the site, back to draft."), OPEN
    ),
    E.ARCHIVED: Wording(_("“{what}” is archived"), _("{who} archived “{what}”."), OPEN),
    E.BROUGHT_BACK: Wording(
        _("“{what}” is back from the archive"),
        _("{who} brought “{what}” back from the archive."),
        OPEN,
    ),
    E.TRASHED: Wording(
        _("“{what}” is in the trash"), _("{who} threw “{what}” away."), _("Look into the trash")
    ),
    E.UNTRASHED: Wording(
        _("“{what}” is back from the trash"), _("{who} brought “{what}” back from the trash."), OPEN
    ),
    E.HANDED_OVER: Wording(_("“{what}” is yours now"), _("{who} handed “{what}” to you."), OPEN),
    E.LEFT: Wording(
        _("You take over from {what}"),
        _("{who} closed the account of {what} and handed unfinished work to you."),
        _("See the texts"),
    ),
    E.JOINED: Wording(
        _("{what} accepted your invitation"),
        _("{what} accepted your invitation."),
        _("See invitations"),
    ),
    E.CHECKED_OFF: Wording(
        _("Something is done for “{what}”"),
        _("{who} ticked something on the list of “{what}”."),
        OPEN,
    ),
}


def short(title: str) -> str:
    """Return the title on one line, cut at a word where it is long."""
    line = " ".join(title.split())
    if len(line) <= TITLE_MAX:
        return line
    return line[:TITLE_MAX].rsplit(" ", 1)[0] + "…"
