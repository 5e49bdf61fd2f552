"""Authors and partners: who wrote, and with whom."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from django.db.models import OuterRef, Subquery, Value
from django.db.models.functions import Concat
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from blog import markup
from blog.models import (
    Acknowledgement,
    Author,
    AuthorLink,
    Collaborator,
    Credit,
    Grant,
    Listing,
    ListKind,
    SiteSettings,
)
from blog.models.content import Content
from blog.models.json_list import json_rows
from blog.models.listing import with_counts, with_parts
from blog.models.pictured import logo_of, picture
from blog.reading.lists import list_context
from blog.reading.metadata import Crumb, Meta, of_partner, of_person
from blog.reading.narrowing import Narrowing
from blog.reading.redirects import moved_permanently
from blog.reading.site import site_of
from blog.reading.structured.people import grant, organisation, person

# Whom a partner worked with is looked up in so many of the newest posts.
NEWEST = 500
MOST_PEOPLE = 24


@dataclass(frozen=True, slots=True)
class GrantShown:
    """A grant as a partner's page shows it, with the number of public posts that thank for it."""

    title: str
    number: str
    url: str
    starts_on: date | None
    ends_on: date | None
    posts: int


def author(request: HttpRequest, slug: str) -> HttpResponse:
    """Show who somebody is and the posts they are credited in: year by year, by role.

    `?role=` and `?year=` narrow them down. Raises Http404 where the author has no such posts.
    """
    links = AuthorLink.objects.filter(author=OuterRef("pk"))
    rows = (
        with_parts(Author.objects.all(), ListKind.AUTHOR, site_of(request).zone)
        .select_related("merged_into", "photo", "group")
        .annotate(
            links_listed=json_rows(links, position="position", pk="pk", label="label", url="url")
        )
    )
    row: Any = get_object_or_404(rows, slug=slug)
    if row.merged_into:
        return moved_permanently(row.merged_into, request)
    if row.is_hidden:
        raise Http404("This author has no page.")
    narrowing = Narrowing.of(request, ListKind.AUTHOR, row, Credit.Role)
    context = list_context(
        request,
        narrowing.posts(),
        title=row.name,
        of=row,
        feed=f"{row.get_absolute_url()}index.xml",
        crumbs=(Crumb(_("People"), reverse("authors")),),
        keep=("role", "year"),
    )
    roles = {str(role.value): str(role.label) for role in Credit.Role}
    about = {
        "author": row,
        "bio": markup.trusted(row.bio_html),
        "photo": picture(row.photo),
        "links": sorted(row.links_listed or [], key=lambda link: (link["position"], link["pk"])),
        "narrowing": narrowing,
        "years": by_year(request, context["posts"]),
        "notes": {card.pk: _roles_of(card, row, roles) for card in context["posts"]},
    }
    context["meta"] = _profile_of(site_of(request), context["meta"], about)
    return render(request, "blog/author.html", {**context, **about})


def _profile_of(site: SiteSettings, meta: Meta, about: dict[str, Any]) -> Meta:
    row = about["author"]
    who = person(
        name=row.name,
        path=row.get_absolute_url(),
        orcid=row.orcid,
        links=[row.website, *(link["url"] for link in about["links"])],
        affiliation=row.affiliation,
        photo=about["photo"],
        description=markup.summary(markup.plain(row.bio_html)),
    )
    return of_person(meta, site, who, about["photo"])


def _roles_of(card: Content, author: Author, names: dict[str, str]) -> str:
    """Return what the author did for a post, where that isn't, or isn't only, writing it."""
    roles = [credit.role for credit in card.credits if credit.slug == author.slug]
    other = [role for role in roles if role != Credit.Role.WROTE]
    return ", ".join(names.get(role, role) for role in roles) if other else ""


def by_year(request: HttpRequest, posts: Iterable[Content]) -> list[tuple[int, list[Content]]]:
    """Return posts, newest first, under their years, as the site's time zone counts them."""
    zone = site_of(request).zone

    def year(card: Content) -> int:
        return card.published_at.astimezone(zone).year if card.published_at else 0

    return [(number, list(cards)) for number, cards in groupby(posts, year)]


def collaborator(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a partner: grants, the people they worked with, and the posts that acknowledge them.

    `?role=` and `?year=` narrow the posts down. Raises Http404 where there are none such.
    """
    row = get_object_or_404(_with_grants(site_of(request)), slug=slug)
    if row.merged_into:
        return moved_permanently(row.merged_into, request)
    if row.is_hidden:
        raise Http404("This partner has no page.")
    narrowing = Narrowing.of(request, ListKind.COLLABORATOR, row, Acknowledgement.Role)
    context = list_context(
        request,
        narrowing.posts(),
        title=row.name,
        of=row,
        kicker=capfirst(row.get_kind_display()),
        feed=f"{row.get_absolute_url()}index.xml",
        crumbs=(Crumb(_("Collaborators"), reverse("collaborators")),),
        keep=("role", "year"),
    )
    about = {
        "partner": row,
        "blurb": markup.trusted(row.blurb_html),
        "logo": logo_of(row),
        "grants": [_grant(facts) for facts in row.grants_listed or []],
        "people": worked_with(row),
        "narrowing": narrowing,
        "years": by_year(request, context["posts"]),
    }
    about["grants"].sort(key=lambda grant: (grant.starts_on or date.max, grant.title), reverse=True)
    context["meta"] = _organisation_of(site_of(request), context, about)
    return render(request, "blog/collaborator.html", {**context, **about})


def _organisation_of(site: SiteSettings, context: dict[str, Any], about: dict[str, Any]) -> Meta:
    row, logo = about["partner"], about["logo"]
    partner = organisation(
        name=row.name,
        path=row.get_absolute_url(),
        website=row.website,
        logo=logo.absolute_url if logo else "",
        description=markup.summary(markup.plain(row.blurb_html)),
    )
    given = [
        grant(title=one.title, number=one.number, url=one.url, funder={"@id": partner["@id"]})
        for one in about["grants"]
    ]
    shown = [card.url for card in context["posts"]]
    return of_partner(context["meta"], site, partner, given, shown)


def _with_grants(site: SiteSettings) -> Any:
    grants = with_counts(Grant.objects.filter(collaborator=OuterRef("pk")), ListKind.GRANT)
    columns = {name: name for name in ("title", "number", "url", "starts_on", "ends_on")}
    rows = with_parts(Collaborator.objects.all(), ListKind.COLLABORATOR, site.zone)
    return rows.select_related("merged_into", "logo").annotate(
        grants_listed=json_rows(grants, **columns, posts="post_count")
    )


def _grant(facts: dict[str, Any]) -> GrantShown:
    dates = {
        name: date.fromisoformat(facts[name]) if facts[name] else None
        for name in ("starts_on", "ends_on")
    }
    return GrantShown(**{**facts, **dates})


def worked_with(partner: Collaborator) -> list[dict[str, Any]]:
    """Return who is credited in the newest posts that thank the partner: name, address, posts.

    Those credited most come first; who has no page isn't among them.
    """
    # The rows of posts are not read: what is listed is public, or will be at its time.
    thanking = Listing.objects.filter(
        kind=ListKind.COLLABORATOR, thing=partner.pk, part="", at__lte=timezone.now()
    )
    newest = thanking.order_by("-at", "-post_id").values("post")[:NEWEST]
    # Looked up for each: by a join, SQLite would look for every author in every post.
    author = Author.objects.visible().filter(pk=OuterRef("thing")).order_by()
    slug_and_name = Subquery(author.values(both=Concat("slug", Value(" "), "name")))
    credited: Any = Listing.objects.filter(post__in=newest, kind=ListKind.AUTHOR, part="")
    posts = Counter(credited.order_by().annotate(who=slug_and_name).values_list("who", flat=True))
    people = [
        {"name": name, "url": reverse("author", args=[slug]), "posts": posts[who]}
        for who in filter(None, posts)
        for slug, _, name in [who.partition(" ")]
    ]
    return sorted(people, key=lambda person: (-person["posts"], person["name"]))[:MOST_PEOPLE]
