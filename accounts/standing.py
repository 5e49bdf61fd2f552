"""What an administrator decides about somebody: account, role, whether they may sign in."""

from __future__ import annotations

from allauth.account import app_settings
from allauth.account.adapter import get_adapter
from allauth.account.utils import user_pk_to_url_str
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q, QuerySet

from accounts.models import User
from accounts.roles import Role, set_role


@transaction.atomic
def change_standing(user: User, *, role: Role | None, is_active: bool, by: User) -> None:
    """Give a stored user this role, and let them sign in or not.

    Raises ValidationError as `check_standing` does; then nothing changes.
    """
    check_standing(user, role=role, is_active=is_active, by=by)
    set_role(user, role)
    user.is_active = is_active
    user.is_staff = role is not None or user.is_superuser
    user.save(update_fields=["is_active", "is_staff"])


def check_standing(user: User, *, role: Role | None, is_active: bool, by: User) -> None:
    """Refuse a change by which nobody could manage users any more.

    Nobody takes the administrator's role or the sign-in from themselves, and one administrator
    who can sign in always remains. Call it inside a transaction: the administrators' rows are
    held until that ends, so that two can't remove each other at the same moment.
    Raises ValidationError by field (`role`, `is_active`).
    """
    list(administrators().select_for_update().order_by("pk"))
    # Asked again: what was locked is as it was before the wait for the lock.
    present = list(administrators())
    stays = role is Role.ADMINISTRATOR or user.is_superuser
    if user.pk == by.pk and not is_active:
        raise ValidationError({"is_active": "You can't close your own account."})
    if user.pk == by.pk and user.role is Role.ADMINISTRATOR and not stays:
        raise ValidationError({"role": "You can't give up the administrator's role yourself."})
    if [one.pk for one in present] == [user.pk] and not (stays and is_active):
        raise ValidationError("This is the last administrator. Give the role to somebody first.")


def administrators() -> QuerySet[User]:
    """Return the administrators who can sign in; superusers are administrators."""
    in_group = User.groups.through.objects.filter(group__name=Role.ADMINISTRATOR.value)
    return User.objects.filter(
        Q(is_superuser=True) | Q(pk__in=in_group.values("user")), is_active=True
    )


def send_invitation(user: User, *, by: User | None = None) -> None:
    """Send the user a mail with a link to set their password.

    Raises OSError where no server takes it.
    """
    token = app_settings.PASSWORD_RESET_TOKEN_GENERATOR().make_token(user)
    key = f"{user_pk_to_url_str(user)}-{token}"
    adapter = get_adapter()
    context = {
        "user": user,
        "role": user.role,
        "inviter": by,
        "password_reset_url": adapter.get_reset_password_from_key_url(key),
    }
    adapter.send_mail("account/email/invitation", user.email, context)


def tell_of_new_address(user: User, old: str) -> None:
    """Tell somebody at their old address that an administrator changed it."""
    get_adapter().send_notification_mail(
        "account/email/email_changed",
        user,
        {"user": user, "from_email": old, "to_email": user.email},
        email=old,
    )
