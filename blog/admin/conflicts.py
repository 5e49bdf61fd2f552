"""Deciding about a text that could not be merged when it was saved."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path

from blog.admin.deciding import decided_by, places
from blog.admin.saving import came_in_sentence, whose
from blog.admin.screens import screen
from blog.admin.who import key_of, user_of
from blog.editing.ancestors import NOT_MERGED, base_of, content_of
from blog.editing.threeway import Merge, merge
from blog.editing.together import Outcome, came_in_words, finish_merge
from blog.editing.unmerged import set_aside
from blog.models import Document, Revision, Snapshot

if TYPE_CHECKING:
    from accounts.models import User
    from blog.admin.documents import DocumentAdmin


def urls(model_admin: DocumentAdmin) -> list[Any]:
    """Return the address of the screen."""
    name = f"blog_{model_admin.opts.model_name}_conflict"

    def view(request: HttpRequest, pk: int, revision: int) -> HttpResponse:
        return conflict_view(model_admin, request, model_admin.document_of(request, pk), revision)

    return [
        path(
            "<int:pk>/conflict/<int:revision>/", model_admin.admin_site.admin_view(view), name=name
        )
    ]


def conflict_view(
    model_admin: DocumentAdmin, request: HttpRequest, document: Document, key: int
) -> HttpResponse:
    """Show both versions where they differ, or store what somebody decided."""
    text = Revision.objects.of(document).filter(pk=key_of(str(key))).first()
    if text is None or document.newest_revision is None:
        raise Http404("No such version of this text.")
    change = redirect(f"admin:blog_{document._meta.model_name}_change", document.pk)
    if text.note != NOT_MERGED or text.pk == document.newest_revision_id:
        model_admin.message_user(request, "That text is settled: it waits for nothing any more.")
        return change
    if request.method != "POST":
        return _screen(model_admin, request, document, text)
    if request.POST.get("action") == "set-aside":
        set_aside(text)
        sentence = f"Set aside. It stays in the history as version {text.number}."
        model_admin.message_user(request, sentence, messages.SUCCESS)
        return change
    return _decide(model_admin, request, document, text)


def _merged(text: Revision, theirs: Revision) -> Merge:
    began = content_of(text.base) if text.base else Snapshot()
    return merge(began, content_of(text), content_of(theirs))


def _decide(
    model_admin: DocumentAdmin, request: HttpRequest, document: Document, text: Revision
) -> HttpResponse:
    user = user_of(request)
    theirs = _seen(request, document)
    if theirs is None:
        sentence = "Not saved: the screen did not say what it showed. Here is what there is now."
        return _screen(model_admin, request, document, text, problems=[sentence])
    snapshot = decided_by(_merged(text, theirs), request.POST.dict())
    try:
        with transaction.atomic():
            outcome = finish_merge(document, text, snapshot, by=user, theirs=theirs)
    except ValidationError as error:
        document.refresh_from_db()
        problems = error.messages
        return _screen(model_admin, request, document, text, problems=problems, theirs=theirs)
    return _told(model_admin, request, document, outcome)


def _seen(request: HttpRequest, document: Document) -> Revision | None:
    """Return the version that the screen showed beside the text."""
    sent = request.POST.get("theirs", "")
    found = base_of(document, sent)
    # Only what was really shown: the places are numbered as they were there.
    return found if found is not None and str(found.pk) == sent else None


def _told(
    model_admin: DocumentAdmin, request: HttpRequest, document: Document, outcome: Outcome
) -> HttpResponse:
    name = f"admin:blog_{document._meta.model_name}"
    if outcome.is_kept_beside:
        sentence = "Somebody saved it again meanwhile. What you decided is kept; here is the rest."
        model_admin.message_user(request, sentence, messages.WARNING)
        return redirect(f"{name}_conflict", document.pk, outcome.revision.pk)
    sentence = f"Merged and saved as version {outcome.revision.number}."
    if outcome.theirs is not None:
        sentence = came_in_sentence(outcome, user_of(request))
    model_admin.log_change(request, document, sentence)
    model_admin.message_user(request, sentence, messages.SUCCESS)
    return redirect(f"{name}_change", document.pk)


def _screen(
    model_admin: DocumentAdmin,
    request: HttpRequest,
    document: Document,
    text: Revision,
    *,
    problems: list[str] | None = None,
    theirs: Revision | None = None,
) -> HttpResponse:
    """Draw it beside `theirs`, with what was sent about them, or else beside the newest."""
    sent = request.POST.dict() if theirs is not None else None
    newest = theirs or document.newest_revision
    if newest is None:
        raise Http404("There is no version to merge with.")
    merged = _merged(text, newest)
    user = user_of(request)
    is_own = text.created_by_id == user.pk
    body = (sent or {}).get("body", merged.snapshot.body).replace("\r\n", "\n")
    context = {
        **screen(model_admin, request, document, f"Merge two versions of “{document}”"),
        "mine": text,
        "theirs": newest,
        "is_own": is_own,
        "mine_name": whose(text, user),
        "their_name": whose(newest, user),
        "mine_title": "Yours" if is_own else _title(text, user),
        "their_title": _title(newest, user),
        "places": places(merged, sent),
        "came_in": came_in_words(merged),
        "body": body,
        "is_body_written": body.rstrip() != merged.snapshot.body.rstrip(),
        "problems": problems or [],
    }
    return TemplateResponse(request, "admin/blog/conflict.html", context)


def _title(revision: Revision, user: User) -> str:
    return f"{_capital(whose(revision, user))} (version {revision.number})"


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
