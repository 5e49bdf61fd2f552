"""Two versions of a text beside each other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from blog.admin.screens import screen
from blog.admin.who import key_of
from blog.editing.differences import compare
from blog.editing.history import before, usual_pair
from blog.editing.side_by_side import stretches
from blog.models import Document, Image, Revision, Snapshot

if TYPE_CHECKING:
    from blog.admin.documents import DocumentAdmin

# Digits of a version's number; 0 stands for what can't be one.
LONGEST_NUMBER = 9


def compare_view(
    model_admin: DocumentAdmin, request: HttpRequest, document: Document
) -> HttpResponse:
    """Show what differs between the versions numbered `?a=` and `?b=`, the earlier one first.

    Without `a`, `b` is compared with the one saved before it; without both, what readers see
    with the newest.
    """
    old, new = _asked(document, request)
    found = {row.number: row for row in Revision.objects.of(document).filter(number__in=[old, new])}
    missing = sorted({old, new} - found.keys())
    if missing:
        numbers = " and ".join(str(number) for number in missing if number)
        sentence = (
            f"This text has no version {numbers or 'of that number'}. Choose two from its history."
        )
        model_admin.message_user(request, sentence, messages.WARNING)
    context = {
        **screen(model_admin, request, document, f"Compare versions of “{document}”"),
        **({} if missing else _compared(found[old], found[new])),
        "asked": (old, new),
    }
    status = 404 if missing else 200
    return TemplateResponse(request, "admin/blog/compare.html", context, status=status)


def _asked(document: Document, request: HttpRequest) -> tuple[int, int]:
    sent = [request.GET[name] for name in ("a", "b") if request.GET.get(name)]
    numbers = sorted(key_of(text) if len(text) <= LONGEST_NUMBER else 0 for text in sent)
    if not numbers:
        return usual_pair(document)
    return numbers[0] if len(numbers) > 1 else before(document, numbers[0]), numbers[-1]


def _compared(old: Revision, new: Revision) -> dict[str, Any]:
    then, now = Snapshot.from_json(old.data), Snapshot.from_json(new.data)
    comparison = compare(then, now)
    pictures = Image.objects.in_bulk([each.featured.id for each in (then, now) if each.featured])
    texts = [
        {
            "change": change,
            "stretches": stretches(change.words) if change.words else (),
            "is_body": change.field == "body",
            "is_picture": change.field == "featured",
        }
        for change in comparison.fields
    ]
    return {
        "old": old,
        "new": new,
        "comparison": comparison,
        # The text last: it is the longest, and everything else would be looked for beneath it.
        "texts": sorted(texts, key=lambda text: bool(text["is_body"])),
        "old_picture": pictures.get(then.featured.id) if then.featured else None,
        "new_picture": pictures.get(now.featured.id) if now.featured else None,
    }
