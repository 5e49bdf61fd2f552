"""What is to do after publishing: which items there are, and ticking them beside the text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.forms import Field
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path
from django.views.decorators.http import require_POST

from blog.admin.base import KeptAdmin, named_for_readers
from blog.admin.who import key_of, user_of
from blog.editing.checklist import tasks_of, tick, untick
from blog.models import ChecklistItem, ChecklistTask, Document, Post

if TYPE_CHECKING:
    from blog.admin.documents import DocumentAdmin


@admin.register(ChecklistItem)
class ChecklistItemAdmin(KeptAdmin):
    """What posts published from now on are asked for, in its order."""

    list_display = ("text", "category_named", "position", "is_active")
    list_editable = ("position", "is_active")
    list_select_related = ("category",)
    list_filter = ("category",)
    ordering = ("position", "pk")
    instead = "Make it inactive instead."

    @admin.display(description="for posts of", ordering="category")
    def category_named(self, item: ChecklistItem) -> str:
        """Return the category, or that it is for all."""
        return str(item.category or "every category")

    def formfield_for_dbfield(self, db_field: Any, request: Any, **kwargs: Any) -> Field | None:
        """Name each field in its cell of the list."""
        return named_for_readers(
            super().formfield_for_dbfield(db_field, request, **kwargs), db_field
        )


def urls(model_admin: DocumentAdmin) -> list[Any]:
    """Return the address that ticks are sent to; only posts have a checklist."""
    if model_admin.model is not Post:
        return []

    @require_POST
    def view(request: HttpRequest, pk: int, task: int) -> HttpResponse:
        return tick_view(model_admin, request, model_admin.document_of(request, pk), task)

    wrapped = model_admin.admin_site.admin_view(view)
    return [path("<int:pk>/checklist/<int:task>/", wrapped, name="blog_post_checklist")]


def panel(request: HttpRequest, document: Document) -> dict[str, Any]:
    """Return what there is to do for a public post."""
    return {"tasks": _tasks(document)} if isinstance(document, Post) else {}


def tick_view(
    model_admin: DocumentAdmin, request: HttpRequest, document: Document, key: int
) -> HttpResponse:
    """Tick or untick; answer with the list to a script, else go back to where it was sent from."""
    task = _tasks(document).filter(pk=key_of(str(key))).first()
    if task is None:
        raise Http404("No such item on the checklist of this post.")
    done = request.POST.get("done") == "yes"
    (tick if done else untick)(task, user_of(request))
    if request.headers.get("X-Requested-With") == "fetch":
        context = {"document": document, "tasks": _tasks(document)}
        return TemplateResponse(request, "admin/blog/_tasks.html", context)
    sentence = f"“{task}” is done." if done else f"“{task}” is open again."
    model_admin.message_user(request, sentence, messages.SUCCESS)
    if request.POST.get("from") == "desk":
        return redirect("admin:index")
    return redirect("admin:blog_post_change", document.pk)


def _tasks(document: Document) -> QuerySet[ChecklistTask]:
    if not isinstance(document, Post):
        raise Http404("Only posts have a checklist.")
    return tasks_of(document).select_related("done_by")
