"""Authors and partners: who wrote, and with whom."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from blog import markup
from blog.models import Author, Collaborator, Credit
from blog.models.content import Content, logo_of, picture
from blog.reading.lists import list_context, posts_by, posts_with
from blog.reading.metadata import Crumb, list_meta
from blog.reading.redirects import moved_permanently
from blog.reading.site import site_of

# The headings of a partner's and an author's list, in their order.
KINDS = {
    Collaborator.Kind.MEMBER: gettext_lazy("Members"),
    Collaborator.Kind.FUNDER: gettext_lazy("Funders"),
    Collaborator.Kind.COLLABORATOR: gettext_lazy("Collaborators"),
}


def author(request: HttpRequest, slug: str) -> HttpResponse:
    """Show who somebody is and the posts they are credited in, by role."""
    row = get_object_or_404(Author.objects.select_related("merged_into", "photo"), slug=slug)
    if row.merged_into:
        return moved_permanently(row.merged_into)
    if row.is_hidden:
        raise Http404("This author has no page.")
    context = list_context(
        request,
        posts_by(row),
        title=row.name,
        kicker=_("Author"),
        feed=f"{row.get_absolute_url()}index.xml",
    )
    about = {"author": row, "bio": markup.trusted(row.bio_html), "photo": picture(row.photo)}
    groups = by_role(context["posts"], row)
    return render(request, "blog/author.html", {**context, **about, "groups": groups})


def by_role(posts: list[Content], author: Author) -> list[tuple[str, list[Content]]]:
    """Return the posts under what the author did for them; a post may stand under several."""
    groups = [
        (
            str(label),
            [p for p in posts if any(c.slug == author.slug and c.role == role for c in p.credits)],
        )
        for role, label in Credit.Role.choices
    ]
    return [group for group in groups if group[1]]


def collaborators(request: HttpRequest) -> HttpResponse:
    """Show every partner, by what they are to us."""
    rows = list(Collaborator.objects.visible().select_related("logo").order_by("name"))
    groups = [
        (label, [(row, logo_of(row)) for row in rows if row.kind == kind])
        for kind, label in KINDS.items()
    ]
    meta = list_meta(site_of(request), title=_("Collaborators"), path=request.path)
    shown = {"groups": [group for group in groups if group[1]], "meta": meta}
    return render(request, "blog/collaborators.html", shown)


def collaborator(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a partner, their grants, and the posts that acknowledge them."""
    rows = Collaborator.objects.select_related("merged_into", "logo")
    row = get_object_or_404(rows, slug=slug)
    if row.merged_into:
        return moved_permanently(row.merged_into)
    if row.is_hidden:
        raise Http404("This partner has no page.")
    context = list_context(
        request,
        posts_with(row),
        title=row.name,
        kicker=row.get_kind_display(),
        feed=f"{row.get_absolute_url()}index.xml",
        crumbs=(Crumb(_("Collaborators"), reverse("collaborators")),),
    )
    about = {"partner": row, "blurb": markup.trusted(row.blurb_html), "logo": logo_of(row)}
    grants = list(row.grants.all())
    return render(request, "blog/collaborator.html", {**context, **about, "grants": grants})
