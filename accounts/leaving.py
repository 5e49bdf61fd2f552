"""Somebody leaves: what was theirs to finish goes to a named person, and what they hold ends."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from allauth.account.models import EmailAddress
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from accounts.models import Invitation, User
from accounts.roles import Role
from accounts.standing import check_standing
from blog.editing.events import record
from blog.models import (
    Author,
    Event,
    Notification,
    Page,
    Post,
    Presence,
    PreviewLink,
    Status,
)


@dataclass(frozen=True, slots=True)
class Holdings:
    """How much somebody holds that would be left lying."""

    texts: int
    reviews: int
    links: int
    invitations: int

    @property
    def need_an_heir(self) -> bool:
        """Whether there is anything that somebody must go on with."""
        return bool(self.texts or self.reviews)


def holdings_of(user: User) -> Holdings:
    """Count what somebody would leave behind."""
    return Holdings(
        texts=sum(_unfinished(model, user).count() for model in (Post, Page)),
        reviews=sum(_to_review(model, user).count() for model in (Post, Page)),
        links=PreviewLink.objects.working().filter(created_by=user).count(),
        invitations=Invitation.objects.open().filter(invited_by=user).count(),
    )


def heirs_of(user: User) -> QuerySet[User]:
    """Return who can take over: everybody else who can sign in and may publish their own posts."""
    able = [role.value for role in Role if role is not Role.CONTRIBUTOR]
    in_role = User.groups.through.objects.filter(group__name__in=able).values("user")
    others = User.objects.filter(Q(pk__in=in_role) | Q(is_superuser=True), is_active=True)
    return others.exclude(pk=user.pk)


@transaction.atomic
def leave(user: User, *, by: User, heir: User | None = None) -> Holdings:
    """Close the account, hand over what is unfinished, and end all that the user holds.

    Bylines stay. Unfinished texts become the heir's, and so do reviews, except of texts that the
    heir wrote. Sessions, password links, preview links and open invitations end at once. The
    author profile is free for another account. Returns how much that was.
    Raises ValidationError as `check_standing` does, where the account is closed already, or where
    there is something to hand over and nobody, or nobody able, to take it.
    """
    check_standing(user, role=user.role, is_active=False, by=by)
    # Not its key: what the user does at this moment is recorded with it, and must not wait for us
    # while we wait for the text that it is done to.
    user = User.objects.select_for_update(no_key=True).get(pk=user.pk)
    if not user.is_active:
        raise ValidationError("This account is closed already.")
    holdings = holdings_of(user)
    _check_heir(user, heir, holdings)
    for model in (Post, Page):
        _hand_over(model, user, heir, by)
    _end_links(user, by)
    profile = _free_profile(user)
    _close(user)
    record(
        Event.Kind.LEFT,
        by=by,
        subject=str(user),
        user=user.pk,
        heir=heir.pk if heir and holdings.need_an_heir else None,
        profile=profile,
    )
    return holdings


@transaction.atomic
def come_back(user: User) -> None:
    """Open a closed account again, with the role and, if nobody else has it, the profile it had.

    Nothing that was handed over comes back, and the user needs a new password.
    """
    user.is_active = True
    user.save(update_fields=["is_active"])
    left = Event.objects.filter(kind=Event.Kind.LEFT, data__user=user.pk).first()
    profile = left.data.get("profile") if left else None
    if profile and not Author.objects.filter(user=user).exists():
        Author.objects.filter(pk=profile, user=None, merged_into=None).update(user=user)


def _check_heir(user: User, heir: User | None, holdings: Holdings) -> None:
    if heir is None and holdings.need_an_heir:
        raise ValidationError({"heir": "Choose who goes on with the unfinished work."})
    if heir is not None and not heirs_of(user).filter(pk=heir.pk).exists():
        raise ValidationError(
            {"heir": f"{heir} can't take over. Choose somebody who may publish their own posts."}
        )


def _unfinished(model: Any, user: User) -> Any:
    """Return what the user began and readers don't see all of: drafts, scheduled, changes."""
    ahead = Q(live_revision__isnull=False) & ~Q(live_revision=F("newest_revision"))
    waiting = Q(status=Status.DRAFT) | Q(published_at__gt=timezone.now()) | ahead
    return model.objects.filter(waiting, created_by=user, erased_at=None)


def _to_review(model: Any, user: User) -> Any:
    return model.objects.filter(reviewer=user)


def _hand_over(model: Any, user: User, heir: User | None, by: User) -> None:
    for document in _to_review(model, user):
        wrote = heir is not None and document.is_written_by(heir)
        model.objects.filter(pk=document.pk).update(reviewer=None if wrote else heir)
    if heir is None:
        return
    for document in _unfinished(model, user):
        model.objects.filter(pk=document.pk).update(created_by=heir)
        document.created_by = heir
        record(
            Event.Kind.HANDED_OVER,
            document=document,
            by=by,
            note=f"From {user} to {heir}.",
            leaving=True,
        )


def _end_links(user: User, by: User) -> None:
    now = timezone.now()
    working = PreviewLink.objects.working().filter(created_by=user)
    for link in working.select_related("post", "page"):
        PreviewLink.objects.filter(pk=link.pk).update(revoked_at=now)
        record(Event.Kind.LINK_REVOKED, document=link.document, by=by, note=link.label)
    Invitation.objects.open().filter(invited_by=user).update(revoked_at=now)


def _free_profile(user: User) -> int | None:
    profile = Author.objects.filter(user=user).values_list("pk", flat=True).first()
    Author.objects.filter(user=user).update(user=None)
    return profile


def _close(user: User) -> None:
    """Let the user sign in nowhere, by no means."""
    user.is_active = False
    # Every session and every link to set a password hangs on the password's hash.
    user.set_unusable_password()
    user.save(update_fields=["is_active", "password"])
    EmailAddress.objects.filter(user=user, verified=False).delete()
    Presence.objects.filter(user=user).delete()
    Notification.objects.filter(user=user, claimed_at=None).delete()
    _end_sessions(user)


def _end_sessions(user: User) -> None:
    """Delete the user's sessions; whose each is stands inside it."""
    store = SessionStore()
    for session in Session.objects.filter(expire_date__gt=timezone.now()).iterator():
        if store.decode(session.session_data).get("_auth_user_id") == str(user.pk):
            session.delete()
