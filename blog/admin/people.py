"""Authors and partners."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import Count, QuerySet
from django.http import HttpRequest

from blog.admin.base import KeptAdmin, NamedForm, PartInline
from blog.admin.merging import MergeableAdmin
from blog.admin.who import user_of
from blog.editing.naming import name_changed
from blog.editing.profiles import render_bio, render_blurb
from blog.models import Author, AuthorGroup, AuthorLink, Collaborator, Grant


class AuthorForm(NamedForm):
    """Renders the biography while checking, so that a refusal shows beside it."""

    def clean(self) -> dict[str, Any]:
        """Render the biography."""
        found = super().clean()
        _render(self, found, "bio", render_bio)
        return found


class CollaboratorForm(NamedForm):
    """Renders the blurb while checking, so that a refusal shows beside it."""

    def clean(self) -> dict[str, Any]:
        """Render the blurb."""
        found = super().clean()
        _render(self, found, "blurb", render_blurb)
        return found


def _render(form: NamedForm, found: dict[str, Any], name: str, render: Any) -> None:
    slug = found.get("slug") or form.instance.slug
    if name not in found or not slug or "slug" in form.errors:
        return
    form.instance.slug = slug
    setattr(form.instance, name, found[name])
    try:
        render(form.instance)
    except ValidationError as error:
        form.add_error(None, error)


class AuthorLinkInline(PartInline):
    """Where else the author is found."""

    model = AuthorLink
    extra = 1


@admin.register(AuthorGroup)
class AuthorGroupAdmin(KeptAdmin):
    """Groups of people, in the order in which readers see them."""

    instead = "Its people stay and stand among the contributors."
    list_display = ("name", "position", "people")
    list_editable = ("position",)
    search_fields = ("name",)
    fields = ("name", "description", "position")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Count the people of all groups at once."""
        found: QuerySet[Any] = super().get_queryset(request).annotate(size=Count("authors"))
        return found

    @admin.display(description="people", ordering="size")
    def people(self, group: Any) -> int:
        """Return how many people are in it."""
        return int(group.size)


@admin.register(Author)
class AuthorAdmin(MergeableAdmin):
    """Authors: editors change all of them, others the profile that is their own."""

    form = AuthorForm
    uses = "credits"
    used_in = "credits__author"
    markdown_fields = ("bio",)
    inlines = (AuthorLinkInline,)
    instead = (
        "An author who is credited can't be deleted. Merge them into another, "
        "or hide them: then they have no page, and bylines stay."
    )
    list_display = ("name", "affiliation", "group", "account", "posts", "is_hidden", "merged_into")
    list_filter = ("group", "is_hidden")
    list_select_related = ("user", "group", "merged_into")
    search_fields = ("name", "affiliation", "slug", "orcid")
    fields = (
        "name",
        "slug",
        "affiliation",
        "group",
        "bio",
        "photo",
        "website",
        "orcid",
        "user",
        "is_hidden",
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Return all to editors, to others those with a page and their own."""
        rows: Any = super().get_queryset(request)
        if not request.user.has_perm("blog.edit_all_authors"):
            rows = rows.filter(pk__in=Author.objects.visible()) | rows.filter(user=request.user.pk)
        found: QuerySet[Any] = rows.annotate(post_count=Count("credits__post", distinct=True))
        return found

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Let people change the profiles that are theirs to change."""
        allowed = super().has_change_permission(request, obj)
        if obj is None or not allowed:
            return allowed
        return Author.objects.editable_by(user_of(request)).filter(pk=obj.pk).exists()

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """Leave address, group and hiding to editors, and accounts to administrators."""
        if not request.user.has_perm("blog.edit_all_authors"):
            return ("slug", "group", "user", "is_hidden")
        return () if request.user.has_perm("accounts.view_user") else ("user",)

    @admin.display(description="account")
    def account(self, author: Any) -> str:
        """Return the name of who signs in as this author; addresses are administrators' to see."""
        return (author.user.name or "yes") if author.user else "–"

    @admin.display(description="posts", ordering="post_count")
    def posts(self, author: Any) -> int:
        """Return in how many posts they are credited."""
        return int(author.post_count)


class GrantInline(PartInline):
    """A funder's grants."""

    model = Grant
    extra = 0


@admin.register(Collaborator)
class CollaboratorAdmin(MergeableAdmin):
    """Partner organisations."""

    form = CollaboratorForm
    uses = "acknowledgements"
    used_in = "acknowledgements__collaborator"
    markdown_fields = ("blurb",)
    inlines = (GrantInline,)
    instead = (
        "A partner that posts thank, that has grants or was asked to sign off can't be deleted. "
        "Merge it into another, "
        "or hide it: then it has no page, and the thanks stay."
    )
    list_display = ("name", "kind", "website", "posts", "is_hidden", "merged_into")
    list_filter = ("kind", "is_hidden")
    list_select_related = ("merged_into",)
    search_fields = ("name", "slug", "blurb")
    fields = ("name", "slug", "kind", "blurb", "website", "logo", "logo_url", "is_hidden")

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        """Store the grants; posts that name a changed one read otherwise now."""
        super().save_formset(request, form, formset, change)
        for grant, _fields in formset.changed_objects:
            name_changed(grant)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Return all to editors, to others those with a page."""
        rows: Any = super().get_queryset(request)
        if not request.user.has_perm("blog.change_collaborator"):
            rows = rows.filter(pk__in=Collaborator.objects.visible())
        found: QuerySet[Any] = rows.annotate(
            post_count=Count("acknowledgements__post", distinct=True)
        )
        return found

    @admin.display(description="posts", ordering="post_count")
    def posts(self, partner: Any) -> int:
        """Return how many posts thank it."""
        return int(partner.post_count)


@admin.register(Grant)
class GrantAdmin(KeptAdmin):
    """Grants of all funders."""

    used_in = "acknowledgements__grant"
    instead = "Posts name this grant in their thanks. Change those first."
    list_display = ("title", "number", "collaborator", "starts_on", "ends_on")
    list_select_related = ("collaborator",)
    search_fields = ("title", "number", "collaborator__name")

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Store it; posts that name it read otherwise now."""
        super().save_model(request, obj, form, change)
        if change and form.changed_data:
            name_changed(obj)
