"""Who somebody is, from their e-mail address and password."""

from __future__ import annotations

from allauth.account.auth_backends import AuthenticationBackend

from accounts.models import User, normal_email


class EmailBackend(AuthenticationBackend):
    """Finds a user by the address they are stored under, however it is written.

    Neither an address that waits for its confirmation nor the account of somebody who left can be
    told from one that doesn't exist: a password is hashed in each case.
    """

    def _authenticate_by_email(self, email: str, password: str) -> User | None:
        user = User.objects.filter(email=normal_email(email), is_active=True).first()
        found: User | None = self._check_password(user, password)
        return found
