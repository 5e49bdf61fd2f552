"""The forms of sign-in and account."""

from __future__ import annotations

from typing import Any

from allauth.account import forms as allauth_forms
from allauth.account.adapter import get_adapter
from allauth.account.fields import PasswordField
from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from accounts.models import User, normal_email


def plain(form: forms.Form) -> None:
    """Take allauth's placeholders and links out of a form: labels and our templates say it."""
    for field in form.fields.values():
        field.widget.attrs.pop("placeholder", None)
    for name in ("password", "oldpassword"):
        if name in form.fields:
            form.fields[name].help_text = ""


class LoginForm(allauth_forms.LoginForm):
    """E-mail address and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        plain(self)
        self.fields["login"].label = _("E-mail address")
        self.fields["login"].widget.attrs.update(autocomplete="username", autofocus=True)


class ResetPasswordForm(allauth_forms.ResetPasswordForm):
    """The address to which a link is sent, if there is an account."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        plain(self)
        self.fields["email"].label = _("E-mail address")

    def clean_email(self) -> str:
        """Find the account by its own address, never by one that waits for confirmation.

        Whoever received mail for a mistyped address could otherwise set the password.
        """
        email = normal_email(self.cleaned_data["email"])
        self.users = list(User.objects.filter(email=email, is_active=True))
        return email

    def save(self, request: HttpRequest, **kwargs: Any) -> str:
        """Send nothing yet: `send` does, when the answer is under way."""
        return str(self.cleaned_data["email"])

    def send(self) -> None:
        """Send the link, if there is an account; raises OSError where no server takes it."""
        if self.users:
            super().save(None)


class SetPasswordForm(allauth_forms.ResetPasswordKeyForm):
    """A new password, twice, by whoever holds a link from an e-mail."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        plain(self)
        self.fields["password2"].label = _("The same password again")


class ChangePasswordForm(allauth_forms.ChangePasswordForm):
    """The present password, and a new one twice."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        plain(self)
        self.fields["oldpassword"].label = _("Present password")
        self.fields["password1"].label = _("New password")
        self.fields["password2"].label = _("The new password again")


class ChangeEmailForm(allauth_forms.AddEmailForm):
    """A new address, and the password, so that an open browser alone doesn't give it away."""

    password = PasswordField(label=_("Your password"), autocomplete="current-password")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        plain(self)
        self.fields["email"].label = _("New e-mail address")

    def clean_email(self) -> str:
        """Refuse the address the user has; whether somebody else has it is not revealed."""
        email = normal_email(self.cleaned_data["email"])
        if email == self.user.email:
            raise get_adapter().validation_error("duplicate_email")
        return email

    def clean_password(self) -> str:
        """Refuse a wrong password."""
        password = str(self.cleaned_data["password"])
        if not self.user.check_password(password):
            raise get_adapter().validation_error("enter_current_password")
        return password


class NameForm(forms.ModelForm[User]):
    """The name somebody goes by among those who write here."""

    class Meta:
        model = User
        fields = ("name",)
        widgets = {"name": forms.TextInput(attrs={"autocomplete": "name"})}
        help_texts = {
            "name": _("Others who write here see it. Your byline is in your author profile.")
        }
