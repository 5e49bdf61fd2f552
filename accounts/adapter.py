"""What allauth may do here, and what it says."""

from __future__ import annotations

import logging
from typing import Any, ClassVar
from urllib.parse import urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailAddress
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import resolve_url
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _

from accounts.models import User, normal_email
from blog.models import SiteSettings
from blog.models.addresses import absolute
from blog.models.languages import speaking

logger = logging.getLogger(__name__)


class AccountAdapter(DefaultAccountAdapter):
    """Sign-in by e-mail; nobody signs up by themselves; every link begins with `SITE_URL`."""

    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": _(
            "This e-mail address and this password don't belong together, or the account was "
            "closed. Check both, or ask for a new password."
        ),
        "too_many_login_attempts": _(
            "Too many attempts to sign in. Wait five minutes, or set a new password by e-mail."
        ),
        "enter_current_password": _("This is not your present password."),
        "duplicate_email": _("This is the address you have already."),
        "invalid_password_reset": _("This link was used already, or it is too old."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Say that sign-up is closed: administrators make accounts."""
        return False

    def clean_email(self, email: str) -> str:
        """Return the address in the one form in which it is stored."""
        return normal_email(email)

    def is_safe_url(self, url: str | None) -> bool:
        """Say whether `?next=` may lead there: to this site alone, whatever host was asked."""
        site = urlsplit(settings.SITE_URL)
        return url_has_allowed_host_and_scheme(
            url, allowed_hosts={site.netloc}, require_https=site.scheme == "https"
        )

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Return where somebody goes after signing in: to the admin, if they have work there."""
        assert isinstance(request.user, User)  # noqa: S101
        return resolve_url("admin:index" if request.user.role else "account")

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Return where a changed password leads."""
        return reverse("account")

    def get_email_verification_redirect_url(self, email_address: EmailAddress) -> str:
        """Return where a confirmed address leads."""
        return reverse("account" if self.request.user.is_authenticated else "account_login")

    def respond_user_inactive(self, request: HttpRequest, user: User) -> HttpResponse:
        """Send somebody whose account was closed while they signed in back to the start."""
        return HttpResponseRedirect(reverse("account_login"))

    def get_reset_password_from_key_url(self, key: str) -> str:
        """Return the whole address at which a new password is set; `key` is `uid-token`."""
        uid, _, token = key.partition("-")
        return absolute(reverse("account_reset_password_from_key", args=[uid, token]))

    def get_email_confirmation_url(self, request: HttpRequest | None, confirmation: Any) -> str:
        """Return the whole address at which a new e-mail address is confirmed."""
        return absolute(reverse("account_confirm_email", args=[confirmation.key]))

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send one mail in the publication's name; raises OSError where no server takes it."""
        site = SiteSettings.load()
        about_us = {
            "site": site,
            "site_url": settings.SITE_URL,
            "login_url": absolute(reverse("account_login")),
            "reset_url": absolute(reverse("account_reset_password")),
            "days": settings.PASSWORD_RESET_TIMEOUT // 86400,
        }
        # Without it, the context processors would greet whoever made the request.
        recipient = {"user": None}
        with timezone.override(site.zone), speaking(site.language):
            mail = self.render_mail(template_prefix, email, {**recipient, **context, **about_us})
        mail.send()

    def send_notification_mail(self, *args: Any, **kwargs: Any) -> None:
        """Tell somebody of a change to their account; the change holds if no server takes it."""
        try:
            super().send_notification_mail(*args, **kwargs)
        except OSError:
            logger.exception("A notice of a changed account was not sent")

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        # One count for one account, however its address is written and the site is called.
        return normal_email(credentials.get("email", ""))
