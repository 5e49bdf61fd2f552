"""What a person is told when somebody else saved the same text while they wrote."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from blog.admin.actions import buttons
from blog.admin.desk import Desk
from blog.editing.presences import is_tab
from blog.editing.together import Outcome
from blog.models import Revision

if TYPE_CHECKING:
    from accounts.models import User


def whose(revision: Revision, user: User) -> str:
    """Return whose a revision is, before its name: “Ada’s”, “your own”."""
    if revision.created_by_id == user.pk:
        return "your own"
    return f"{revision.created_by_name}’s" if revision.created_by_name else "somebody’s"


def merged_answer(
    model_admin: Any, request: HttpRequest, desk: Desk, outcome: Outcome, action: str
) -> HttpResponse:
    """Tell what came in, or that there is something to decide, and go where it is seen.

    What the button asked for is not done: it would be done to a text that nobody has seen.
    """
    name = f"admin:blog_{model_admin.opts.model_name}"
    document = desk.document
    if outcome.is_kept_beside:
        model_admin.message_user(request, _beside_sentence(outcome, desk), messages.WARNING)
        return redirect(f"{name}_conflict", document.pk, outcome.revision.pk)
    sentence = came_in_sentence(outcome, desk.user)
    model_admin.log_change(request, document, sentence)
    label = next((b.label for b in buttons(document, desk.user) if b.action == action), action)
    if action != "save":
        sentence += f" Nothing else was done: look at it, then press “{label}” again."
    level = messages.SUCCESS if action == "save" else messages.WARNING
    model_admin.message_user(request, sentence, level)
    return redirect(f"{name}_change", document.pk)


def tell_browser(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Let the browser forget its own copy of what is stored now; the page named itself `tab`."""
    tab = request.POST.get("tab", "")
    if is_tab(tab) and response.status_code == HTTPStatus.FOUND:
        response.set_cookie("saved_tab", tab, max_age=300, path="/admin/", samesite="Lax")
    return response


def came_in_sentence(outcome: Outcome, user: User) -> str:
    """Say what of a newer version is new to the person, and that both are saved."""
    theirs = outcome.theirs
    if theirs is None:
        return "Saved."
    version = f"{whose(theirs, user)} version {theirs.number}"
    came = f": {', '.join(outcome.came_in)}" if outcome.came_in else ""
    if outcome.revision == theirs:
        return f"There was nothing new of yours to save. Meanwhile {version} came in{came}."
    return f"Saved as version {outcome.revision.number}. In it is {version}, which came in{came}."


def _beside_sentence(outcome: Outcome, desk: Desk) -> str:
    kept = f"Your text is kept as version {outcome.revision.number}; nothing of it is lost."
    if outcome.theirs is None:
        return kept
    version = f"{whose(outcome.theirs, desk.user)} version {outcome.theirs.number}"
    return f"While you wrote, {version} was saved, and it differs in the same places. {kept}"
