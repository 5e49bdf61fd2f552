"""Invitations, for those who may invite: make, see, send again, take back."""

from __future__ import annotations

import logging
from typing import Any, cast

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone

from accounts.invitations import DAYS, invite, renew, revoke, roles_for, send
from accounts.models import Invitation, User
from accounts.roles import Role
from blog.models import Author

logger = logging.getLogger(__name__)


class InviteForm(forms.Form):
    """Whom, as what, and as which author."""

    email = forms.EmailField(label="E-mail address", max_length=254)
    role = forms.ChoiceField(
        help_text="Contributors write drafts; authors publish their own posts; editors edit and "
        "publish everything; administrators also manage users and the site. None above your own."
    )
    author = forms.ModelChoiceField(
        Author.objects.none(),
        required=False,
        label="Author profile",
        empty_label="None",
        help_text="Of somebody who was credited here before: it becomes theirs.",
    )
    author_name = forms.CharField(
        label="Or a new profile for",
        max_length=200,
        required=False,
        help_text="The name as it stands in bylines. Posts can credit it at once.",
    )

    def __init__(self, by: User, data: Any = None) -> None:
        super().__init__(data, initial={"role": Role.AUTHOR.value})
        self.by = by
        roles: Any = self.fields["role"]
        roles.choices = [(role.value, role.value) for role in roles_for(by)]
        authors: Any = self.fields["author"]
        authors.queryset = Author.objects.unmerged().filter(user=None)

    def clean(self) -> dict[str, Any]:
        """Refuse two profiles for one person."""
        found = super().clean() or self.cleaned_data
        if found.get("author") and found.get("author_name"):
            self.add_error("author_name", "Choose a profile or name a new one, not both.")
        return found

    def invite(self) -> tuple[Invitation, str] | None:
        """Make the invitation; None, with the reason in the form, where it is refused."""
        data = self.cleaned_data
        try:
            return invite(
                data["email"],
                role=Role(data["role"]),
                by=self.by,
                author=data["author"],
                author_name=data["author_name"],
            )
        except ValidationError as error:
            self.add_error(None, error)
            return None


class StateFilter(admin.SimpleListFilter):
    """Those that can still be accepted, and the others."""

    title = "state"
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """Return the states."""
        return [(name, name) for name in ("open", "expired", "accepted", "taken back")]

    def queryset(
        self, request: HttpRequest, queryset: QuerySet[Invitation]
    ) -> QuerySet[Invitation]:
        """Return those in the chosen state; each is that of `Invitation.state`."""
        over = queryset.filter(expires_at__lte=timezone.now())
        match self.value():
            case "open":
                return queryset.filter(pk__in=Invitation.objects.open())
            case "expired":
                return over.filter(accepted_at=None, revoked_at=None)
            case "accepted":
                return queryset.exclude(accepted_at=None)
            case "taken back":
                return queryset.exclude(revoked_at=None).filter(accepted_at=None)
        return queryset


@admin.register(Invitation)
class InvitationAdmin(admin.ModelAdmin[Invitation]):
    """Invitations are made, sent again and taken back, never edited or deleted."""

    list_display = ("email", "role", "author", "invited_by", "created_at", "state", "expires_at")
    list_display_links = None
    list_filter = (StateFilter, "role")
    list_select_related = ("author", "invited_by")
    list_per_page = 50
    search_fields = ("email", "author__name")
    fields = ("email", "role", "author", "invited_by", "created_at", "expires_at", "state", "user")
    actions = ("send_again", "take_back")

    def _may_invite(self, request: HttpRequest) -> bool:
        return request.user.has_perm("accounts.invite_user")

    def has_module_permission(self, request: HttpRequest) -> bool:
        """Let in those who may invite."""
        return self._may_invite(request)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Let in those who may invite."""
        return self._may_invite(request)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Let in those who may invite."""
        return self._may_invite(request)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Change none: what was promised by mail stays as it was."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Delete none: who was asked in stays known."""
        return False

    @admin.display(description="state")
    def state(self, invitation: Invitation) -> str:
        """Return what became of it."""
        return invitation.state

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """Show the form, or invite and go back to the list."""
        if not self._may_invite(request):
            raise PermissionDenied
        by = cast(User, request.user)
        form = InviteForm(by, request.POST if request.method == "POST" else None)
        if form.is_valid() and (made := form.invite()):
            self._send(request, *made)
            return redirect("admin:accounts_invitation_changelist")
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": "Invite somebody",
            "form": form,
            "days": DAYS,
        }
        return TemplateResponse(request, "admin/accounts/invite.html", context)

    @admin.action(description="Send the link again, good for two more weeks", permissions=["view"])
    def send_again(self, request: HttpRequest, queryset: QuerySet[Invitation]) -> None:
        """Send each a new link; the one sent before ends."""
        for invitation in queryset:
            try:
                secret = renew(invitation, by=cast(User, request.user))
            except (ValidationError, PermissionDenied) as error:
                self._refuse(request, invitation, error)
            else:
                self._send(request, Invitation.objects.get(pk=invitation.pk), secret)

    @admin.action(description="Take back: the link ends", permissions=["view"])
    def take_back(self, request: HttpRequest, queryset: QuerySet[Invitation]) -> None:
        """End each at once."""
        for invitation in queryset:
            try:
                revoke(invitation, by=cast(User, request.user))
            except (ValidationError, PermissionDenied) as error:
                self._refuse(request, invitation, error)
            else:
                self.message_user(
                    request, f"The link sent to {invitation.email} opens nothing any more."
                )

    def _refuse(self, request: HttpRequest, invitation: Invitation, error: Exception) -> None:
        told = error.messages if isinstance(error, ValidationError) else [str(error)]
        for sentence in told:
            self.message_user(request, f"{invitation.email}: {sentence}", messages.WARNING)

    def _send(self, request: HttpRequest, invitation: Invitation, secret: str) -> None:
        # By the web server: a job's arguments are stored, and the secret must not be.
        try:
            send(invitation, secret)
        except OSError:
            logger.exception("The mail with an invitation was not sent")
            sentence = (
                f"{invitation.email} is invited, but the mail could not be sent. When mail works "
                "again, choose the invitation in the list, and there the action that sends it."
            )
            self.message_user(request, sentence, messages.WARNING)
        else:
            sentence = f"An invitation is on its way to {invitation.email}."
            self.message_user(request, sentence, messages.SUCCESS)
