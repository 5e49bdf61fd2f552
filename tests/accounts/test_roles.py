"""The four roles and what each may do."""

from itertools import pairwise

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command

from accounts.models import User
from accounts.roles import PERMISSIONS, Role, seed_roles, set_role
from tests.factories import UserFactory

LADDER = [Role.CONTRIBUTOR, Role.AUTHOR, Role.EDITOR, Role.ADMINISTRATOR]


def names_of(role: Role) -> set[str]:
    permissions = Group.objects.get(name=role.value).permissions.select_related("content_type")
    return {f"{one.content_type.app_label}.{one.codename}" for one in permissions}


@pytest.mark.django_db
@pytest.mark.parametrize("role", list(Role))
def test_every_permission_named_for_a_role_exists(role: Role) -> None:
    everything = {
        f"{one.content_type.app_label}.{one.codename}"
        for one in Permission.objects.select_related("content_type")
    }

    misspelt = PERMISSIONS[role] - everything

    assert misspelt == set()


@pytest.mark.django_db
@pytest.mark.parametrize("role", list(Role))
def test_migrating_makes_each_role_with_exactly_its_permissions(role: Role) -> None:
    assert names_of(role) == PERMISSIONS[role]


@pytest.mark.django_db
def test_seeding_again_changes_nothing_and_repairs_what_was_changed_by_hand() -> None:
    editors = Group.objects.get(name=Role.EDITOR.value)
    editors.permissions.clear()

    seed_roles()
    seed_roles()

    assert names_of(Role.EDITOR) == PERMISSIONS[Role.EDITOR]
    assert Group.objects.count() == len(Role)


@pytest.mark.django_db(transaction=True)
def test_roles_survive_a_flush() -> None:
    call_command("flush", interactive=False, verbosity=0)

    for role in Role:
        assert names_of(role) == PERMISSIONS[role]


@pytest.mark.parametrize(("lower", "higher"), list(pairwise(LADDER)))
def test_a_higher_role_may_do_all_that_a_lower_one_may(lower: Role, higher: Role) -> None:
    assert PERMISSIONS[lower] < PERMISSIONS[higher]


@pytest.mark.parametrize("role", [Role.CONTRIBUTOR, Role.AUTHOR, Role.EDITOR])
def test_only_administrators_manage_users_and_the_site(role: Role) -> None:
    reserved = [
        name
        for name in PERMISSIONS[role] - {"accounts.invite_user"}
        if "user" in name or "sitesettings" in name
    ]

    assert reserved == []


@pytest.mark.parametrize("role", list(Role))
def test_no_role_deletes_a_post_a_page_or_a_user(role: Role) -> None:
    forbidden = {"blog.delete_post", "blog.delete_page", "accounts.delete_user"}

    assert not forbidden & PERMISSIONS[role]


@pytest.mark.django_db
def test_a_new_role_takes_the_place_of_the_old_one() -> None:
    user = UserFactory(role=Role.EDITOR)
    other = Group.objects.create(name="Book club")
    user.groups.add(other)

    set_role(user, Role.AUTHOR)

    assert User.objects.get(pk=user.pk).role is Role.AUTHOR
    assert set(user.groups.all()) == {other, Group.objects.get(name="Author")}


@pytest.mark.django_db
def test_a_role_can_be_taken_away() -> None:
    user = UserFactory(role=Role.EDITOR)

    set_role(user, None)

    assert User.objects.get(pk=user.pk).role is None
    assert not User.objects.get(pk=user.pk).has_perm("blog.view_post")
