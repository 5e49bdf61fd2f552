"""The kinds of mail that people choose from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction

from blog.models import NotificationChoice

if TYPE_CHECKING:
    from accounts.models import User


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of mail. `because` goes on from “You get this mail because”.

    Only people with `permission` ever get it; empty: everybody who writes here.
    """

    name: str
    label: str
    because: str
    default: bool = True
    permission: str = ""


ASKED = Kind("asked", "Texts I am asked to review", "you are asked to review this text.")
SUBMITTED = Kind(
    "submitted",
    "Texts that wait for any editor",
    "a text waits for review and nobody was asked by name.",
    permission="blog.publish_all_posts",
)
DECIDED = Kind(
    "decided", "Decisions on my texts", "somebody approved your text or asks you for changes."
)
MENTIONS = Kind("mentions", "Remarks that name me", "somebody named you in a remark.")
COMMENTS = Kind(
    "comments",
    "Remarks on my texts",
    "somebody wrote a remark on your text, or in a conversation you take part in.",
)
SIGN_OFFS = Kind(
    "sign_offs", "Partners’ answers", "a partner answered about a text that is in your hands."
)
MOVED = Kind(
    "moved",
    "My texts published or taken down",
    "somebody else published your text, scheduled it or took it down.",
)
HANDED = Kind("handed", "Texts handed to me", "work of somebody else is yours now.")
JOINED = Kind(
    "joined",
    "People I invited",
    "somebody accepted your invitation.",
    permission="accounts.invite_user",
)
CHECKED = Kind(
    "checked",
    "Things done after publishing my posts",
    "somebody ticked something on the checklist of your post.",
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
