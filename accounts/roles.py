"""The four roles, and the permissions each of them has.

A role is a Django group. What a role may do to one object (an own draft, say) is said by the
object's model; what it may do at all is said here, once.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from accounts.models import User


class Role(StrEnum):
    """Who somebody is here; the value is the group's name."""

    CONTRIBUTOR = "Contributor"
    AUTHOR = "Author"
    EDITOR = "Editor"
    ADMINISTRATOR = "Administrator"


VIEWED_BY_ALL = (
    "author",
    "authorgroup",
    "collaborator",
    "grant",
    "category",
    "tag",
    "series",
    "image",
)

CONTRIBUTOR = {
    *(f"blog.view_{model}" for model in VIEWED_BY_ALL),
    "blog.view_post",
    "blog.add_post",
    "blog.change_post",
    "blog.add_image",
    "blog.change_image",
}
AUTHOR = CONTRIBUTOR | {"blog.publish_own_posts", "blog.change_author", "blog.add_tag"}

EDITED_BY_EDITORS = (
    "post",
    "page",
    "author",
    "authorgroup",
    "collaborator",
    "grant",
    "category",
    "tag",
    "series",
    "image",
    "redirect",
    "menuitem",
    "posttemplate",
    "checklistitem",
)
EDITOR = AUTHOR | {
    *(f"blog.{verb}_{model}" for model in EDITED_BY_EDITORS for verb in ("view", "add", "change")),
    *(f"blog.delete_{model}" for model in EDITED_BY_EDITORS if model not in {"post", "page"}),
    "blog.edit_all_posts",
    "blog.publish_all_posts",
    "blog.publish_pages",
    "blog.edit_all_images",
    "blog.edit_all_authors",
    "blog.merge_taxonomy",
    "blog.view_feedpolls",
    "accounts.invite_user",
}
ADMINISTRATOR = EDITOR | {
    "blog.view_log",
    "blog.erase_documents",
    "blog.view_hubnotice",
    "blog.view_sitesettings",
    "blog.change_sitesettings",
    "accounts.view_user",
    "accounts.add_user",
    "accounts.change_user",
}

PERMISSIONS: dict[Role, set[str]] = {
    Role.CONTRIBUTOR: CONTRIBUTOR,
    Role.AUTHOR: AUTHOR,
    Role.EDITOR: EDITOR,
    Role.ADMINISTRATOR: ADMINISTRATOR,
}


def seed_roles(**kwargs: Any) -> None:
    """Make the four groups and give each exactly its permissions; safe to repeat.

    Receives `post_migrate` of accounts and of blog: an app's permissions appear when that app
    has migrated, so what doesn't exist yet is added by the later call.
    """
    from django.contrib.auth.models import Group, Permission

    by_name = {
        f"{permission.content_type.app_label}.{permission.codename}": permission
        for permission in Permission.objects.select_related("content_type").filter(
            content_type__app_label__in=("accounts", "blog")
        )
    }
    for role, names in PERMISSIONS.items():
        group, _ = Group.objects.get_or_create(name=role.value)
        group.permissions.set(_existing(by_name, names))


def _existing(by_name: dict[str, Any], names: Iterable[str]) -> list[Any]:
    return [by_name[name] for name in sorted(names) if name in by_name]


def set_role(user: User, role: Role | None) -> None:
    """Give the user this role in place of any other of the four; None takes theirs away."""
    from django.contrib.auth.models import Group

    others = Group.objects.filter(name__in=[other.value for other in Role if other is not role])
    user.groups.remove(*others)
    if role is not None:
        user.groups.add(Group.objects.get_or_create(name=role.value)[0])


def highest_role(user: User) -> Role | None:
    """Return the most powerful of the four roles the user has; superusers are administrators."""
    if user.is_superuser:
        return Role.ADMINISTRATOR
    names = {group.name for group in user.groups.all()}
    return next((role for role in reversed(Role) if role.value in names), None)
