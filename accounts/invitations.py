"""Inviting people by e-mail, and what becomes of an invitation."""

from __future__ import annotations

from datetime import datetime, timedelta

from allauth.account.adapter import get_adapter
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Invitation, User, normal_email
from accounts.roles import Role
from accounts.secrets import hash_of, new_secret
from blog.editing.events import record
from blog.models import Author, Event
from blog.models.addresses import absolute, make_slug

DAYS = 14


def roles_for(user: User) -> list[Role]:
    """Return the roles in which the user may invite: none above their own."""
    own = user.role
    if own is None or not user.is_active or not user.has_perm("accounts.invite_user"):
        return []
    return list(Role)[: list(Role).index(own) + 1]


@transaction.atomic
def invite(
    email: str, *, role: Role, by: User, author: Author | None = None, author_name: str = ""
) -> tuple[Invitation, str]:
    """Store an invitation; return it with its secret, which is kept nowhere: send it at once.

    Whoever accepts becomes `author`, or a new author called `author_name`, or neither.
    Raises ValidationError (by field) and PermissionDenied.
    """
    may_invite(by, role)
    email = normal_email(email)
    _check_address(email)
    if author_name.strip():
        author = _new_author(author_name.strip())
    if author is not None:
        _check_author(author)
    secret, token_hash = new_secret()
    invitation = Invitation.objects.create(
        email=email,
        role=role.value,
        author=author,
        token_hash=token_hash,
        invited_by=by,
        expires_at=_later(),
    )
    record(Event.Kind.INVITED, by=by, subject=email, role=role.value, invitation=invitation.pk)
    return invitation, secret


@transaction.atomic
def renew(invitation: Invitation, *, by: User) -> str:
    """Give an invitation another secret and another two weeks; return the secret.

    The link sent before ends. Raises ValidationError where it was accepted or revoked, or its
    address has an account by now, and PermissionDenied.
    """
    may_invite(by, Role(invitation.role))
    invitation = _held(invitation)
    if invitation.accepted_at or invitation.revoked_at:
        raise ValidationError(f"The invitation of {invitation.email} is over. Make another one.")
    _check_no_account(invitation.email)
    secret, invitation.token_hash = new_secret()
    invitation.expires_at = _later()
    # Whoever sends it again answers for it: the first may be gone.
    invitation.invited_by = by
    invitation.save(update_fields=["token_hash", "expires_at", "invited_by"])
    return secret


@transaction.atomic
def revoke(invitation: Invitation, *, by: User) -> None:
    """End an invitation, at once; one that is revoked stays so.

    Raises ValidationError where it was accepted, and PermissionDenied.
    """
    may_invite(by, Role(invitation.role))
    invitation = _held(invitation)
    if invitation.accepted_at:
        raise ValidationError(f"{invitation.email} has accepted. To end it, close the account.")
    if invitation.revoked_at is None:
        invitation.revoked_at = timezone.now()
        invitation.save(update_fields=["revoked_at"])


def send(invitation: Invitation, secret: str) -> None:
    """Mail the link; raises OSError where no server takes it."""
    context = {
        "role": invitation.role,
        "inviter": invitation.invited_by,
        "author": invitation.author,
        "address": absolute(reverse("account_invitation", args=[secret])),
        "expires_at": invitation.expires_at,
    }
    get_adapter().send_mail("account/email/join", invitation.email, context)


def find(secret: str) -> Invitation | None:
    """Return the invitation that this secret opens now.

    None for one that is made up, expired, revoked, used, or came from somebody who could not
    give it any more.
    """
    found: Invitation | None = (
        Invitation.objects.open()
        .filter(token_hash=hash_of(secret))
        .select_related("invited_by", "author")
        .first()
    )
    if found is None or found.invited_by is None:
        return None
    return found if Role(found.role) in roles_for(found.invited_by) else None


@transaction.atomic
def accept(invitation: Invitation, *, name: str, password: str) -> User:
    """Make the account, with the role and the author profile; it works once.

    The link came by e-mail, so the address is confirmed by it. The caller has validated the
    password. Raises ValidationError where it was used or revoked meanwhile, or the address has
    an account by now.
    """
    invitation = _held(invitation)
    if not Invitation.objects.open().filter(pk=invitation.pk).exists():
        raise ValidationError(_("This invitation was used or ended a moment ago."))
    _check_no_account(invitation.email)
    user = _new_user(invitation, name, password)
    # The profile may have got another account meanwhile; then this one has none.
    if invitation.author_id is not None:
        Author.objects.filter(pk=invitation.author_id, user=None).update(user=user)
    invitation.accepted_at, invitation.user = timezone.now(), user
    invitation.save(update_fields=["accepted_at", "user"])
    record(
        Event.Kind.JOINED,
        by=user,
        subject=str(user),
        role=invitation.role,
        inviter=invitation.invited_by_id,
    )
    return user


def may_invite(by: User, role: Role) -> None:
    """Stop somebody who may not invite in this role; raises PermissionDenied."""
    if role not in roles_for(by):
        raise PermissionDenied("Your role does not let you invite in this role.")


def _new_user(invitation: Invitation, name: str, password: str) -> User:
    try:
        with transaction.atomic():
            return User.objects.create_user(
                invitation.email, password, role=Role(invitation.role), name=name
            )
    except IntegrityError as error:
        raise ValidationError(_has_account(invitation.email)) from error


def _held(invitation: Invitation) -> Invitation:
    """Return the row as it is now, held until the transaction ends."""
    held: Invitation = Invitation.objects.select_for_update().get(pk=invitation.pk)
    return held


def _later() -> datetime:
    return timezone.now() + timedelta(days=DAYS)


def _check_address(email: str) -> None:
    _check_no_account(email)
    if Invitation.objects.open().filter(email=email).exists():
        raise ValidationError(
            {
                "email": f"{email} has an open invitation. Send its link again from the list of "
                "invitations, or revoke it first."
            }
        )


def _check_no_account(email: str) -> None:
    if User.objects.filter(email=email).exists():
        raise ValidationError({"email": _has_account(email)})


def _has_account(email: str) -> str:
    return _(
        "%(email)s has an account already. An administrator can change its role, or open it again "
        "if it was closed."
    ) % {"email": email}


def _check_author(author: Author) -> None:
    if author.user_id is not None or author.merged_into_id is not None:
        raise ValidationError({"author": f"{author} belongs to another account already."})
    if Invitation.objects.open().filter(author=author).exists():
        raise ValidationError({"author": f"{author} is promised to somebody else who was invited."})


def _new_author(name: str) -> Author:
    wanted = make_slug(name, fallback="author")
    slugs = set(Author.objects.filter(slug__startswith=wanted).values_list("slug", flat=True))
    number, slug = 1, wanted
    while slug in slugs:
        number += 1
        slug = f"{wanted[:190]}-{number}"
    return Author.objects.create(name=name, slug=slug)
