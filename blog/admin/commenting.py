"""Comments on a text: a panel beside the form, and a screen of their own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.response import TemplateResponse
from django.urls import path
from django.views.decorators.cache import never_cache

from blog.admin.screens import screen, screen_url
from blog.admin.who import key_of, user_of
from blog.editing import comments
from blog.editing.anchors import QUOTE_MAX, Anchor, locate_all
from blog.editing.comments import COMMENT_MAX
from blog.editing.limits import Limit
from blog.models import Comment, Document
from blog.reading.paging import paged

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from accounts.models import User
    from blog.admin.documents import DocumentAdmin

IN_PANEL = 50
MOST_NAMES = 60
COMMENTING = Limit("comment", most=120, seconds=600)
TOO_OFTEN = "Those were a lot of comments in a short time. Wait a minute and send it again."


class CommentForm(forms.Form):
    """A new remark on the text, with the words it is about."""

    quote = forms.CharField(
        label="The words it is about",
        max_length=QUOTE_MAX,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Empty: the whole text.",
    )
    text = forms.CharField(
        label="Your comment",
        max_length=COMMENT_MAX,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="@ and a name tells that person by e-mail.",
        error_messages={"required": "Write something before sending it."},
    )
    before = forms.CharField(max_length=200, required=False, strip=False, widget=forms.HiddenInput)
    after = forms.CharField(max_length=200, required=False, strip=False, widget=forms.HiddenInput)

    def anchor(self) -> Anchor:
        """Return the quotation with what stood around it."""
        found = {name: self.cleaned_data[name] for name in ("quote", "before", "after")}
        return Anchor(**{name: text.replace("\r\n", "\n") for name, text in found.items()})


@dataclass(frozen=True, slots=True)
class Thread:
    """A thread as it is shown: `words` is what the text says now where it hangs, if found."""

    first: Comment
    remarks: list[Comment]
    words: str = ""
    start: int = -1

    @property
    def is_gone(self) -> bool:
        """Whether the quoted words are no longer in the text."""
        return bool(self.first.quote) and self.start < 0


def urls(model_admin: DocumentAdmin) -> list[Any]:
    """Return the address of the screen, which also takes what is sent."""
    name = f"blog_{model_admin.opts.model_name}_comments"

    @never_cache
    def view(request: HttpRequest, pk: int) -> HttpResponse:
        document = model_admin.document_of(request, pk)
        if request.method == "POST":
            return _take(model_admin, request, document)
        if "part" in request.GET:
            return _part(request, document)
        return comments_view(model_admin, request, document)

    return [path("<int:pk>/comments/", model_admin.admin_site.admin_view(view), name=name)]


def panel(request: HttpRequest, document: Document) -> dict[str, Any]:
    """Return what the panel beside the form is drawn from."""
    return {
        **_lists(document),
        "comment_form": CommentForm(label_suffix="", auto_id="comment_%s"),
        "mentionable": list(comments.mentionable(document)[:MOST_NAMES]),
    }


def _lists(document: Document) -> dict[str, Any]:
    """Return the panel's threads, open and resolved; the text is searched once for all."""
    rows = _threads(document)
    opened = rows.filter(resolved_at=None).order_by("-pk")[: IN_PANEL + 1]
    closed = rows.exclude(resolved_at=None).order_by("-resolved_at")[:IN_PANEL]
    shown = _shown(document, [*opened, *closed])
    waiting = [thread for thread in shown if thread.first.resolved_at is None]
    return {
        "threads": waiting[:IN_PANEL],
        "more_threads": len(waiting) > IN_PANEL,
        "resolved_threads": [thread for thread in shown if thread.first.resolved_at is not None],
        "comments_url": _url(document),
    }


def comments_view(
    model_admin: DocumentAdmin, request: HttpRequest, document: Document
) -> HttpResponse:
    """Show every thread, the newest first, a page at a time."""
    page = paged(request, _threads(document).order_by("-pk"))
    context = {
        **screen(model_admin, request, document, f"Comments on “{document}”"),
        "page": page,
        "threads": _shown(document, page.rows),
        "comments_url": _url(document),
    }
    return TemplateResponse(request, "admin/blog/comments.html", context)


def _part(request: HttpRequest, document: Document) -> HttpResponse:
    """Answer with the panel's lists alone, for the script that puts them in place."""
    return render(request, "admin/blog/_threads.html", _lists(document))


def _take(model_admin: DocumentAdmin, request: HttpRequest, document: Document) -> HttpResponse:
    """Do what a form of the panel says; scripts get the lists or a sentence, others the page."""
    by_script = "part" in request.GET
    try:
        if not COMMENTING.allows(request.user.pk):
            raise ValidationError(TOO_OFTEN)
        _do(request, document)
    except ValidationError as refusal:
        sentence = " ".join(refusal.messages)
        if by_script:
            return JsonResponse({"error": sentence}, status=400)
        model_admin.message_user(request, sentence, messages.ERROR)
        return comments_view(model_admin, request, document)
    return _part(request, document) if by_script else redirect(_url(document))


def _do(request: HttpRequest, document: Document) -> None:
    user, sent = user_of(request), request.POST
    if sent.get("do") == "new":
        form = CommentForm(sent)
        if not form.is_valid():
            raise ValidationError(
                [str(error) for errors in form.errors.values() for error in errors]
            )
        comments.comment(document, user, form.cleaned_data["text"], anchor=form.anchor())
        return
    act = _ACTS.get(sent.get("do", ""))
    if act is None:
        raise ValidationError("There is no such button. Reload the page and try again.")
    thread = get_object_or_404(_threads(document), pk=key_of(sent.get("thread", "")))
    act(thread, user, sent.get("text", ""))


# What the buttons of a thread do with it, by what they send as `do`.
_ACTS: dict[str, Callable[[Comment, User, str], Any]] = {
    "reply": comments.reply,
    "resolve": lambda thread, user, _: comments.resolve(thread, user),
    "reopen": lambda thread, user, _: comments.reopen(thread, user),
}


def _threads(document: Document) -> Any:
    replies = Comment.objects.order_by("created_at", "pk")
    return (
        Comment.objects.of(document)
        .threads()
        .select_related("resolved_by")
        .prefetch_related(Prefetch("replies", replies))
    )


def _shown(document: Document, rows: Sequence[Comment]) -> list[Thread]:
    """Return threads in the order of their places: the whole text's, those found, those gone."""
    body = document.newest_snapshot().body
    places = locate_all(body, [Anchor(row.quote, row.before, row.after) for row in rows])
    found = [_thread(row, place, body) for row, place in zip(rows, places, strict=True)]
    return sorted(found, key=lambda thread: (thread.is_gone, thread.start, thread.first.pk))


def _thread(row: Comment, place: tuple[int, int] | None, body: str) -> Thread:
    remarks = [row, *row.replies.all()]
    if place is None:
        return Thread(row, remarks)
    return Thread(row, remarks, words=body[slice(*place)], start=place[0])


def _url(document: Document) -> str:
    return screen_url(document, "comments")
