"""What there are lists of: tags, categories, series, people and partners, each with its count."""

from __future__ import annotations

import unicodedata
from collections import Counter
from typing import Any, NamedTuple

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from blog.models import Author, Category, Collaborator, ListCount, ListKind, Series, Tag
from blog.models.listing import last_listed, with_counts
from blog.models.pictured import logo_of, picture
from blog.reading.metadata import ALL_POSTS, Crumb, list_meta
from blog.reading.redirects import with_query
from blog.reading.site import site_of

MOST_USED = 30
# Of more tags than this one letter is shown at a time.
MOST_TAGS = 400
# Where words stand that begin with no letter.
OTHER = "0"


class Word(NamedTuple):
    """A tag in the index."""

    name: str
    path: str
    posts: int


def index_meta(
    request: HttpRequest, title: str, query: str = "", crumbs: tuple[Crumb, ...] = (ALL_POSTS,)
) -> Any:
    """Return what an index says of itself; `query` is what of its address is its own."""
    return list_meta(site_of(request), title=title, path=f"{request.path}{query}", crumbs=crumbs)


def tags(request: HttpRequest) -> HttpResponse:
    """Show the tags of public posts: those used most, then all by letter; of many, one letter.

    Raises Http404 where no tag begins with the letter asked for.
    """
    letters: dict[str, list[Word]] = {}
    for word in _words():
        letters.setdefault(letter_of(word.name), []).append(word)
    total = sum(map(len, letters.values()))
    asked = request.GET.get("letter", "")
    if asked and asked not in letters:
        raise Http404("No tag begins so.")
    is_long = total > MOST_TAGS
    words = sorted((w for of in letters.values() for w in of), key=lambda w: (-w.posts, w.name))
    shown = {asked: letters[asked]} if asked else {} if is_long else letters
    context = {
        "title": _("Tags"),
        "total": total,
        "most_used": words[:MOST_USED] if not asked and total > MOST_USED else [],
        "letters": [(letter, len(of)) for letter, of in letters.items()],
        "is_long": is_long or bool(asked),
        "asked": asked,
        "shown": list(shown.items()),
        "crumbs": (ALL_POSTS,),
        "meta": index_meta(request, _("Tags"), f"?letter={asked}" if asked else ""),
    }
    return render(request, "blog/tags.html", context)


def _words() -> list[Word]:
    """Return the tags in use in the order of an index: by letter, whatever their accents."""
    counts = ListCount.objects.of_each(ListKind.TAG)
    rows = Tag.objects.unmerged().order_by().values_list("pk", "name", "slug")
    words = [
        Word(name, reverse("tag", args=[slug]), counts[pk])
        for pk, name, slug in rows
        if counts[pk] > 0
    ]
    return sorted(words, key=lambda word: (letter_of(word.name), _plain(word.name), word.name))


def letter_of(name: str) -> str:
    """Return the letter under which a name stands; 0 for all that begins with none."""
    first = _plain(name)[:1].upper()
    return first if first.isalpha() else OTHER


def _plain(name: str) -> str:
    apart = unicodedata.normalize("NFKD", name.casefold())
    return "".join(char for char in apart if not unicodedata.combining(char))


def categories(request: HttpRequest) -> HttpResponse:
    """Show the categories of public posts, each with what it is about."""
    rows = with_counts(Category.objects.all(), ListKind.CATEGORY)
    rows = rows.annotate(newest=last_listed(ListKind.CATEGORY)).filter(post_count__gt=0)
    context = {"title": _("Categories"), "terms": rows, "crumbs": (ALL_POSTS,)}
    context["meta"] = index_meta(request, context["title"])
    return render(request, "blog/terms.html", context)


def series_index(request: HttpRequest) -> HttpResponse:
    """Show the series that have public posts, the one that went on last first."""
    rows = with_counts(Series.objects.all(), ListKind.SERIES)
    rows = rows.annotate(newest=last_listed(ListKind.SERIES)).filter(post_count__gt=0)
    context = {"title": _("Series"), "terms": rows.order_by("-newest", "title")}
    context |= {"crumbs": (ALL_POSTS,), "meta": index_meta(request, context["title"])}
    return render(request, "blog/terms.html", context)


def authors(request: HttpRequest) -> HttpResponse:
    """Show the people: group by group, then everybody else who has a public post."""
    counts = ListCount.objects.of_each(ListKind.AUTHOR)
    rows = Author.objects.visible().defer("bio", "bio_html").select_related("group", "photo")
    groups: dict[Any, list[Any]] = {}
    for row in rows.order_by("group__position", "group__name", "name", "pk"):
        if row.group or counts[row.pk] > 0:
            groups.setdefault(row.group, []).append((row, picture(row.photo), counts[row.pk]))
    # Where nobody has a group stands differs between the databases; here it is the end.
    contributors = groups.pop(None, [])
    context = {
        "title": _("People"),
        "groups": list(groups.items()),
        "contributors": contributors,
        "meta": index_meta(request, _("People"), crumbs=()),
    }
    return render(request, "blog/authors.html", context)


def collaborators(request: HttpRequest) -> HttpResponse:
    """Show every partner by what they are to us, or those of one `?kind=`.

    Raises Http404 where there is no partner of that kind.
    """
    # The headings, in their order.
    headings = {
        Collaborator.Kind.MEMBER: _("Members"),
        Collaborator.Kind.FUNDER: _("Funders"),
        Collaborator.Kind.COLLABORATOR: _("Collaborators"),
    }
    posts = ListCount.objects.of_each(ListKind.COLLABORATOR)
    rows = Collaborator.objects.visible().select_related("logo").defer("blurb", "blurb_html")
    partners = list(rows.order_by("name", "pk"))
    counts = Counter(row.kind for row in partners)
    asked = request.GET.get("kind", "")
    if asked and not counts[asked]:
        raise Http404("There is no such kind of partner.")
    groups = [
        (label, [(row, logo_of(row), posts[row.pk]) for row in partners if row.kind == kind])
        for kind, label in headings.items()
        if counts[kind] and asked in {"", kind}
    ]
    context = {
        "title": _("Collaborators"),
        "groups": groups,
        "kinds": [(kind, label, counts[kind]) for kind, label in headings.items() if counts[kind]],
        "asked": asked,
        "total": len(partners),
        "meta": index_meta(request, _("Collaborators"), f"?kind={asked}" if asked else "", ()),
    }
    return render(request, "blog/collaborators.html", context)


def whole_index(request: HttpRequest, index: str) -> HttpResponse:
    """Lead from the part of a list's address that stands before its name to the index of such."""
    return HttpResponsePermanentRedirect(with_query(reverse(index), request))
