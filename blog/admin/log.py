"""The log of the whole site: read, filtered and exported by administrators, changed by nobody."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from blog.admin.log_export import exported
from blog.admin.read_only import ReadOnlyAdmin
from blog.admin.told import details
from blog.admin.who import LONGEST_KEY, key_of
from blog.models import Event
from blog.reading.paging import page_number

PER_PAGE = 50
_DAYS = [MinValueValidator(date(1990, 1, 1)), MaxValueValidator(date(2999, 12, 31))]


def _day(label: str) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, required=False, widget=widget, validators=_DAYS)


class LogFilter(forms.Form):
    """What of the log is asked for; a field that is wrong narrows nothing."""

    kind = forms.ChoiceField(
        label="What", required=False, choices=[("", "Everything"), *Event.Kind.choices]
    )
    who = forms.CharField(label="Who", required=False, max_length=200)
    since = _day("From")
    until = _day("Until")
    q = forms.CharField(label="In title or note", required=False, max_length=200)
    post = forms.CharField(required=False, max_length=LONGEST_KEY, widget=forms.HiddenInput)
    page = forms.CharField(required=False, max_length=LONGEST_KEY, widget=forms.HiddenInput)

    def __init__(self, data: Any) -> None:
        super().__init__(data, label_suffix="")
        self.full_clean()

    def events(self) -> QuerySet[Event]:
        """Return the events asked for, the newest first."""
        found = self.cleaned_data
        wanted = Q()
        if found.get("kind"):
            wanted &= Q(kind=found["kind"])
        if found.get("who"):
            wanted &= Q(by_name__icontains=found["who"])
        if found.get("since"):
            wanted &= Q(at__gte=_start_of(found["since"]))
        if found.get("until"):
            wanted &= Q(at__lt=_start_of(found["until"] + timedelta(days=1)))
        if found.get("q"):
            wanted &= Q(subject__icontains=found["q"]) | Q(note__icontains=found["q"])
        for name in ("post", "page"):
            if found.get(name):
                wanted &= Q(**{name: key_of(found[name])})
        events: QuerySet[Event] = Event.objects.filter(wanted)
        return events.select_related("revision", "post", "page").only(
            *(field.name for field in Event._meta.concrete_fields),
            "revision__number",
            "post__title",
            "post__slug",
            "page__title",
            "page__path",
        )

    def query(self, **more: str) -> str:
        """Return what was asked for as the end of an address, with `more`."""
        asked = {name: self.data.get(name, "") for name in self.fields}
        return "?" + urlencode({name: text for name, text in {**asked, **more}.items() if text})


def _start_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


@admin.register(Event)
class EventAdmin(ReadOnlyAdmin):
    """The log's two addresses: the list, and its export."""

    def get_urls(self) -> list[Any]:
        """Offer nothing that could add, change or remove an event."""
        view = self.admin_site.admin_view
        return [
            path("", view(require_safe(self.changelist_view)), name="blog_event_changelist"),
            path("export/", view(require_safe(self.export)), name="blog_event_export"),
        ]

    def has_module_permission(self, request: HttpRequest) -> bool:
        """Show it to those who may read it."""
        return request.user.has_perm("blog.view_log")

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Let administrators read it."""
        return request.user.has_perm("blog.view_log")

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Show a page of what was asked for."""
        asked = self._filter(request)
        number = page_number(request, "p")
        start = (number - 1) * PER_PAGE
        rows = list(asked.events()[start : start + PER_PAGE + 1])
        shown = rows[:PER_PAGE]
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": "Log",
            "form": asked,
            "rows": [(event, details(event)) for event in shown],
            "about": next((e.subject for e in shown), "") if _is_about_one(asked) else "",
            "export_url": reverse("admin:blog_event_export") + asked.query(),
            "page": {
                "previous_url": asked.query(p=str(number - 1)) if number > 1 else "",
                "next_url": asked.query(p=str(number + 1)) if len(rows) > PER_PAGE else "",
            },
        }
        return TemplateResponse(request, "admin/blog/log.html", context)

    def export(self, request: HttpRequest) -> HttpResponseBase:
        """Send what was asked for as CSV, however long it is."""
        return exported(self._filter(request).events())

    def _filter(self, request: HttpRequest) -> LogFilter:
        if not self.has_view_permission(request):
            raise PermissionDenied("The log is for administrators to read.")
        return LogFilter(request.GET)


def _is_about_one(asked: LogFilter) -> bool:
    return bool(asked.cleaned_data.get("post") or asked.cleaned_data.get("page"))
