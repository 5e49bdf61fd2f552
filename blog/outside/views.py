"""The page that a preview link opens: the text as readers will see it, and a partner's answer."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Any, cast

from csp.constants import NONE
from csp.decorators import csp_replace
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from blog.editing.limits import Limit
from blog.editing.preview import content_of_snapshot
from blog.editing.preview_links import (
    find_link,
    has_newer,
    is_live,
    note_opening,
    shown_by,
    why_closed,
)
from blog.editing.sign_off import answer
from blog.models import Post, PreviewLink, Revision, SignOff, Snapshot
from blog.outside.forms import AnswerForm
from blog.reading.around import Around, around
from blog.reading.languages import speak
from blog.reading.metadata import Meta

if TYPE_CHECKING:
    from collections.abc import Callable

    View = Callable[..., HttpResponse]

# A group of people behind one link reload a page; nobody reads two in a second.
OPENINGS = Limit("preview_link", most=120, seconds=60)
ANSWERS = Limit("sign_off", most=10, seconds=3600)
TOO_MANY = _(
    "So many answers came by this link that this one was not stored. Try again in an hour."
)
# Programs that fetch a link which somebody put into a message, to draw a card of it.
PROGRAMS = ("bot", "crawl", "spider", "preview", "slurp", "facebookexternalhit", "whatsapp")
UNKNOWN = _("The link may be cut short or mistyped. Open it from the message that you got it in.")


def for_its_bearer(view: View) -> View:
    """Keep the page from caches, search engines, frames, and the sites that it links to."""

    @wraps(view)
    def kept(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
        response["Referrer-Policy"] = "no-referrer"
        patch_cache_control(response, private=True, no_store=True)
        return response

    return cast("View", csp_replace({"frame-ancestors": [NONE]})(kept))


# The form's own signature stands in for the cookie: see AnswerForm. Under no-referrer, browsers
# send "Origin: null", which Django's check refuses whatever the cookie says.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@for_its_bearer
def preview(request: HttpRequest, secret: str) -> HttpResponse:
    """Show what the link leads to, and take the answer of a partner who was asked for one."""
    link = find_link(secret)
    if link is None:
        return _notice(request, _("There is nothing at this address"), UNKNOWN, 404)
    speak(request, link.document.language)
    revision = shown_by(link)
    if refusal := _refused(request, link):
        return refusal
    assert revision is not None  # noqa: S101
    if request.method == "POST":
        return _answered(request, link, revision)
    if request.method == "GET" and not _is_nobody(request, link):
        note_opening(link)
    return _page(request, link, revision)


def _refused(request: HttpRequest, link: PreviewLink) -> HttpResponse | None:
    """Return what is answered in place of the text, or nothing where the link opens."""
    if not OPENINGS.allows(link.pk):
        response = _notice(
            request, _("That was too often"), _("Wait a minute, then try again."), 429
        )
        response["Retry-After"] = "60"
        return response
    if sentence := why_closed(link):
        return _notice(request, _("This link no longer opens"), sentence, 410)
    if is_live(link):
        return _notice(request, _("This is public now"), "", live=link.document)
    if request.method == "POST" and link.collaborator is None:
        return HttpResponse(status=405, headers={"Allow": "GET, HEAD"})
    return None


def _answered(request: HttpRequest, link: PreviewLink, revision: Revision) -> HttpResponse:
    form = AnswerForm(request.POST, link=link, revision=revision)
    if not form.is_valid():
        form.renew()
        return _page(request, link, revision, form, status=422)
    if not ANSWERS.allows(link.pk):
        form.add_error(None, TOO_MANY)
        return _page(request, link, revision, form, status=429)
    said = {name: form.cleaned_data[name] for name in ("name", "email", "decision", "note")}
    try:
        answer(link, form.version, **said)
    except ValidationError as refusal:
        form.add_error(None, ValidationError(refusal.messages))
        return _page(request, link, revision, form, status=422)
    return HttpResponseRedirect(f"{request.path}#answer")


def _page(
    request: HttpRequest,
    link: PreviewLink,
    revision: Revision,
    form: AnswerForm | None = None,
    status: int = 200,
) -> HttpResponse:
    document: Any = link.document
    snapshot = Snapshot.from_json(revision.data)
    try:
        content = content_of_snapshot(document, snapshot)
    except ValidationError as refusal:
        return _notice(request, _("This text can't be shown"), " ".join(refusal.messages), 422)
    context: dict[str, Any] = {
        "link": link,
        "revision": revision,
        "content": content,
        # Whoever is to answer goes on to the form, not to other posts.
        "around": None if link.collaborator_id else _around(document),
        # No canonical address and nothing for cards: machines should learn nothing of it.
        "meta": Meta(title=content.title, noindex=True),
        "template": f"blog/{content.kind}.html",
        "has_newer": has_newer(link),
    }
    if link.collaborator is not None:
        context["form"] = form or AnswerForm(None, link=link, revision=revision)
        context["last"] = _last_answer(link)
    return render(request, "outside/preview.html", context, status=status)


def _around(document: Any) -> Around:
    return around(document) if isinstance(document, Post) else Around()


def _last_answer(link: PreviewLink) -> SignOff | None:
    last: SignOff | None = link.sign_offs.select_related("revision").first()
    return last


def _notice(
    request: HttpRequest, title: Any, sentence: Any, status: int = 200, *, live: Any = None
) -> HttpResponse:
    context = {
        "meta": Meta(title=title, noindex=True),
        "title": title,
        "sentence": sentence,
        "live": live,
        # What somebody wrote while the link was closed is theirs to copy.
        "unsent": request.POST.get("note", ""),
    }
    return render(request, "outside/notice.html", context, status=status)


def _is_nobody(request: HttpRequest, link: PreviewLink) -> bool:
    """Whether a program asks, or somebody who may edit the text: neither is an opening."""
    purpose = request.headers.get("Sec-Purpose", "") + request.headers.get("Purpose", "")
    agent = request.headers.get("User-Agent", "").lower()
    if "prefetch" in purpose or any(name in agent for name in PROGRAMS):
        return True
    return request.user.is_authenticated and link.document.can_be_edited_by(request.user)
