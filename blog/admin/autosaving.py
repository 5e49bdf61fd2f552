"""Keeping what somebody types while they type, and giving it back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils import timezone
from django.views.decorators.http import require_POST

from blog.admin.desk import Desk, PostDesk
from blog.admin.presence import newest_of
from blog.admin.who import key_of, user_of
from blog.editing.ancestors import is_never_saved
from blog.editing.autosaves import autosave, offered, throw_away, wanted_tag
from blog.editing.limits import Limit
from blog.editing.presences import is_tab
from blog.editing.unmerged import unmerged_by
from blog.models import Document, Ref, Revision, Snapshot, Tag
from blog.models.snapshot import FEATURED_WORDS
from blog.models.taxonomy import normal_tag
from blog.reading.site import site_of

if TYPE_CHECKING:
    from blog.admin.documents import DocumentAdmin

# One page asks once in three seconds; somebody may have several open.
AUTOSAVE = Limit("autosave", most=120, seconds=60)
# For how long a page that didn't hear the answer finds the text that its first autosave began.
REMEMBERED_S = 3600
# Of one text; more aren't looked up.
MOST_TAGS = 500
_TEXTS = (
    "title",
    "subtitle",
    "address",
    "summary",
    "body",
    "external_url",
    "doi",
    "featured_url",
    *FEATURED_WORDS,
)


def urls(model_admin: DocumentAdmin) -> list[Any]:
    """Return the addresses that take what is typed, for new and for stored texts."""
    name = f"blog_{model_admin.opts.model_name}_autosave"
    protect = model_admin.admin_site.admin_view

    @require_POST
    def begin(request: HttpRequest) -> HttpResponse:
        return autosave_view(model_admin, request, _begun_before(model_admin, request))

    @require_POST
    def go_on(request: HttpRequest, pk: int) -> HttpResponse:
        document = model_admin.document_of(request, pk)
        if request.POST.get("action") == "throw-away":
            return _thrown_away(model_admin, request, document)
        return autosave_view(model_admin, request, document)

    return [
        path("add/autosave/", protect(begin), name=f"{name}_new"),
        path("<int:pk>/autosave/", protect(go_on), name=name),
    ]


def panel(request: HttpRequest, document: Document) -> dict[str, Any]:
    """Return what is offered above a stored text: what its writer typed and didn't save."""
    user = user_of(request)
    is_filled = request.method == "POST" or "bring" in request.GET
    return {
        "autosaved": None if is_filled else offered(document, user),
        "unmerged": unmerged_by(document, user),
    }


def brought_back(request: HttpRequest, document: Document) -> Revision | None:
    """Return the revision that `?bring=` names, where it is what the user typed and didn't save."""
    key = key_of(request.GET.get("bring", ""))
    if request.method == "POST" or not key or document.pk is None:
        return None
    rows = Revision.objects.of(document).filter(kind=Revision.Kind.AUTOSAVE)
    found: Revision | None = rows.filter(created_by=user_of(request).pk, pk=key).first()
    return found


def _thrown_away(
    model_admin: DocumentAdmin, request: HttpRequest, document: Document
) -> HttpResponse:
    throw_away(document, user_of(request))
    sentence = "Thrown away. It stays in the history, should you want it after all."
    model_admin.message_user(request, sentence, messages.SUCCESS)
    return redirect(f"admin:blog_{document._meta.model_name}_change", document.pk)


def autosave_view(
    model_admin: DocumentAdmin, request: HttpRequest, document: Document
) -> HttpResponse:
    """Keep what is in the form, right or wrong, and say where; the text itself stays as it was."""
    user = user_of(request)
    if not AUTOSAVE.allows(user.pk):
        return _refusal("That is too often. It is tried again in a minute.", status=429)
    desk = Desk.open(document, user, site_of(request), request.POST)
    with transaction.atomic():
        typed = typed_in(desk)
        if document.pk is None and not (typed.title.strip() or typed.body.strip()):
            return JsonResponse(_answer(model_admin, desk, None))
        try:
            with transaction.atomic():
                kept = autosave(document, typed, by=user, base=_start_of(desk))
        except ValidationError as error:
            return _refusal(" ".join(error.messages))
    _remember(request, document)
    return JsonResponse(_answer(model_admin, desk, kept))


def typed_in(desk: Desk) -> Snapshot:
    """Return everything in the form, also what can't be saved as it is; makes no tags."""
    desk.is_valid()
    form, found = desk.form, desk.form.cleaned_data
    found.pop("tags", None)
    values: dict[str, Any] = {
        name: form.data.get(name, "").replace("\x00", "")
        for name in _TEXTS
        if name in form.errors and name in form.data
    }
    if isinstance(desk, PostDesk):
        values["tags"] = _tags(form.data.get("tags", ""))
    return _snapshot_of(desk).changed(**values)


def _snapshot_of(desk: Desk) -> Snapshot:
    """Rows that are half filled in count as they were stored."""
    snapshot = desk.to_snapshot()
    if isinstance(desk, PostDesk):
        if not desk.credits.is_valid():
            snapshot = snapshot.changed(credits=desk.snapshot.credits)
        if not desk.thanks.is_valid():
            snapshot = snapshot.changed(acknowledgements=desk.snapshot.acknowledgements)
    return snapshot


def _tags(text: str) -> tuple[Any, ...]:
    words = list(dict.fromkeys(filter(None, map(normal_tag, text.replace("\x00", "").split(",")))))
    known = {tag.name: tag for tag in Tag.objects.unmerged().filter(name__in=words[:MOST_TAGS])}
    return tuple(Ref.to(known[word]) if word in known else wanted_tag(word) for word in words)


def _answer(model_admin: DocumentAdmin, desk: Desk, kept: Revision | None) -> dict[str, Any]:
    """Return what the page goes on from: `base`, and the addresses of a text that it began."""
    document = desk.document
    newest = document.newest_revision
    base = kept if kept is not None and kept == newest else _start_of(desk)
    found = {
        "revision": kept.pk if kept else None,
        "at": timezone.now().isoformat(),
        "base": base.pk if base else None,
        "newest": newest_of(document, desk.user),
    }
    if document.pk is not None:
        found["document"] = document.pk
        found["urls"] = model_admin.urls_of(document)
    return found


def _refusal(sentence: str, status: int = 400) -> HttpResponse:
    return JsonResponse({"error": sentence}, status=status)


def _key(request: HttpRequest, model: type[Document]) -> str:
    tab = request.POST.get("tab", "")
    return f"autosave:{model.__name__}:{user_of(request).pk}:{tab}" if is_tab(tab) else ""


def _remember(request: HttpRequest, document: Document) -> None:
    """Let the page that began a text find it again where the answer got lost."""
    key = _key(request, type(document))
    if key and document.pk and not request.POST.get("base"):
        cache.set(key, document.pk, REMEMBERED_S)


def _begun_before(model_admin: DocumentAdmin, request: HttpRequest) -> Document:
    document = model_admin.document_of(request, None)
    key = _key(request, type(document))
    pk = cache.get(key) if key else None
    rows: Any = model_admin.get_queryset(request).filter(trashed_at=None, erased_at=None)
    found: Document | None = rows.filter(pk=pk).first() if pk else None
    return found or document


def _start_of(desk: Desk) -> Revision | None:
    """Return what the form goes on from; a page that didn't hear the answer, from what it began."""
    if desk.start is None and is_never_saved(desk.document) and not desk.form.data.get("base"):
        return desk.document.newest_revision
    return desk.start
