"""What a mail about each event says, in words."""

from __future__ import annotations

from dataclasses import dataclass

from blog.models import Event

E = Event.Kind
TITLE_MAX = 120


@dataclass(frozen=True, slots=True)
class Wording:
    """A subject line, a sentence, and what the link is called; {who} and {what} are filled in."""

    subject: str
    sentence: str
    link: str

    def filled(self, event: Event) -> Wording:
        """Return it about this event."""
        who, what = event.by_name or "Masthead", short(event.subject)
        # Not `format`: a title may have braces of its own.
        subject, sentence = (
            text.replace("{who}", who).replace("{what}", what)
            for text in (self.subject, self.sentence)
        )
        return Wording(subject, sentence, self.link)


OPEN, READ, COMMENT = "Open the text", "Read it", "Open the comment"

WORDINGS = {
    E.SUBMITTED: Wording("“{what}” waits for review", "{who} submitted “{what}” for review.", OPEN),
    E.WITHDRAWN: Wording(
        "“{what}” needs no review now", "{who} took “{what}” back from review.", OPEN
    ),
    E.ASSIGNED: Wording(
        "You are asked to review “{what}”", "{who} asks you to review “{what}”.", OPEN
    ),
    E.CHANGES_REQUESTED: Wording(
        "Changes asked for in “{what}”", "{who} asks for changes in “{what}”.", OPEN
    ),
    E.APPROVED: Wording("“{what}” is approved", "{who} approved “{what}”.", OPEN),
    E.COMMENTED: Wording("A comment on “{what}”", "{who} wrote a comment on “{what}”.", COMMENT),
    E.SIGNED_OFF: Wording("{who} agrees to “{what}”", "{who} agrees to “{what}”.", OPEN),
    E.SIGN_OFF_COMMENT: Wording(
        "{who} asks for changes in “{what}”", "{who} asks for changes in “{what}”.", OPEN
    ),
    E.PUBLISHED: Wording("“{what}” is published", "{who} published “{what}”.", READ),
    E.CHANGES_PUBLISHED: Wording(
        "Changes to “{what}” are published", "{who} published changes to “{what}”.", READ
    ),
    E.CORRECTED: Wording(
        "A correction of “{what}” is published", "{who} published a correction of “{what}”.", READ
    ),
    E.SCHEDULED: Wording("“{what}” is scheduled", "{who} scheduled “{what}”.", OPEN),
    E.UNSCHEDULED: Wording(
        "“{what}” is not scheduled any more", "{who} took “{what}” off the schedule.", OPEN
    ),
    E.UNPUBLISHED: Wording(
        "“{what}” is a draft again", "{who} took “{what}” off the site, back to draft.", OPEN
    ),
    E.ARCHIVED: Wording("“{what}” is archived", "{who} archived “{what}”.", OPEN),
    E.BROUGHT_BACK: Wording(
        "“{what}” is back from the archive", "{who} brought “{what}” back from the archive.", OPEN
    ),
    E.TRASHED: Wording(
        "“{what}” is in the trash", "{who} threw “{what}” away.", "Look into the trash"
    ),
    E.UNTRASHED: Wording(
        "“{what}” is back from the trash", "{who} brought “{what}” back from the trash.", OPEN
    ),
    E.HANDED_OVER: Wording("“{what}” is yours now", "{who} handed “{what}” to you.", OPEN),
    E.LEFT: Wording(
        "You take over from {what}",
        "{who} closed the account of {what} and handed unfinished work to you.",
        "See the texts",
    ),
    E.JOINED: Wording(
        "{what} accepted your invitation", "{what} accepted your invitation.", "See invitations"
    ),
    E.CHECKED_OFF: Wording(
        "Something is done for “{what}”", "{who} ticked something on the list of “{what}”.", OPEN
    ),
}


def short(title: str) -> str:
    """Return the title on one line, cut at a word where it is long."""
    line = " ".join(title.split())
    if len(line) <= TITLE_MAX:
        return line
    return line[:TITLE_MAX].rsplit(" ", 1)[0] + "…"
