"""The screens on which an administrator closes an account, and opens it again."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path

from accounts.leaving import Holdings, come_back, heirs_of, holdings_of, leave
from accounts.models import User


class LeaveForm(forms.Form):
    """Who goes on with what is unfinished."""

    heir = forms.ModelChoiceField(
        User.objects.none(),
        label="Who takes over",
        empty_label="Choose somebody",
        help_text="Their unfinished texts become this person’s, and so do the reviews they were "
        "asked for. One mail says so.",
    )

    def __init__(self, user: User, holdings: Holdings, data: Any = None) -> None:
        super().__init__(data)
        heir: Any = self.fields["heir"]
        heir.queryset = heirs_of(user).order_by("name", "email")
        heir.required = holdings.need_an_heir
        heir.label_from_instance = lambda other: f"{other} ({other.email})"


def urls(model_admin: ModelAdmin[User]) -> list[URLPattern]:
    """Return the addresses of both screens, beneath the user's."""
    wrap = model_admin.admin_site.admin_view

    def close(request: HttpRequest, pk: int) -> HttpResponse:
        return close_view(model_admin, request, _user(model_admin, request, pk))

    def reopen(request: HttpRequest, pk: int) -> HttpResponse:
        return reopen_view(model_admin, request, _user(model_admin, request, pk))

    return [
        path("<int:pk>/close/", wrap(close), name="accounts_user_close"),
        path("<int:pk>/open/", wrap(reopen), name="accounts_user_open"),
    ]


def close_view(model_admin: ModelAdmin[User], request: HttpRequest, user: User) -> HttpResponse:
    """Show what closing does, or close and go back to the user."""
    holdings = holdings_of(user)
    form = LeaveForm(user, holdings, request.POST if request.method == "POST" else None)
    if form.is_valid() and _left(form, user, cast(User, request.user)):
        model_admin.log_change(request, user, "Closed the account.")
        sentence = f"The account of {user} is closed. What they wrote keeps their name."
        model_admin.message_user(request, sentence, messages.SUCCESS)
        return redirect("admin:accounts_user_change", user.pk)
    context = {
        **model_admin.admin_site.each_context(request),
        "opts": model_admin.opts,
        "title": f"Close the account of {user}",
        "somebody": user,
        "holdings": holdings,
        "form": form,
    }
    return TemplateResponse(request, "admin/accounts/close.html", context)


def reopen_view(model_admin: ModelAdmin[User], request: HttpRequest, user: User) -> HttpResponse:
    """Ask, or open the account and go back to the user."""
    if request.method == "POST" and not user.is_active:
        come_back(user)
        model_admin.log_change(request, user, "Opened the account again.")
        sentence = (
            f"{user} can sign in again, with a new password. To mail them a link for that, choose "
            "the account in the list, and there the action that sends it."
        )
        model_admin.message_user(request, sentence, messages.SUCCESS)
    if request.method == "POST" or user.is_active:
        return redirect("admin:accounts_user_change", user.pk)
    context = {
        **model_admin.admin_site.each_context(request),
        "opts": model_admin.opts,
        "title": f"Open the account of {user} again",
        "somebody": user,
    }
    return TemplateResponse(request, "admin/accounts/open.html", context)


def _user(model_admin: ModelAdmin[User], request: HttpRequest, pk: int) -> User:
    if not model_admin.has_change_permission(request):
        raise PermissionDenied
    user = User.objects.filter(pk=pk).first() if pk < 2**63 else None
    if user is None:
        raise Http404("No such user.")
    if not model_admin.has_change_permission(request, user):
        raise PermissionDenied
    return user


def _left(form: LeaveForm, user: User, by: User) -> bool:
    try:
        leave(user, by=by, heir=form.cleaned_data["heir"])
    except ValidationError as error:
        # Some reasons name fields of another form.
        for field, reasons in getattr(error, "message_dict", {"": error.messages}).items():
            form.add_error(field if field in form.fields else None, reasons)
        return False
    return True
