"""What the admins of authors, partners, tags and the like share."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db import models
from django.forms import Field, ModelForm
from django.http import HttpRequest

from blog.admin.who import key_of, user_of
from blog.admin.widgets import PictureField, markdown_field
from blog.editing.renaming import check_new_address, save_with_address
from blog.models import Image, Post

# An address typed without its scheme means https; Django would still say http.
ASSUME_HTTPS: Any = {models.URLField: {"assume_scheme": "https"}}


MOST_USES_TOLD = 50


class NamedForm(ModelForm[Any]):
    """Refuses an address that leads elsewhere."""

    def clean(self) -> dict[str, Any]:
        """Check the slug against old addresses."""
        found = super().clean() or self.cleaned_data
        if found.get("slug") and "slug" in self.changed_data:
            before, self.instance.slug = self.instance.slug, found["slug"]
            try:
                check_new_address(self.instance)
            except ValidationError as error:
                # The page with the message links to where the thing is.
                self.instance.slug = before
                self.add_error(None, error)
        return found


class KeptAdmin(admin.ModelAdmin[Any]):
    """Of things that posts refer to: what is used can't be deleted, and says so in a sentence."""

    # What to do instead of deleting, as a sentence.
    instead = "Take it out of what uses it first."
    # How posts name it, as a lookup.
    used_in = ""
    markdown_fields: tuple[str, ...] = ()
    formfield_overrides = ASSUME_HTTPS
    delete_confirmation_template = "admin/blog/delete.html"

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        """Leave out deleting many at once: each refusal deserves its own sentence."""
        actions = super().get_actions(request)
        actions.pop("delete_selected", None)
        return actions

    def formfield_for_dbfield(self, db_field: Any, request: Any, **kwargs: Any) -> Field | None:
        """Give Markdown the editor, and pictures the chooser."""
        if db_field.name in self.markdown_fields:
            return markdown_field(rows=8, label=db_field.verbose_name.capitalize(), required=False)
        if db_field.related_model is Image:
            return PictureField(label=db_field.verbose_name.capitalize())
        field: Field | None = super().formfield_for_dbfield(db_field, request, **kwargs)
        return field

    def delete_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> Any:
        """Say what to do instead where deleting is refused."""
        context: dict[str, Any] = {"instead": self.instead}
        if self.used_in:
            posts: Any = Post.objects.editable_by(user_of(request)).newest_first()
            context["posts"] = posts.filter(**{self.used_in: key_of(object_id)}).distinct()[
                :MOST_USES_TOLD
            ]
        return super().delete_view(request, object_id, context)


def named_for_readers(field: Field | None, db_field: Any) -> Field | None:
    """Give a field in a table, where only the column has a heading, a name of its own."""
    if field is not None:
        field.widget.attrs.setdefault("aria-label", str(db_field.verbose_name).capitalize())
    return field


class PartInline(admin.TabularInline[Any, Any]):
    """Rows that are part of another: who may change that one may change them."""

    formfield_overrides = ASSUME_HTTPS

    def formfield_for_dbfield(self, db_field: Any, request: Any, **kwargs: Any) -> Field | None:
        """Name each field in its cell."""
        return named_for_readers(
            super().formfield_for_dbfield(db_field, request, **kwargs), db_field
        )

    def _may_change_whole(self, request: HttpRequest, obj: Any) -> bool:
        whole = self.admin_site.get_model_admin(self.parent_model)
        return whole.has_change_permission(request, obj)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Follow the whole."""
        return self._may_change_whole(request, obj)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Follow the whole."""
        return self._may_change_whole(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Follow the whole."""
        return self._may_change_whole(request, obj)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Follow the whole."""
        whole = self.admin_site.get_model_admin(self.parent_model)
        return whole.has_view_permission(request, obj)


class NamedAdmin(KeptAdmin):
    """Of things with an address of their own: the old one keeps leading to them."""

    form = NamedForm

    def view_on_site(self, obj: Any) -> str:
        """Return the public page's path."""
        return str(obj.get_absolute_url())

    def get_prepopulated_fields(self, request: HttpRequest, obj: Any = None) -> dict[str, Any]:
        """Make the address from the name, for new ones only."""
        if obj is not None or not self.has_add_permission(request):
            return {}
        return {"slug": (self.model().__class__._meta.ordering[0].lstrip("-"),)}

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Store it, and keep its old address."""
        save_with_address(obj)
