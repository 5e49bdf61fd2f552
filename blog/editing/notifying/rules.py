"""The one table of who is told what: for each event, kinds of mail and whom they go to."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from blog.editing.notifying import kinds, recipients
from blog.editing.notifying.kinds import Kind
from blog.models import Event

if TYPE_CHECKING:
    from accounts.models import User

    Whom = Callable[[Event], Iterable[User]]

E = Event.Kind
MINE = ((kinds.MOVED, recipients.authors),)

# Who is named by two lines gets the mail of the first.
TABLE: dict[Event.Kind, tuple[tuple[Kind, Whom], ...]] = {
    E.SUBMITTED: ((kinds.ASKED, recipients.reviewer), (kinds.SUBMITTED, recipients.editors)),
    E.WITHDRAWN: ((kinds.ASKED, recipients.reviewer),),
    E.ASSIGNED: ((kinds.ASKED, recipients.reviewer),),
    E.CHANGES_REQUESTED: ((kinds.DECIDED, recipients.authors),),
    E.APPROVED: ((kinds.DECIDED, recipients.authors),),
    E.COMMENTED: (
        (kinds.MENTIONS, recipients.mentioned),
        (kinds.COMMENTS, recipients.authors),
        (kinds.COMMENTS, recipients.participants),
    ),
    E.SIGNED_OFF: (
        (kinds.SIGN_OFFS, recipients.authors),
        (kinds.SIGN_OFFS, recipients.askers),
        (kinds.SIGN_OFFS, recipients.reviewer),
    ),
    E.PUBLISHED: MINE,
    E.CHANGES_PUBLISHED: MINE,
    E.CORRECTED: MINE,
    E.SCHEDULED: MINE,
    E.UNSCHEDULED: MINE,
    E.UNPUBLISHED: MINE,
    E.ARCHIVED: MINE,
    E.BROUGHT_BACK: MINE,
    E.TRASHED: MINE,
    E.UNTRASHED: MINE,
    E.HANDED_OVER: ((kinds.HANDED, recipients.owner),),
    E.LEFT: ((kinds.HANDED, recipients.heir),),
    E.JOINED: ((kinds.JOINED, recipients.inviter),),
    E.CHECKED_OFF: ((kinds.CHECKED, recipients.authors),),
}
TABLE[E.SIGN_OFF_COMMENT] = TABLE[E.SIGNED_OFF]


def told(event: Event) -> dict[int, Kind]:
    """Return who is told of the event, by the user's key, and by which kind of mail.

    Never whoever did it, and nobody who doesn't want that kind. What the program did by itself,
    such as an import of a hundred posts, is told to nobody.
    """
    if event.by_id is None and not event.by_name:
        return {}
    found: dict[int, Kind] = {}
    for kind, whom in TABLE.get(E(event.kind), ()):
        users = [user for user in whom(event) if user.pk != event.by_id]
        for user in kinds.wanting(users, kind) if users else ():
            found.setdefault(user.pk, kind)
    return found
