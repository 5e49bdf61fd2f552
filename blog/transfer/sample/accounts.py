"""Who can sign in to the sample blog. Printed for everybody, so made for trying out only."""

from __future__ import annotations

from dataclasses import dataclass

from accounts.models import User
from accounts.roles import Role
from blog.models import Author

# Public by intent, see above.
PASSWORD = "masthead-sample"  # noqa: S105  # nosec B105


@dataclass(frozen=True, slots=True)
class Account:
    """One account of the sample; `author` is the slug of the author who is this person."""

    email: str
    name: str
    role: Role
    author: str = ""


ACCOUNTS = (
    Account("contributor@example.org", "Dafydd Morrow", Role.CONTRIBUTOR, "dafydd-morrow"),
    Account("author@example.org", "Ingrid Halvarsen", Role.AUTHOR, "ingrid-halvarsen"),
    Account("editor@example.org", "Priya Lindqvist", Role.EDITOR, "priya-lindqvist"),
    Account("admin@example.org", "Sam Orchard", Role.ADMINISTRATOR),
)


def make_accounts() -> dict[str, User]:
    """Make the accounts that don't exist yet; return ours, by the slug of their author or role.

    An account that exists is left as it is, and one with another role is somebody's own.
    """
    users = {}
    for account in ACCOUNTS:
        user = User.objects.filter(email=account.email).first()
        if user is None:
            user = User.objects.create_user(
                account.email, PASSWORD, role=account.role, name=account.name
            )
        if user.role is account.role:
            users[account.author or account.role.value] = user
    return users


def link_authors(users: dict[str, User]) -> None:
    """Say which author each account is, where neither side says otherwise yet."""
    for slug, user in users.items():
        if not Author.objects.filter(user=user).exists():
            Author.objects.filter(slug=slug, user=None).update(user=user)


def account_lines() -> list[str]:
    """Return one line for each sample account that exists, aligned for a terminal."""
    existing = set(
        User.objects.filter(email__in=[a.email for a in ACCOUNTS], is_active=True).values_list(
            "email", flat=True
        )
    )
    return [
        f"{account.email:<24} {account.role.value}"
        for account in ACCOUNTS
        if account.email in existing
    ]
