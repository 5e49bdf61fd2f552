"""Writing a post or a page: one screen for both, saved by `editing`, never by the admin itself."""

from __future__ import annotations

from typing import Any, cast

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.timezone import localtime

from blog.admin import areas
from blog.admin.actions import buttons, may_publish_here, perform
from blog.admin.archiving import archive_view
from blog.admin.desk import Desk, SavedMeanwhile, new_document
from blog.admin.previewing import preview_view
from blog.admin.who import key_of, user_of
from blog.editing.access import get_editable
from blog.models import Document
from blog.reading.site import site_of

_DAY = "j M Y"
_MOMENT = "j M Y, H:i"


class DocumentAdmin(admin.ModelAdmin[Any]):
    """What the admins of posts and pages share: the writing screen, its buttons, its preview."""

    form_template = "admin/blog/document_form.html"
    actions = None
    list_per_page = 50
    show_full_result_count = False

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Any]:
        """Return what the user may edit; nothing else can be listed or opened."""
        return cast("models.QuerySet[Any]", self.model.objects.editable_by(request.user))

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Delete nothing: what was public is archived."""
        return False

    @admin.display(description="published", ordering="published_at")
    def published(self, document: Any) -> str:
        """Return the day of publication in the site's time zone."""
        return date_format(localtime(document.published_at), _DAY) if document.published_at else "–"

    @admin.display(description="last change", ordering="modified_at")
    def changed(self, document: Any) -> str:
        """Return when the newest version was saved."""
        return date_format(localtime(document.modified_at), _MOMENT)

    def get_urls(self) -> list[Any]:
        """Add preview, archive, and the screens of every area."""
        name = f"blog_{self.opts.model_name}"
        view = self.admin_site.admin_view
        return [
            path("add/preview/", view(self.preview), name=f"{name}_preview_new"),
            path("<int:pk>/preview/", view(self.preview), name=f"{name}_preview"),
            path("<int:pk>/archive/", view(self.archive), name=f"{name}_archive"),
            *(url for urls in areas.URLS for url in urls(self)),
            *super().get_urls(),
        ]

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Show the form of a new or stored document, or do what one of its buttons says."""
        document = self.document_of(request, object_id)
        desk = self._desk(request, document)
        if request.method != "POST":
            return self._page(request, desk)
        if not desk.is_valid():
            self.message_user(request, "Not saved yet: see the notes in red.", messages.ERROR)
            return self._page(request, desk)
        return self._act(request, desk, request.POST.get("action", "save"))

    def _act(self, request: HttpRequest, desk: Desk, action: str) -> HttpResponse:
        is_new = desk.document.pk is None
        problem: ValidationError | None = None
        try:
            with transaction.atomic():
                desk.save(base=request.POST.get("base", ""))
                done, problem = self._perform(request, desk, action)
                self._log(request, desk.document, done, is_new=is_new)
        except SavedMeanwhile as conflict:
            self.message_user(request, str(conflict), messages.WARNING)
            return self._page(request, desk)
        except ValidationError as error:
            if is_new:
                # A refused save leaves no row; the object must not look stored.
                desk.document.pk = None
                desk.document.newest_revision = None
            problem, done = error, "Not saved yet: see the notes in red."
        if problem is not None:
            desk.form.take_errors(problem)
            self.message_user(request, done, messages.ERROR)
            return self._page(request, desk)
        return self._done(request, desk.document, action, done)

    def _perform(
        self, request: HttpRequest, desk: Desk, action: str
    ) -> tuple[str, ValidationError | None]:
        """Do what the button says; a rule that forbids it undoes that alone, not the save."""
        material = request.POST.get("material") == "1"
        try:
            with transaction.atomic():
                return perform(action, desk.document, desk.user, material=material), None
        except ValidationError as error:
            desk.document.refresh_from_db()
            return "Saved as a draft, but not more than that: see the notes in red.", error

    def _log(self, request: HttpRequest, document: Document, done: str, *, is_new: bool) -> None:
        if is_new:
            self.log_addition(request, document, done)
        else:
            self.log_change(request, document, done)

    def _done(
        self, request: HttpRequest, document: Document, action: str, done: str
    ) -> HttpResponse:
        """Tell what was done, and go on: to the form, the archive screen, or back to the list."""
        if document.is_public and action == "publish":
            done = format_html('{} <a href="{}">Look at it</a>', done, document.get_absolute_url())
        self.message_user(request, done, messages.SUCCESS)
        if not document.can_be_edited_by(user_of(request)):
            return redirect(f"admin:blog_{self.opts.model_name}_changelist")
        screen = "archive" if action == "archive" else "change"
        return redirect(f"admin:blog_{self.opts.model_name}_{screen}", document.pk)

    def _page(self, request: HttpRequest, desk: Desk) -> HttpResponse:
        document = desk.document
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": str(document) if document.pk else f"New {self.opts.verbose_name}",
            "desk": desk,
            "form": desk.form,
            "document": document,
            "buttons": buttons(document, desk.user),
            "may_publish": may_publish_here(document, desk.user),
            "media": desk.media,
            "places": areas.places(document, desk.user),
            **areas.panels(request, document),
            **self._addresses(document),
        }
        return TemplateResponse(request, self.form_template, context)

    def _addresses(self, document: Document) -> dict[str, str]:
        name = f"admin:blog_{self.opts.model_name}"
        if document.pk is None:
            return {
                "form_url": reverse(f"{name}_add"),
                "preview_url": reverse(f"{name}_preview_new"),
            }
        return {
            "form_url": reverse(f"{name}_change", args=[document.pk]),
            "preview_url": reverse(f"{name}_preview", args=[document.pk]),
        }

    def document_of(self, request: HttpRequest, object_id: str | int | None) -> Document:
        """Return the text if the user may edit it, or a new one where there is no id.

        Raises Http404, so that nobody learns of it, and PermissionDenied.
        """
        user = user_of(request)
        if object_id is None:
            if not self.has_add_permission(request):
                kind = self.opts.verbose_name
                raise PermissionDenied(f"Your role does not let you write a {kind}.")
            return new_document(self.model, user)
        document: Document = get_editable(self.model, user, key_of(str(object_id)))
        return document

    _document = document_of

    def _desk(self, request: HttpRequest, document: Document) -> Desk:
        data = request.POST if request.method == "POST" else None
        site = site_of(request)
        return Desk.open(document, user_of(request), site, data)

    def preview(self, request: HttpRequest, pk: int | None = None) -> HttpResponse:
        """Show what is in the form, or the newest version, as readers would see it."""
        return preview_view(request, self._desk(request, self.document_of(request, pk)))

    def archive(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Ask for the reason, then take a public text down for good."""
        return archive_view(self, request, self.document_of(request, pk))
