"""The publication itself: settings, menu and redirects."""

from __future__ import annotations

from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.conf import settings
from django.contrib import admin
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.validators import URLValidator
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.html import format_html

from blog.admin.base import KeptAdmin, PartInline, named_for_readers
from blog.admin.check_weights import WeightsField
from blog.editing.listings import recount_lists
from blog.editing.rerender import rerender
from blog.editing.targets import thing_at
from blog.models import MenuItem, Redirect, SiteSettings, SocialLink
from blog.models.redirect import OBJECTS, normal_path


class SocialLinkInline(PartInline):
    """Where else the publication is found."""

    model = SocialLink
    extra = 1


@admin.register(SiteSettings)
class SiteSettingsAdmin(KeptAdmin):
    """The one row, opened at once."""

    inlines = (SocialLinkInline,)
    fieldsets = (
        (None, {"fields": ("name", "tagline", "description", "logo")}),
        ("Colours", {"fields": ("colour_primary", "colour_accent")}),
        (
            "Language and time",
            {
                "fields": ("language", "time_zone"),
                "description": "Pages, sign-in and mails speak English or Spanish, as you choose; "
                "with any other language, English. The page of a text speaks the text's own.",
            },
        ),
        ("Foot of every page", {"fields": ("footer", "licence_name", "licence_url")}),
        ("Feeds", {"fields": ("feed_content", "feed_items", "link_posts", "hubs")}),
        ("Privacy", {"fields": ("remote_images",)}),
        (
            "Search engines and crawlers",
            {"fields": ("search_engines", "ai_training", "robots_lines")},
        ),
        ("Security", {"fields": ("security_contact", "security_policy")}),
        ("Review", {"fields": ("approvals_needed",)}),
        ("Desk", {"fields": ("quiet_partner_months",)}),
        ("Checks before publishing", {"fields": ("checks",)}),
    )

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """Open the row."""
        if not self.has_view_permission(request):
            raise PermissionDenied("The site's settings are administrators' to change.")
        SiteSettings.objects.get_or_create(pk=1)
        return redirect("admin:blog_sitesettings_change", 1)

    def formfield_for_dbfield(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        """Pick colours and the time zone; give longer texts room."""
        if db_field.name == "checks":
            return WeightsField(label="What each check does")
        if db_field.name in {"colour_primary", "colour_accent"}:
            kwargs["widget"] = forms.TextInput(attrs={"type": "color"})
        elif db_field.name in {"description", "footer", "robots_lines", "hubs"}:
            kwargs["widget"] = forms.Textarea(attrs={"rows": 3})
        elif db_field.name == "time_zone":
            kwargs["widget"] = forms.Select(choices=[(zone, zone) for zone in _time_zones()])
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """There is one."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """There is always one."""
        return False

    def save_model(self, request: HttpRequest, obj: SiteSettings, form: Any, change: bool) -> None:
        """Store it, and have done what follows from a new rule on pictures or time zone."""
        super().save_model(request, obj, form, change)
        if "remote_images" in form.changed_data:
            transaction.on_commit(rerender.enqueue)
            sentence = "Every text is now made anew in the background; that takes a minute or two."
            self.message_user(request, sentence)
        if "time_zone" in form.changed_data:
            # Years and months begin at other moments now.
            transaction.on_commit(recount_lists.enqueue)


def _time_zones() -> list[str]:
    """Return the places whose time a site may keep, and UTC."""
    return ["UTC", *sorted(zone for zone in available_timezones() if "/" in zone)]


@admin.register(MenuItem)
class MenuItemAdmin(admin.ModelAdmin[MenuItem]):
    """The menu, in its order."""

    list_display = ("label", "address", "position")
    list_editable = ("position",)
    ordering = ("position", "pk")

    def formfield_for_dbfield(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        """Name each field in its cell of the list."""
        return named_for_readers(
            super().formfield_for_dbfield(db_field, request, **kwargs), db_field
        )


class RedirectForm(forms.ModelForm[Redirect]):
    """Asks for the target as people know it: by its address."""

    target = forms.CharField(
        label="Leads to",
        max_length=1000,
        help_text="A path here, such as /blog/spring-report/, or a whole https:// address.",
    )

    class Meta:
        model = Redirect
        fields = ("path",)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk and "target" in self.fields:
            self.fields["target"].initial = self.instance.target

    def clean_path(self) -> str:
        """Refuse an address that something has now: it would never lead on, only be reserved."""
        path = normal_path(self.cleaned_data["path"])
        thing = thing_at(path)
        if thing is not None:
            raise ValidationError(f"{path} is the address of “{thing}” now. Move that one first.")
        return path

    def clean_target(self) -> str:
        """Find what the address leads to; the redirect follows it wherever it moves."""
        target: str = self.cleaned_data["target"].strip()
        if target.startswith(("/", f"{settings.SITE_URL}/")):
            self._take(thing_at(target))
        else:
            URLValidator(schemes=("http", "https"))(target)
            self._take(None, address=target)
        return target

    def _take(self, thing: Any, address: str | None = None) -> None:
        if thing is None and address is None:
            raise ValidationError("Nothing here has this address. Make it first, then lead to it.")
        for name in OBJECTS:
            is_it = thing is not None and thing._meta.model_name == name
            setattr(self.instance, name, thing if is_it else None)
        self.instance.address = address


@admin.register(Redirect)
class RedirectAdmin(admin.ModelAdmin[Redirect]):
    """Old addresses and where they lead."""

    form = RedirectForm
    list_display = ("path", "leads_to", "created_at")
    list_select_related = OBJECTS
    search_fields = ("path", "address", "post__title", "page__title")

    @admin.display(description="leads to")
    def leads_to(self, row: Redirect) -> str:
        """Return a link to the target."""
        return format_html('<a href="{0}">{0}</a>', row.target)
