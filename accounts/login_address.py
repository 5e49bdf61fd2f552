"""Keeps allauth's table of addresses in step with `User.email`.

`User.email` is who somebody is. allauth has a row for it, verified and primary, and at most one
more, unverified: the address a person is changing to and has not confirmed yet.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from accounts.models import User


def follow(user: User) -> None:
    """Make the user's address the one verified row, and forget an address they had before.

    Call it inside the transaction that stored the user. An address that waits for its
    confirmation stays, unless somebody else has it by now: then it could never be confirmed.
    """
    from allauth.account.models import EmailAddress

    rows = EmailAddress.objects.filter(user_id=user.pk)
    rows.filter(verified=True).exclude(email=user.email).delete()
    rows.exclude(email=user.email).update(primary=False)
    EmailAddress.objects.filter(email=user.email).exclude(user_id=user.pk).delete()
    EmailAddress.objects.update_or_create(
        user_id=user.pk, email=user.email, defaults={"verified": True, "primary": True}
    )
