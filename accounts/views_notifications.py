"""Where people choose which mails they get."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from blog.editing.notifying.kinds import choices_of, choose, kinds_for

if TYPE_CHECKING:
    from accounts.models import User


class NotificationsForm(forms.Form):
    """One box for each kind of mail that this person can get."""

    def __init__(self, user: User, *args: object) -> None:
        super().__init__(*args)  # type: ignore[arg-type]
        wanted = choices_of(user)
        for kind in kinds_for(user):
            self.fields[kind.name] = forms.BooleanField(
                label=kind.label,
                required=False,
                initial=wanted[kind.name],
                help_text=kind.when,
            )


@never_cache
def notifications(request: HttpRequest) -> HttpResponse:
    """Show somebody which mails they get, and take what they choose."""
    user: User = request.user  # type: ignore[assignment]
    form = NotificationsForm(user, request.POST if request.method == "POST" else None)
    if form.is_valid():
        choose(user, [name for name, wanted in form.cleaned_data.items() if wanted])
        messages.success(request, _("Your choice is stored."))
        return redirect("account_notifications")
    return render(request, "accounts/notifications.html", {"form": form})
