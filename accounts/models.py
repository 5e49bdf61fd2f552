"""People who can sign in."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models, transaction
from django.db.models.functions import Lower
from django.utils import timezone

from accounts.roles import Role, highest_role, set_role


def normal_email(email: str) -> str:
    """Return the one form in which an address is stored and compared: stripped, casefolded.

    Lower-casing afterwards changes only letters (Cherokee) that casefolding raises, which a
    database's own LOWER would take for capitals.
    """
    return email.strip().casefold().lower()


class UserManager(BaseUserManager["User"]):
    """Makes users and finds them by their address, whatever its case."""

    def get_by_natural_key(self, username: str | None) -> User:
        """Return the user whose address this is, however it is written."""
        return self.get(email=normal_email(username or ""))

    @transaction.atomic
    def create_user(
        self, email: str, password: str | None = None, *, role: Role | None = None, **fields: Any
    ) -> User:
        """Store a user with this address and, where given, one of the four roles.

        Raises ValueError where the address is empty.
        """
        if not email.strip():
            raise ValueError("A user needs an e-mail address.")
        user = self.model(email=email, **fields)
        user.set_password(password)
        user.save(using=self._db)
        if role is not None:
            set_role(user, role)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> User:
        """Store an administrator whom no permission stops."""
        return self.create_user(
            email, password, role=Role.ADMINISTRATOR, is_superuser=True, **fields
        )


class User(AbstractBaseUser, PermissionsMixin):
    """Somebody who can sign in, named by an e-mail address.

    A user is not an author: bylines belong to `blog.Author`, which may point at a user.
    """

    email = models.EmailField("e-mail address", unique=True)
    name = models.CharField(max_length=200, blank=True)
    is_active = models.BooleanField(
        "active", default=True, help_text="Somebody who left can't sign in; bylines stay."
    )
    is_staff = models.BooleanField("may open the admin", default=True)
    date_joined = models.DateTimeField(default=timezone.now, editable=False)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        ordering: ClassVar = ["email"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(email=Lower("email")), name="user_email_is_lower_case"
            )
        ]

    def __str__(self) -> str:
        # Co-writers see this; whose address it is stays between them and the administrators.
        return self.name or self.email.partition("@")[0]

    def clean(self) -> None:
        """Bring the address into its stored form before uniqueness is checked."""
        super().clean()
        self.email = normal_email(self.email)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store the address in its one form, and let the sign-in know it."""
        from accounts.login_address import follow

        self.email = normal_email(self.email)
        fields = kwargs.get("update_fields")
        with transaction.atomic():
            super().save(*args, **kwargs)
            if fields is None or "email" in fields:
                follow(self)

    def get_short_name(self) -> str:
        """Return the name that the admin greets this person by."""
        return str(self)

    def get_full_name(self) -> str:
        """Return the name to greet this person by."""
        return str(self)

    @property
    def role(self) -> Role | None:
        """The highest of the four roles this user has, or None."""
        return highest_role(self)


class InvitationQuerySet(models.QuerySet["Invitation"]):
    """Sets of invitations."""

    def open(self) -> InvitationQuerySet:
        """Return those that can still be accepted."""
        return self.filter(accepted_at=None, revoked_at=None, expires_at__gt=timezone.now())


class Invitation(models.Model):
    """Somebody was asked by e-mail to join, with a role. Only its secret's hash is stored."""

    email = models.EmailField("e-mail address")
    role = models.CharField(max_length=20, choices=[(role.value, role.value) for role in Role])
    author = models.ForeignKey(
        "blog.Author",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
        help_text="The profile that becomes theirs.",
    )
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    invited_by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)
    user = models.ForeignKey(
        User,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        help_text="Who accepted it.",
    )

    objects: ClassVar = InvitationQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-created_at", "-pk"]
        permissions: ClassVar = [("invite_user", "Can invite people by e-mail")]

    def __str__(self) -> str:
        return f"{self.email} as {self.role}"

    @property
    def state(self) -> str:
        """What became of it, in a word or two; `open` is the same rule as `open()`."""
        if self.accepted_at:
            return "accepted"
        if self.revoked_at:
            return "taken back"
        return "open" if self.expires_at > timezone.now() else "expired"
