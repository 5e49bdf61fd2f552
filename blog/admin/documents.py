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
from django.utils.html import format_html

from blog.admin import areas
from blog.admin.actions import perform
from blog.admin.archiving import archive_view
from blog.admin.autosaving import brought_back
from blog.admin.dates import day, day_and_time
from blog.admin.desk import Desk, new_document
from blog.admin.previewing import preview_view
from blog.admin.reviewing import AroundForm, decisions
from blog.admin.saving import merged_answer, tell_browser
from blog.admin.templates import begin_with, choice
from blog.admin.who import key_of, user_of
from blog.editing.access import get_editable
from blog.models import Document
from blog.reading.site import site_of


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
        return day(document.published_at) if document.published_at else "–"

    @admin.display(description="last change", ordering="modified_at")
    def changed(self, document: Any) -> str:
        """Return when the newest version was saved."""
        return day_and_time(document.modified_at)

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
        if request.method != "POST" or request.POST.get("action") == "refill":
            return self._page(request, desk)
        around = AroundForm(request.POST, document, desk.user)
        if not all([desk.is_valid(), around.is_valid()]):
            self.message_user(request, "Not saved yet: see the notes in red.", messages.ERROR)
            return self._page(request, desk, around)
        action = request.POST.get("action", "save")
        return tell_browser(request, self._act(request, desk, around, action))

    def _act(
        self, request: HttpRequest, desk: Desk, around: AroundForm, action: str
    ) -> HttpResponse:
        is_new = desk.document.pk is None
        problem: ValidationError | None = None
        try:
            with transaction.atomic():
                outcome = desk.save(note=around.note_of_save())
                if outcome.needs_a_look:
                    return merged_answer(self, request, desk, outcome, action)
                done, problem = self._perform(desk, around, action)
                self._log(request, desk.document, done, is_new=is_new)
        except ValidationError as error:
            if is_new:
                # A refused save leaves no row; the object must not look stored.
                desk.document.pk = None
                desk.document.newest_revision = None
            problem, done = error, "Not saved yet: see the notes in red."
        if problem is not None:
            if (rest := around.take_errors(problem)) is not None:
                desk.form.take_errors(rest)
            self.message_user(request, done, messages.ERROR)
            return self._page(request, desk, around)
        return self._done(request, desk.document, action, done)

    def _perform(
        self, desk: Desk, around: AroundForm, action: str
    ) -> tuple[str, ValidationError | None]:
        """Do what the button says; a rule or a role that forbids it undoes that, not the save."""
        try:
            with transaction.atomic():
                around.apply()
                return perform(action, desk.document, desk.user, around.sent()), None
        except ValidationError as error:
            problem = error
        except PermissionDenied as refusal:
            # The role may have changed while the form was open: what was typed is no worse for it.
            problem = ValidationError(str(refusal))
        desk.document.refresh_from_db()
        return "Saved as a draft, but not more than that: see the notes in red.", problem

    def _log(self, request: HttpRequest, document: Document, done: str, *, is_new: bool) -> None:
        if is_new:
            self.log_addition(request, document, done)
        else:
            self.log_change(request, document, done)

    def _done(
        self, request: HttpRequest, document: Document, action: str, done: str
    ) -> HttpResponse:
        """Tell what was done, and go on: to the form, the archive screen, or back to the list."""
        if document.is_public and action in {"publish", "publish_changes"}:
            done = format_html('{} <a href="{}">Look at it</a>', done, document.get_absolute_url())
        self.message_user(request, done, messages.SUCCESS)
        if not document.can_be_edited_by(user_of(request)):
            return redirect(f"admin:blog_{self.opts.model_name}_changelist")
        screen = "archive" if action == "archive" else "change"
        return redirect(f"admin:blog_{self.opts.model_name}_{screen}", document.pk)

    def _page(
        self, request: HttpRequest, desk: Desk, around: AroundForm | None = None
    ) -> HttpResponse:
        document = desk.document
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": str(document) if document.pk else f"New {self.opts.verbose_name}",
            "desk": desk,
            "form": desk.form,
            "document": document,
            "around": around or AroundForm(None, document, desk.user),
            "media": desk.media,
            "places": areas.places(document, desk.user),
            **decisions(document, desk.user),
            **areas.panels(request, document),
            **choice(request, document),
            **self._addresses(document),
        }
        return TemplateResponse(request, self.form_template, context)

    def _addresses(self, document: Document) -> dict[str, str]:
        return {f"{name}_url": url for name, url in self.urls_of(document).items()}

    def urls_of(self, document: Document) -> dict[str, str]:
        """Return the addresses that a text's form is sent to, by name."""
        name = f"admin:blog_{self.opts.model_name}"
        if document.pk is None:
            return {
                "form": reverse(f"{name}_add"),
                "preview": reverse(f"{name}_preview_new"),
                "autosave": reverse(f"{name}_autosave_new"),
                "checks": reverse(f"{name}_checks_new"),
            }
        return {
            "form": reverse(f"{name}_change", args=[document.pk]),
            "preview": reverse(f"{name}_preview", args=[document.pk]),
            "autosave": reverse(f"{name}_autosave", args=[document.pk]),
            "checks": reverse(f"{name}_checks", args=[document.pk]),
            "presence": reverse(f"{name}_presence", args=[document.pk]),
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
            begun = new_document(self.model, user)
            begin_with(begun, request)
            return begun
        document: Document = get_editable(self.model, user, key_of(str(object_id)))
        return document

    def _desk(self, request: HttpRequest, document: Document) -> Desk:
        data = request.POST if request.method == "POST" else None
        site = site_of(request)
        filled_from = brought_back(request, document)
        return Desk.open(document, user_of(request), site, data, filled_from)

    def preview(self, request: HttpRequest, pk: int | None = None) -> HttpResponse:
        """Show what is in the form, or the newest version, as readers would see it."""
        return preview_view(request, self._desk(request, self.document_of(request, pk)))

    def archive(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Ask for the reason, then take a public text down for good."""
        return archive_view(self, request, self.document_of(request, pk))
