"""The pages of sign-in and account: allauth's, with our forms, name and manners."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

from allauth.account import views as allauth_views
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from accounts.forms import NameForm, ResetPasswordForm
from blog.models import Author

if TYPE_CHECKING:
    from accounts.models import User

logger = logging.getLogger(__name__)


class OwnName:
    """Names the publication by its settings; allauth would name it by the Host header."""

    if TYPE_CHECKING:
        request: HttpRequest

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the template's context."""
        context: dict[str, Any] = super().get_context_data(**kwargs)  # type: ignore[misc]
        return {**context, "site": self.request.site}


class LoginView(OwnName, allauth_views.LoginView):
    """Sign in."""


@method_decorator(login_not_required, name="dispatch")
class LogoutView(allauth_views.LogoutView):
    """Sign out, by POST; who opens the address by hand is asked first."""


class SignupView(OwnName, allauth_views.SignupView):
    """Says that sign-up is closed, and how to get an account."""


class ConfirmEmailView(OwnName, allauth_views.ConfirmEmailView):
    """Confirm an address from the link in a mail, by a button: mail scanners follow links."""


class PasswordResetDoneView(OwnName, allauth_views.PasswordResetDoneView):
    """Says to look for the mail."""


class PasswordResetFromKeyView(OwnName, allauth_views.PasswordResetFromKeyView):
    """Set a password from the link in a mail."""


class PasswordResetFromKeyDoneView(OwnName, allauth_views.PasswordResetFromKeyDoneView):
    """Says that the new password holds."""


class SendingRedirect(HttpResponseRedirect):
    """A redirect that sends its form's mail after it has gone out.

    Sending takes a second where there is an account and none where there isn't; and a mail server
    that fails would show in the answer. So neither tells a stranger which accounts exist.
    """

    def __init__(self, to: str, form: ResetPasswordForm) -> None:
        super().__init__(to)
        self._form = form

    def close(self) -> None:
        """Send the mail; the server calls this when the answer is with the visitor."""
        try:
            self._form.send()
        except OSError:
            logger.exception("The mail with a password link was not sent")
        finally:
            super().close()


class PasswordResetView(OwnName, allauth_views.PasswordResetView):
    """Ask for a link to set a new password."""

    def form_valid(self, form: ResetPasswordForm) -> HttpResponse:
        """Answer alike whether or not there is such an account."""
        answer: HttpResponse = super().form_valid(form)
        if isinstance(answer, HttpResponseRedirect):
            return SendingRedirect(answer.url, form)
        return answer


@method_decorator(never_cache, name="dispatch")
class PasswordChangeView(allauth_views.PasswordChangeView):
    """Change the password; every other browser is signed out by it."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Send somebody without a password to where one is set by e-mail."""
        if request.user.is_authenticated and not request.user.has_usable_password():
            return redirect("account_reset_password")
        answer: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return answer


@method_decorator(never_cache, name="dispatch")
class EmailView(allauth_views.EmailView):
    """Change the e-mail address; the new one holds when it was confirmed."""

    def form_valid(self, form: Any) -> HttpResponse:
        """Send the link to the new address; change nothing where no server takes the mail."""
        try:
            with transaction.atomic():
                answer: HttpResponse = super().form_valid(form)
        except OSError:
            logger.exception("The mail to confirm an address was not sent")
            form.add_error(None, _("The mail could not be sent. Nothing changed; try again later."))
            answer = self.form_invalid(form)
        return answer


@never_cache
def account(request: HttpRequest) -> HttpResponse:
    """Show somebody their own account, and take another name for them."""
    user: User = request.user  # type: ignore[assignment]
    form = NameForm(request.POST or None, instance=user)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Your name is stored."))
        return redirect("account")
    author = getattr(user, "author", None)
    has_page = author is not None and Author.objects.visible().filter(pk=author.pk).exists()
    context = {"form": form, "author": author, "has_page": has_page}
    return render(request, "accounts/account.html", context)
