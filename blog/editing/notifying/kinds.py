"""The kinds of mail that people choose from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from blog.models import NotificationChoice

if TYPE_CHECKING:
    from accounts.models import User


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of mail: when somebody gets it, told to them beforehand, and why, told in the mail.

    `because` goes on from “You get this mail because”. Only people with `permission` ever get
    it; empty: everybody who writes here.
    """

    name: str
    label: Any
    when: Any
    because: Any
    default: bool = True
    permission: str = ""


ASKED = Kind(
    "asked",
    _("Texts I am asked to review"),
    _("Somebody names you as the reviewer of a text, or submits one that you review."),
    _("you are asked to review this text."),
)
SUBMITTED = Kind(
    "submitted",
    _("Texts that wait for any editor"),
    _("Somebody submits a text, and nobody is named as its reviewer."),
    _("a text waits for review and nobody was asked by name."),
    permission="blog.publish_all_posts",
)
DECIDED = Kind(
    "decided",
    _("Decisions on my texts"),
    _("Somebody approves your text, or asks for changes in it."),
    _("this text is yours."),
)
MENTIONS = Kind(
    "mentions",
    _("Comments that name me"),
    _("Somebody writes @ and your name in a comment."),
    _("somebody named you in a comment."),
)
COMMENTS = Kind(
    "comments",
    _("Comments on my texts"),
    _("Somebody writes a comment on your text, or answers where you wrote one."),
    _("this text is yours, or you take part in the conversation."),
)
SIGN_OFFS = Kind(
    "sign_offs",
    _("Partners’ answers"),
    _("A partner agrees to a text that you wrote, review or sent to them, or asks for changes."),
    _("you wrote this text, review it, or asked the partner."),
)
MOVED = Kind(
    "moved",
    _("My texts published or taken down"),
    _("Somebody else publishes, schedules or archives your text, or throws a draft away."),
    _("this text is yours."),
)
HANDED = Kind(
    "handed",
    _("Texts handed to me"),
    _("You take over what somebody else began."),
    _("somebody else’s work is yours now."),
)
JOINED = Kind(
    "joined",
    _("People I invited"),
    _("Somebody accepts your invitation."),
    _("you invited this person."),
    permission="accounts.invite_user",
)
CHECKED = Kind(
    "checked",
    _("Things done after publishing"),
    _("Somebody ticks something on the checklist of your post."),
    _("this post is yours."),
    default=False,
)

KINDS = {
    kind.name: kind
    for kind in (
        ASKED,
        SUBMITTED,
        DECIDED,
        MENTIONS,
        COMMENTS,
        SIGN_OFFS,
        MOVED,
        HANDED,
        JOINED,
        CHECKED,
    )
}


def kinds_for(user: User) -> list[Kind]:
    """Return the kinds that this user can get at all."""
    if user.role is None:
        return []
    return [
        kind for kind in KINDS.values() if not kind.permission or user.has_perm(kind.permission)
    ]


def wanting(users: Iterable[User], kind: Kind) -> list[User]:
    """Return those of the users who want this kind; one query however many there are."""
    users = list(users)
    chosen = dict(
        NotificationChoice.objects.filter(user__in=users, kind=kind.name).values_list(
            "user", "wanted"
        )
    )
    return [user for user in users if chosen.get(user.pk, kind.default)]


def choices_of(user: User) -> dict[str, bool]:
    """Return for each kind that the user can get, by its name, whether they want it."""
    chosen = dict(user.notification_choices.values_list("kind", "wanted"))
    return {kind.name: chosen.get(kind.name, kind.default) for kind in kinds_for(user)}


@transaction.atomic
def choose(user: User, wanted: Iterable[str]) -> None:
    """Store that the user wants these kinds, by name, and none of the others they can get."""
    names = set(wanted)
    for kind in kinds_for(user):
        NotificationChoice.objects.update_or_create(
            user=user, kind=kind.name, defaults={"wanted": kind.name in names}
        )
