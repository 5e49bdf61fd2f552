"""The preview links of a text: making one, whom each is for, who opened it, taking it back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Count, Max
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path

from blog.admin.screens import screen, screen_url
from blog.admin.who import user_of
from blog.editing.limits import Limit
from blog.editing.preview_links import DAYS, address_of, make_link, revoke
from blog.models import Document, PreviewLink
from blog.models.review import LINK_DAYS
from blog.reading.paging import paged

if TYPE_CHECKING:
    from blog.admin.documents import DocumentAdmin

MAKING = Limit("make_link", most=60, seconds=3600)
TOO_OFTEN = "Those were a lot of links in an hour. Nothing was made; try again later."
OPENINGS_A_PAGE = 50


class ShownForm(forms.Form):
    """What every link needs to know: which version it shows, and how long."""

    shows = forms.ChoiceField(
        label="What it shows",
        choices=[
            ("newest", "Always the newest version"),
            ("this", "The text as it is saved now, whatever is changed later"),
        ],
        widget=forms.RadioSelect,
        initial="newest",
    )
    days = forms.TypedChoiceField(
        label="It opens for",
        choices=[(days, "1 day" if days == 1 else f"{days} days") for days in DAYS],
        coerce=int,
        initial=LINK_DAYS,
    )


class LinkForm(ShownForm):
    """A link for somebody who is only to look."""

    label = forms.CharField(
        label="Whom it is for",
        max_length=200,
        help_text="A name or a group. Whoever opens the link reads it at the top of the page.",
        error_messages={"required": "Say whom it is for, so that you know later which is which."},
    )
    field_order = ("label", "shows", "days")

    def clean_label(self) -> str:
        """Return the words on one line."""
        return one_line(self.cleaned_data["label"])


@dataclass(frozen=True, slots=True)
class MadeLink:
    """A new link, on the only page that ever shows its address."""

    link: PreviewLink
    address: str
    mailto: str

    @classmethod
    def of(cls, link: PreviewLink, secret: str) -> MadeLink:
        """Return it with a mail that the person's own program can send."""
        address = address_of(secret)
        subject = quote(f"To read before it is published: {link.document}")
        to = quote(link.email, safe="@")
        return cls(link, address, f"mailto:{to}?subject={subject}&body={quote(address)}")


def urls(model_admin: DocumentAdmin) -> list[Any]:
    """Return the addresses of the screens."""
    name = f"blog_{model_admin.opts.model_name}"

    def links(request: HttpRequest, pk: int) -> HttpResponse:
        return links_view(model_admin, request, model_admin.document_of(request, pk))

    def link(request: HttpRequest, pk: int, link: int) -> HttpResponse:
        document = model_admin.document_of(request, pk)
        return link_view(model_admin, request, document, str(link))

    view = model_admin.admin_site.admin_view
    return [
        path("<int:pk>/links/", view(links), name=f"{name}_links"),
        path("<int:pk>/links/<int:link>/", view(link), name=f"{name}_link"),
    ]


def links_view(
    model_admin: DocumentAdmin, request: HttpRequest, document: Document
) -> HttpResponse:
    """List the links of a text, and make another."""
    form = LinkForm(request.POST if request.method == "POST" else None)
    made = _made(request, document, form) if form.is_valid() else None
    rows = PreviewLink.objects.of(document).select_related("collaborator", "revision", "created_by")
    rows = rows.defer("revision__data").annotate(count=Count("openings"), last=Max("openings__at"))
    rows = rows.order_by("-created_at", "-pk")
    context = {
        **screen(model_admin, request, document, "Preview links"),
        "form": LinkForm() if made else form,
        "made": made,
        "page": paged(request, rows),
    }
    return TemplateResponse(request, "admin/blog/links.html", context)


def _made(request: HttpRequest, document: Document, form: LinkForm) -> MadeLink | None:
    user = user_of(request)
    if not MAKING.allows(user.pk):
        form.add_error(None, TOO_OFTEN)
        return None
    chosen = form.cleaned_data
    revision = document.newest_revision if chosen["shows"] == "this" else None
    try:
        return MadeLink.of(
            *make_link(
                document, by=user, label=chosen["label"], revision=revision, days=chosen["days"]
            )
        )
    except ValidationError as refusal:
        form.add_error(None, refusal)
        return None


def link_view(
    model_admin: DocumentAdmin, request: HttpRequest, document: Document, key: str
) -> HttpResponse:
    """Show when one link was opened and what was answered by it, and take it back."""
    rows = PreviewLink.objects.of(document).select_related("collaborator", "revision", "created_by")
    link = get_object_or_404(rows, pk=key)
    if request.method == "POST":
        revoke(link, by=user_of(request))
        sentence = f"The link for {link} opens nothing any more."
        model_admin.message_user(request, sentence, messages.SUCCESS)
        return redirect(f"admin:blog_{document._meta.model_name}_links", document.pk)
    context = {
        **screen(model_admin, request, document, f"Link for {link}"),
        "link": link,
        "page": paged(request, link.openings.all(), per_page=OPENINGS_A_PAGE),
        "answers": link.sign_offs.select_related("revision").defer("revision__data")[:20],
        "links_url": screen_url(document, "links"),
    }
    return TemplateResponse(request, "admin/blog/link.html", context)


def one_line(text: str) -> str:
    """Return the words on one line."""
    return " ".join(text.split())
