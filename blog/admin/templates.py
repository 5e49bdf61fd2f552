"""Templates of posts: editors write them, and a new post begins with one."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.forms import Field
from django.http import HttpRequest
from django.urls import reverse

from blog import markup
from blog.admin.base import KeptAdmin, named_for_readers
from blog.admin.check_weights import WeightsField
from blog.admin.who import key_of
from blog.admin.widgets import markdown_field
from blog.editing.templates import offered
from blog.models import Document, Post, PostTemplate, Tag
from blog.models.addresses import absolute


class TemplateForm(forms.ModelForm[PostTemplate]):
    """Refuses a text that no post could be saved with."""

    def clean_body(self) -> str:
        """Ask the renderer."""
        body: str = self.cleaned_data["body"]
        try:
            markup.survey(body, base_url=absolute("/blog/preview/"))
        except markup.MarkupRefused as refusal:
            raise ValidationError(str(refusal)) from refusal
        return body


@admin.register(PostTemplate)
class PostTemplateAdmin(KeptAdmin):
    """What new posts begin with, in the order in which it is offered."""

    form = TemplateForm
    list_display = ("name", "when_to_use", "category", "position", "is_active")
    list_editable = ("position", "is_active")
    list_select_related = ("category",)
    ordering = ("position", "name")
    fieldsets = (
        (None, {"fields": ("name", "when_to_use", "is_active", "position")}),
        ("What the post begins with", {"fields": ("body", "category", "tags")}),
        ("Checks of its posts", {"classes": ("collapse",), "fields": ("checks",)}),
    )

    def formfield_for_dbfield(self, db_field: Any, request: Any, **kwargs: Any) -> Field | None:
        """Choose for each check what it does."""
        if db_field.name == "checks":
            return WeightsField(may_follow=True, label="Checks", help_text=CHECKS_HELP)
        if db_field.name == "body":
            return markdown_field(label="Text", required=False, help_text=BODY_HELP)
        if db_field.name == "tags":
            tags = Tag.objects.unmerged()
            return forms.ModelMultipleChoiceField(
                tags, required=False, label="Tags", widget=forms.CheckboxSelectMultiple
            )
        if db_field.name == "when_to_use":
            kwargs["widget"] = forms.Textarea(attrs={"rows": 2})
        return named_for_readers(
            super().formfield_for_dbfield(db_field, request, **kwargs), db_field
        )


BODY_HELP = "Write in [[double brackets]] what is to be filled in: no post is published with them."
CHECKS_HELP = "Where its posts are to be checked otherwise than the site decides."


def begin_with(document: Document, request: HttpRequest) -> None:
    """Let a new post begin with the template that the address or the form names."""
    if not isinstance(document, Post):
        return
    sent = request.POST if request.method == "POST" else request.GET
    key = key_of(sent.get("template", ""))
    rows = PostTemplate.objects.select_related("category")
    # Who opened the form before a template was taken from the offer may still save it.
    active = rows if request.method == "POST" else rows.filter(is_active=True)
    document.template = active.filter(pk=key).first() if key else None


def choice(request: HttpRequest, document: Document) -> dict[str, Any]:
    """Return what a new post can begin with, for the band above its form; nothing for others."""
    if document.pk is not None or not isinstance(document, Post) or request.method == "POST":
        return {}
    address = reverse("admin:blog_post_add")
    return {
        "beginnings": [
            (template, f"{address}?template={template.pk}", template.pk == document.template_id)
            for template in offered()
        ],
        "empty_url": address,
    }
