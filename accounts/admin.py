"""Users, for administrators."""

from __future__ import annotations

import logging
from typing import Any

# Imported so that they register their models before those are taken out below.
import allauth.account.admin  # noqa: F401
import django.contrib.auth.admin  # noqa: F401
from allauth.account.decorators import secure_admin_login
from allauth.account.models import EmailAddress
from django import forms
from django.contrib import admin, messages
from django.contrib.auth.models import Group
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html

# The first is imported so that it registers.
from accounts import admin_invitations, admin_leaving  # noqa: F401
from accounts.models import User, normal_email
from accounts.roles import Role, set_role
from accounts.standing import (
    change_standing,
    check_standing,
    send_invitation,
    tell_of_new_address,
)

logger = logging.getLogger(__name__)

# A role is chosen with the user, and an address belongs to its user: neither is edited apart.
for model in (Group, EmailAddress):
    admin.site.unregister(model)


def change_own_password(request: HttpRequest, **kwargs: Any) -> HttpResponse:
    """Lead to the one page where a password is changed, which limits attempts."""
    return redirect("account_change_password")


# The admin's own forms for both would never be limited.
admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]
admin.site.password_change = change_own_password  # type: ignore[method-assign, assignment]


class UserForm(forms.ModelForm[User]):
    """One user: who it is, what they may do, whether they can sign in."""

    # Who fills it in.
    by: User

    role = forms.ChoiceField(
        required=False,
        choices=[
            ("", "None: can sign in, can’t write"),
            *((role.value, role.value) for role in Role),
        ],
        help_text="Contributors write drafts; authors publish their own posts; editors edit and "
        "publish everything; administrators also manage users and the site.",
    )

    class Meta:
        model = User
        fields = ("email", "name")
        help_texts = {"email": "They sign in with it."}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk and "role" in self.fields:
            self.fields["role"].initial = self.instance.role or ""

    def clean_email(self) -> str:
        """Return the address in its stored form, so that it is compared so."""
        return normal_email(self.cleaned_data["email"])

    def clean_role(self) -> Role | None:
        """Return the role, not its name."""
        name = self.cleaned_data["role"]
        return Role(name) if name else None

    def clean(self) -> dict[str, Any]:
        """Refuse a change by which nobody could manage users any more."""
        data = super().clean() or {}
        if self.instance.pk and "role" in data:
            stored = User.objects.get(pk=self.instance.pk)
            check_standing(stored, role=data["role"], is_active=stored.is_active, by=self.by)
        return data


class RoleFilter(admin.SimpleListFilter):
    """Those with one role."""

    title = "role"
    parameter_name = "role"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(role.value, role.value) for role in Role]

    def queryset(self, request: HttpRequest, queryset: QuerySet[User]) -> QuerySet[User]:
        return queryset.filter(groups__name=self.value()) if self.value() else queryset


@admin.register(User)
class UserAdmin(admin.ModelAdmin[User]):
    """Make accounts by e-mail address and role. Nobody here ever types somebody's password."""

    form = UserForm
    list_display = ("email", "name", "role", "author_profile", "is_active", "last_login")
    list_filter = (RoleFilter, "is_active")
    search_fields = ("email", "name")
    readonly_fields = ("is_active", "author_profile", "last_login", "date_joined")
    actions = ("invite",)

    def get_fields(self, request: HttpRequest, obj: User | None = None) -> tuple[str, ...]:
        """Ask for the least when adding."""
        told = self.readonly_fields if obj else ()
        return ("email", "name", "role", *told)

    def get_urls(self) -> list[Any]:
        """Add the screens of closing an account and opening it again."""
        return [*admin_leaving.urls(self), *super().get_urls()]

    def get_queryset(self, request: HttpRequest) -> QuerySet[User]:
        """Return the users with what the list shows of each."""
        return super().get_queryset(request).select_related("author").prefetch_related("groups")

    def get_form(
        self, request: HttpRequest, obj: User | None = None, change: bool = False, **kwargs: Any
    ) -> type[UserForm]:
        """Let the form know who fills it in."""
        form: Any = super().get_form(request, obj, change, **kwargs)
        form.by = request.user
        made: type[UserForm] = form
        return made

    def lookup_allowed(self, lookup: str, value: Any, request: HttpRequest) -> bool:
        """Let nobody narrow the list by passwords, and so guess hashes letter by letter."""
        return not lookup.startswith("password") and super().lookup_allowed(lookup, value, request)

    def has_change_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        """Keep superusers to superusers: whoever sets an address can set its password."""
        above = obj is not None and obj.is_superuser and not request.user.is_superuser
        return super().has_change_permission(request, obj) and not above

    def has_delete_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        """Delete nobody: a closed account keeps who wrote what."""
        return False

    def save_model(self, request: HttpRequest, obj: User, form: Any, change: bool) -> None:
        """Store the user; send the mails that follow once all of it is stored."""
        role = form.cleaned_data["role"]
        if change:
            old = User.objects.get(pk=obj.pk).email
            change_standing(obj, role=role, is_active=obj.is_active, by=form.by)
            obj.save()
            if old != obj.email:
                transaction.on_commit(lambda: tell_of_new_address(obj, old))
            return
        obj.set_unusable_password()
        obj.is_staff = role is not None
        obj.save()
        set_role(obj, role)
        transaction.on_commit(lambda: self._invite(request, obj))

    @admin.action(description="Send a mail with a link to set the password", permissions=["change"])
    def invite(self, request: HttpRequest, queryset: QuerySet[User]) -> None:
        """Send each a link again; those who can't sign in get none."""
        for user in queryset.filter(is_active=True):
            self._invite(request, user)

    def _invite(self, request: HttpRequest, user: User) -> None:
        try:
            send_invitation(user, by=request.user if isinstance(request.user, User) else None)
        except OSError:
            logger.exception("The mail with a password link was not sent")
            sentence = (
                f"The mail to {user.email} could not be sent. When mail works again, choose the "
                "account in the list, and there the action that sends it."
            )
            self.message_user(request, sentence, messages.WARNING)
        else:
            sentence = f"A mail with a link to set the password is on its way to {user.email}."
            self.message_user(request, sentence, messages.SUCCESS)

    @admin.display(description="author profile", ordering="author__name")
    def author_profile(self, user: User) -> str:
        """Return a link to the profile of the author whom this user is."""
        author = getattr(user, "author", None)
        if author is None:
            return "–"
        address = reverse("admin:blog_author_change", args=[author.pk])
        return format_html('<a href="{}">{}</a>', address, author.name)

    @admin.display(description="role")
    def role(self, user: User) -> str:
        """Return the role's name."""
        return user.role or "–"
