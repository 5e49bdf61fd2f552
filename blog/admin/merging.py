"""The screen on which one author, partner or tag is merged into another."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse

from blog.admin.base import NamedAdmin
from blog.admin.who import user_of
from blog.editing.merging import merge
from blog.models.mergeable import Mergeable


class MergeForm(forms.Form):
    """Chooses the one that stays."""

    into: Any = forms.ModelChoiceField(queryset=None, label="Merge into", empty_label="Choose one")

    def __init__(self, data: Any, *, source: Mergeable) -> None:
        super().__init__(data)
        others: Any = type(source)._default_manager
        self.fields["into"].queryset = others.unmerged().exclude(pk=source.pk)  # type: ignore[attr-defined]


class MergeableAdmin(NamedAdmin):
    """Adds the merge screen. `uses` names the relation whose rows move."""

    uses = ""
    change_form_template = "admin/blog/mergeable_form.html"

    def get_urls(self) -> list[Any]:
        """Add the merge screen."""
        name = f"blog_{self.opts.model_name}_merge"
        view = self.admin_site.admin_view(self.merge_view)
        return [path("<int:pk>/merge/", view, name=name), *super().get_urls()]

    def merge_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Choose the target, look at what will move, then merge."""
        user = user_of(request)
        if not user.has_perm("blog.merge_taxonomy"):
            raise PermissionDenied("Your role does not let you merge. Ask an editor.")
        source: Any = get_object_or_404(self.model, pk=pk)
        form = MergeForm(request.POST if request.method == "POST" else None, source=source)
        into = form.cleaned_data["into"] if form.is_valid() else None
        if (
            into
            and request.POST.get("confirmed") == "1"
            and self._merged(request, form, source, into)
        ):
            return redirect(f"admin:blog_{self.opts.model_name}_change", into.pk)
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": f"Merge “{source}”",
            "source": source,
            "into": into if form.is_valid() else None,
            "form": form,
            "count": self._posts(source),
            "back_url": reverse(f"admin:blog_{self.opts.model_name}_change", args=[pk]),
        }
        return TemplateResponse(request, "admin/blog/merge.html", context)

    def _posts(self, source: Any) -> int:
        """Return how many posts refer to it."""
        found: int = getattr(source, self.uses).values("post").distinct().count()
        return found

    def _merged(self, request: HttpRequest, form: MergeForm, source: Any, into: Any) -> bool:
        try:
            count = merge(source, into, by=user_of(request))
        except ValidationError as error:
            form.add_error("into", ValidationError(error.messages))
            return False
        posts = "1 post" if count == 1 else f"{count} posts"
        sentence = f"“{source}” is merged into “{into}”: {posts} changed."
        self.log_change(request, source, f"Merged into “{into}”.")
        self.message_user(request, sentence, messages.SUCCESS)
        return True

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Keep what was merged: references lead through it."""
        if obj is not None and (obj.merged_into_id or obj.merged_from.exists()):
            return False
        return super().has_delete_permission(request, obj)
