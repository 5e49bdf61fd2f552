"""The picture library."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.contrib import admin, messages
from django.db import transaction
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html

from blog.admin.base import KeptAdmin
from blog.admin.who import user_of
from blog.admin.widgets import module
from blog.editing.pictures.uploads import UploadRefused, take_in
from blog.editing.pictures.where_used import is_used, uses_of
from blog.editing.rerender import rerender_users
from blog.models import Image

_WORDS = ("title", "alt", "is_decorative", "caption", "credit", "licence")
_FOCUS = ("focus_x", "focus_y")
_KINDS = {"avif": "AVIF", "webp": "WebP", "jpg": "JPEG", "png": "PNG"}
MIDDLE = 50  # per cent


def _focus(label: str) -> forms.IntegerField:
    """Return the field for one coordinate of the point that crops keep in sight."""
    told = "In per cent; a click on the picture sets it. Lists that crop keep this point in sight."
    return forms.IntegerField(
        min_value=0, max_value=100, required=False, label=label, help_text=told
    )


class WordsForm(forms.ModelForm[Image]):
    """The words that belong to a picture."""

    class Meta:
        model = Image
        fields: tuple[str, ...] = _WORDS

    def clean(self) -> dict[str, Any]:
        """Ask that a picture has an alternative text or is said to be decorative, not both."""
        found = super().clean() or self.cleaned_data
        if found.get("is_decorative") and found.get("alt"):
            self.add_error("alt", "A decorative picture has no alternative text. Empty it.")
        return found


class StoredForm(WordsForm):
    """A stored picture: its words, and the point that crops keep in sight."""

    class Meta(WordsForm.Meta):
        fields = (*_WORDS, *_FOCUS)

    focus_x = _focus("Focus from the left")
    focus_y = _focus("Focus from the top")

    def clean(self) -> dict[str, Any]:
        """Take an emptied field for the middle."""
        found = super().clean()
        for name in _FOCUS:
            if name in found and found[name] is None:
                found[name] = MIDDLE
        return found


class UploadForm(WordsForm):
    """A new picture: its file decides the rest."""

    note = ""
    upload = forms.FileField(
        label="File", help_text="JPEG, PNG, GIF, WebP or AVIF.", widget=forms.FileInput
    )
    title = forms.CharField(
        max_length=200, required=False, help_text="To find it again. Empty: the file's name."
    )

    def clean(self) -> dict[str, Any]:
        """Take the file in; say beside it why it can't be taken."""
        found = super().clean()
        file = found.get("upload")
        if file and not self.errors:
            words = {name: found[name] for name in _WORDS}
            if not words["title"]:
                del words["title"]
            try:
                taken = take_in(file, name=file.name, by=self.by, **words)  # type: ignore[attr-defined]
                self.instance, self.note = taken.image, taken.note
            except UploadRefused as refusal:
                self.add_error("upload", str(refusal))
        return found


@admin.register(Image)
class ImageAdmin(KeptAdmin):
    """Pictures: everybody's to see, their words for who uploaded them and for editors."""

    instead = (
        "A text, an earlier version of one, a profile or the site shows this picture, so it stays. "
        "Its own page lists them."
    )
    list_display = ("thumbnail", "title", "alt_told", "size", "uploader", "created_at")
    list_display_links = ("title",)
    list_select_related = ("uploaded_by",)
    list_per_page = 40
    search_fields = ("title", "alt", "caption", "credit")
    date_hierarchy = "created_at"
    change_form_template = "admin/blog/image_form.html"

    class Media:
        js = [module("js/image-focus.js")]

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> type[forms.ModelForm[Image]]:
        """Ask for the file when adding, for the words afterwards."""
        kwargs["form"] = StoredForm if obj else UploadForm
        form: Any = super().get_form(request, obj, change, **kwargs)
        form.by = request.user
        return cast("type[forms.ModelForm[Image]]", form)

    def get_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """Show the file first."""
        if obj is None:
            return ("upload", *_WORDS)
        return ("shown", *_WORDS, _FOCUS, "size", "files", "address")  # type: ignore[return-value]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """Show what the file decides."""
        return ("shown", "size", "files", "address") if obj else ()

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> Any:
        """Add what shows the picture."""
        image = context.get("original")
        if image:
            uses = uses_of(image, user_of(request))
            rows = [(use, self._address_of(request, use.thing)) for use in uses.told]
            context |= {"uses": rows, "untold": uses.untold}
        return super().render_change_form(request, context, *args, **kwargs)

    def _address_of(self, request: HttpRequest, thing: Any) -> str:
        """Return where a thing is changed, or nothing for who may not see that."""
        if not self.admin_site.get_model_admin(type(thing)).has_view_permission(request, thing):
            return ""
        return reverse(f"admin:blog_{thing._meta.model_name}_change", args=[thing.pk])

    def save_model(self, request: HttpRequest, obj: Image, form: Any, change: bool) -> None:
        """Store the words and bring them into the texts that show the picture."""
        if not change:
            if form.note:
                self.message_user(request, form.note, messages.WARNING)
            return
        obj.save(update_fields=[*_WORDS, *_FOCUS])
        if set(form.changed_data) - {"title"}:
            transaction.on_commit(lambda: rerender_users(obj))

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Let people change the words of the pictures that are theirs to change."""
        allowed = super().has_change_permission(request, obj)
        if obj is None or not allowed:
            return allowed
        return Image.objects.editable_by(user_of(request)).filter(pk=obj.pk).exists()

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Keep what anything shows, be it an earlier version of a text."""
        allowed = super().has_delete_permission(request, obj)
        if obj is None or not allowed:
            return allowed
        return not is_used(obj)

    def delete_model(self, request: HttpRequest, obj: Image) -> None:
        """Remove the row, and its files once that is stored."""
        super().delete_model(request, obj)
        transaction.on_commit(obj.delete_files)

    @admin.display(description="picture")
    def thumbnail(self, image: Image) -> str:
        """Return the picture, small."""
        return format_html(
            '<img class="thumbnail" src="{}" alt="" loading="lazy">', image.thumbnail_url
        )

    @admin.display(description="picture")
    def shown(self, image: Image) -> str:
        """Return the picture, on which a script lets its focus be chosen."""
        return format_html(
            '<img class="shown" src="{}" alt="{}" width="{}" height="{}" data-focus>',
            *(image.url, image.alt, image.width, image.height),
        )

    @admin.display(description="smaller files")
    def files(self, image: Image) -> str:
        """Return which there are."""
        made = image.made()
        if made is None:
            return "Not made yet; pages show the picture itself until then."
        kinds = ", ".join(_KINDS[kind] for kind in (*made.kinds, made.fallback))
        return f"{', '.join(map(str, made.widths))} pixels wide, as {kinds}"

    @admin.display(description="alternative text", ordering="alt")
    def alt_told(self, image: Image) -> str:
        """Return the alternative text, or that there is none to be."""
        return image.alt or ("decorative" if image.is_decorative else "missing")

    @admin.display(description="size", ordering="width")
    def size(self, image: Image) -> str:
        """Return width and height."""
        return f"{image.width} × {image.height} pixels"

    @admin.display(description="uploaded by", ordering="uploaded_by__name")
    def uploader(self, image: Image) -> str:
        """Return who brought it in, by name alone."""
        return image.uploaded_by.name if image.uploaded_by else "–"

    @admin.display(description="address")
    def address(self, image: Image) -> str:
        """Return where it is served, to copy."""
        return format_html("<code>{}</code>", image.url)
