"""Partners' agreement to a post: who was asked, who agreed, and asking."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path

from blog.admin.links import MadeLink, ShownForm, one_line
from blog.admin.screens import screen
from blog.admin.who import user_of
from blog.editing.limits import Limit
from blog.editing.sign_off import Request, ask, may_ask, may_waive, need_sign_off
from blog.editing.sign_off_standings import Standing, standings
from blog.models import Document, Post, SignOff
from blog.reading.paging import paged

if TYPE_CHECKING:
    from blog.admin.documents import DocumentAdmin

ASKING = Limit("ask_sign_off", most=30, seconds=3600)
TOO_OFTEN = "Those were a lot of requests in an hour. Nobody was asked; try again later."


class AskForm(ShownForm):
    """Whom to ask, and how."""

    partner = forms.TypedChoiceField(label="Partner", coerce=int)
    name = forms.CharField(
        label="Who answers for them",
        max_length=200,
        error_messages={"required": "Write the person's name: the mail greets them by it."},
    )
    email = forms.EmailField(
        label="Their e-mail address",
        max_length=254,
        error_messages={"required": "Write the address to which the link goes."},
    )
    message = forms.CharField(
        label="A message to them",
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="It stands in the mail, above the link.",
    )
    by_mail = forms.BooleanField(
        label="Send the mail for me",
        required=False,
        help_text="Without it you get the link here, to send it yourself.",
    )
    field_order = ("partner", "name", "email", "message", "shows", "days", "by_mail")

    def __init__(self, data: Any, found: list[Standing], chosen: str = "") -> None:
        last = next((one for one in found if str(one.partner.pk) == chosen), None)
        link = last.link if last else None
        known = {"name": link.label, "email": link.email} if link else {}
        super().__init__(
            data, initial={"shows": "this", "by_mail": True, "partner": chosen, **known}
        )
        self.partners = {one.partner.pk: one.partner for one in found}
        self.fields["partner"].choices = [  # type: ignore[attr-defined]
            (pk, partner.name) for pk, partner in self.partners.items()
        ]

    def clean_name(self) -> str:
        """Return the name on one line."""
        return one_line(self.cleaned_data["name"])


def urls(model_admin: DocumentAdmin) -> list[Any]:
    """Return the address of the screen; only posts thank partners."""
    if model_admin.model is not Post:
        return []

    def view(request: HttpRequest, pk: int) -> HttpResponse:
        document = model_admin.document_of(request, pk)
        assert isinstance(document, Post)  # noqa: S101
        return sign_offs_view(model_admin, request, document)

    return [
        path(
            "<int:pk>/sign-off/", model_admin.admin_site.admin_view(view), name="blog_post_sign_off"
        )
    ]


def panel(request: HttpRequest, document: Document) -> dict[str, Any]:
    """Return how far the thanked partners are."""
    return {"standings": standings(document)}


def sign_offs_view(model_admin: DocumentAdmin, request: HttpRequest, post: Post) -> HttpResponse:
    """Show how far the partners are, and ask one, or say whether they must agree."""
    if request.method == "POST" and request.POST.get("action") == "need":
        return _need(model_admin, request, post)
    user, found = user_of(request), standings(post)
    asked = request.POST if request.method == "POST" else None
    form = AskForm(asked, found, request.GET.get("partner", ""))
    made = None
    if asked is not None and form.is_valid():
        made = _asked(request, post, form)
        if made is not None and not made.address:
            sentence = f"The mail to {made.link} is on its way."
            model_admin.message_user(request, sentence, messages.SUCCESS)
            return redirect("admin:blog_post_sign_off", post.pk)
    answers = SignOff.objects.of(post).select_related("collaborator", "revision", "link")
    context = {
        **screen(model_admin, request, post, "Sign-off by partners"),
        "standings": standings(post) if made else found,
        "form": AskForm(None, found) if made else form,
        "made": made,
        "may_ask": may_ask(post, user),
        "may_waive": may_waive(post, user),
        "page": paged(request, answers.defer("revision__data")),
    }
    return TemplateResponse(request, "admin/blog/sign_offs.html", context)


def _asked(request: HttpRequest, post: Post, form: AskForm) -> MadeLink | None:
    """Ask, and return the link: with its address only where no mail goes out."""
    user, chosen = user_of(request), form.cleaned_data
    if not ASKING.allows(user.pk):
        form.add_error(None, TOO_OFTEN)
        return None
    try:
        link, secret = ask(
            post,
            Request(
                partner=form.partners[chosen["partner"]],
                always_newest=chosen["shows"] == "newest",
                **{name: chosen[name] for name in ("name", "email", "message", "days", "by_mail")},
            ),
            by=user,
        )
    except ValidationError as refusal:
        form.add_error(None, refusal)
        return None
    return MadeLink.of(link, secret) if secret else MadeLink(link, "", "")


def _need(model_admin: DocumentAdmin, request: HttpRequest, post: Post) -> HttpResponse:
    needed = request.POST.get("needed") == "1"
    need_sign_off(post, needed=needed, by=user_of(request))
    sentence = (
        "It can be published once every thanked partner agrees."
        if needed
        else "It can be published without the partners' agreement."
    )
    model_admin.log_change(request, post, sentence)
    model_admin.message_user(request, sentence, messages.SUCCESS)
    return redirect("admin:blog_post_sign_off", post.pk)
