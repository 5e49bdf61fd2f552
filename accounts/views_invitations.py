"""Accepting an invitation: the page to which the link in its mail leads."""

from __future__ import annotations

from typing import Any

from allauth.core.internal.ratelimit import consume, respond_429
from django import forms
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.password_validation import (
    password_validators_help_text_html,
    validate_password,
)
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.invitations import accept, find
from accounts.models import Invitation, User

LIMIT = {"invitation": "30/m/ip"}


class JoinForm(forms.Form):
    """The name and the password of somebody new."""

    name = forms.CharField(
        max_length=200,
        label=_("Your name"),
        help_text=_("Others who write here see it."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    password = forms.CharField(
        max_length=1000,
        label=_("A password"),
        strip=False,
        help_text=password_validators_help_text_html(),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        max_length=1000,
        label=_("The same password again"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, invitation: Invitation, data: Any = None) -> None:
        initial = invitation.author.name if invitation.author else ""
        super().__init__(data, initial={"name": initial})
        self.invitation = invitation

    def clean(self) -> dict[str, Any]:
        """Refuse a weak password, and one typed differently the second time."""
        found = super().clean() or self.cleaned_data
        password = found.get("password")
        if password and found.get("again") and found["again"] != password:
            self.add_error("again", _("These two are not the same. Type both again."))
        if password:
            somebody = User(email=self.invitation.email, name=found.get("name", ""))
            try:
                validate_password(password, somebody)
            except ValidationError as error:
                self.add_error("password", error)
        return found


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, secret: str) -> HttpResponse:
    """Show who invites whom as what, and make the account; nobody else learns of the link.

    Whatever does not open is answered alike, whether it never existed or is over.
    """
    if not consume(request, app="accounts", action="invitation", config=LIMIT, limit_get=True):
        too_often: HttpResponse = respond_429(request)
        return too_often
    found = find(secret)
    if found is None:
        answer = render(request, "accounts/invitation_over.html", status=410)
    else:
        answer = _answered(request, found)
    # Not `no-referrer`: browsers would send the form without its origin, and Django refuse it.
    answer.headers["Referrer-Policy"] = "same-origin"
    answer.headers["X-Robots-Tag"] = "noindex, nofollow"
    return answer


def _answered(request: HttpRequest, found: Invitation) -> HttpResponse:
    form = JoinForm(found, request.POST if request.method == "POST" else None)
    if not request.user.is_authenticated and form.is_valid():
        try:
            user = accept(
                found, name=form.cleaned_data["name"], password=form.cleaned_data["password"]
            )
        except ValidationError as error:
            form.add_error(None, error.messages)
        else:
            login(request, user, backend="accounts.backend.EmailBackend")
            return redirect("admin:index")
    return render(request, "accounts/invitation.html", {"form": form, "invitation": found})
