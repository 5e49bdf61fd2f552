"""The picture library."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.contrib import admin
from django.db import transaction
from django.http import HttpRequest
from django.utils.html import format_html

from blog.admin.base import KeptAdmin
from blog.admin.who import user_of
from blog.editing.rerender import drafts_with, rerender_users, users_of
from blog.editing.uploads import UploadRefused, store_image
from blog.models import Image

_WORDS = ("title", "alt", "is_decorative", "caption", "credit", "licence")


class WordsForm(forms.ModelForm[Image]):
    """The words that belong to a picture."""

    class Meta:
        model = Image
        fields = _WORDS

    def clean(self) -> dict[str, Any]:
        """Ask that a picture has an alternative text or is said to be decorative, not both."""
        found = super().clean() or self.cleaned_data
        if found.get("is_decorative") and found.get("alt"):
            self.add_error("alt", "A decorative picture has no alternative text. Empty it.")
        return found


class UploadForm(WordsForm):
    """A new picture: its file decides the rest."""

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
                self.instance = store_image(file, name=file.name, by=self.by, **words)  # type: ignore[attr-defined]
            except UploadRefused as refusal:
                self.add_error("upload", str(refusal))
        return found


@admin.register(Image)
class ImageAdmin(KeptAdmin):
    """Pictures: everybody's to see, their words for who uploaded them and for editors."""

    instead = "Posts, pages or profiles show this picture. Take it out of them first."
    list_display = ("thumbnail", "title", "alt_told", "size", "uploader", "created_at")
    list_display_links = ("title",)
    list_select_related = ("uploaded_by",)
    list_per_page = 40
    search_fields = ("title", "alt", "caption", "credit")
    date_hierarchy = "created_at"

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> type[forms.ModelForm[Image]]:
        """Ask for the file when adding, for the words afterwards."""
        kwargs["form"] = WordsForm if obj else UploadForm
        form: Any = super().get_form(request, obj, change, **kwargs)
        form.by = request.user
        return cast("type[forms.ModelForm[Image]]", form)

    def get_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """Show the file first."""
        return ("shown", *_WORDS, "size", "address") if obj else ("upload", *_WORDS)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """Show what the file decides."""
        return ("shown", "size", "address") if obj else ()

    def save_model(self, request: HttpRequest, obj: Image, form: Any, change: bool) -> None:
        """Store the words and bring them into the texts that show the picture."""
        if not change:
            return
        obj.save(update_fields=[*_WORDS])
        if {"alt", "caption", "credit", "is_decorative"} & set(form.changed_data):
            transaction.on_commit(lambda: rerender_users(obj))

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Let people change the words of the pictures that are theirs to change."""
        allowed = super().has_change_permission(request, obj)
        if obj is None or not allowed:
            return allowed
        return Image.objects.editable_by(user_of(request)).filter(pk=obj.pk).exists()

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Keep what a text shows, live or in a draft."""
        allowed = super().has_delete_permission(request, obj)
        if obj is None or not allowed:
            return allowed
        return not (users_of(obj) or drafts_with(obj))

    def delete_model(self, request: HttpRequest, obj: Image) -> None:
        """Remove the row, and its files once that is stored."""
        super().delete_model(request, obj)
        transaction.on_commit(obj.delete_files)

    @admin.display(description="picture")
    def thumbnail(self, image: Image) -> str:
        """Return the picture, small."""
        return format_html('<img class="thumbnail" src="{}" alt="" loading="lazy">', image.url)

    @admin.display(description="picture")
    def shown(self, image: Image) -> str:
        """Return the picture."""
        return format_html('<img class="shown" src="{}" alt="{}">', image.url, image.alt)

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
