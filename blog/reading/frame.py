"""What every page has around it: the site's settings, its menu and its links, in one query.

The same query tells when the next scheduled text appears, beyond which no page may be kept.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from django.db.models import DateTimeField, Expression, OuterRef, QuerySet, Subquery
from django.utils import timezone

from blog.models import ListCount, ListKind, MenuItem, Page, Post, SiteSettings, SocialLink
from blog.models.json_list import json_rows


class Present(Expression):
    """The time at which a query is asked, also of a query that is built once and kept.

    It is the application's clock, not the database's, as in `published()`.
    """

    output_field = DateTimeField()

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        """Give the time as a parameter."""
        return "%s", (connection.ops.adapt_datetimefield_value(timezone.now()),)


def load_site() -> SiteSettings:
    """Return the one settings row, with `menu` and `social`: lists of `{label, address}`.

    `next_moment` is when the next scheduled post or page appears, None where none is scheduled.
    `languages` are those of the public posts, as codes, the one of most posts first.
    Unsaved defaults where the row isn't there yet.
    """
    site = _frame().all().first() or SiteSettings(pk=1)
    for name in ("menu", "social"):
        links = getattr(site, name, None) or []
        setattr(site, name, sorted(links, key=lambda link: (link["position"], link["pk"])))
    moments = (getattr(site, name, None) for name in ("next_post", "next_page"))
    site.next_moment = min(filter(None, moments), default=None)
    site.languages = _languages(site)
    return site


@cache
def _frame() -> QuerySet[Any]:
    """Return the query. Every page asks it, and building it costs more than the answer."""
    social = SocialLink.objects.filter(site=OuterRef("pk"))
    in_languages = ListCount.objects.filter(kind=ListKind.LANGUAGE, thing=0)
    in_languages = in_languages.without_scheduled(Present())
    return (
        SiteSettings.objects.select_related("logo")
        .annotate(
            menu=_links(MenuItem.objects.all(), "address"),
            social=_links(social, "url"),
            next_post=_next_of(Post.objects.scheduled(Present())),
            next_page=_next_of(Page.objects.scheduled(Present())),
            posts_in=json_rows(in_languages, language="part", posts="public"),
        )
        .filter(pk=1)
    )


def _next_of(scheduled: QuerySet[Any]) -> Subquery:
    return Subquery(scheduled.order_by("published_at").values("published_at")[:1])


def _languages(site: SiteSettings) -> tuple[str, ...]:
    counted = getattr(site, "posts_in", None) or []
    posts = {row["language"]: row["posts"] for row in counted if row["posts"] > 0}
    return tuple(sorted(posts, key=lambda code: (-posts[code], code)))


def _links(rows: QuerySet[Any], address: str) -> Subquery:
    return json_rows(rows, pk="pk", position="position", label="label", address=address)
