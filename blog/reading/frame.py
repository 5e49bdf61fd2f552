"""What every page has around it: the site's settings, its menu and its links, in one query."""

from __future__ import annotations

from functools import cache
from typing import Any

from django.db.models import Aggregate, JSONField, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import JSONObject

from blog.models import MenuItem, SiteSettings, SocialLink


class JsonList(Aggregate):
    """The rows of a group as one JSON array, in no promised order."""

    # Django leaves the decoding of jsonb to the field, but not that of json.
    function = "JSONB_AGG"
    output_field = JSONField()

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        """Use SQLite's name for it."""
        return self.as_sql(compiler, connection, function="JSON_GROUP_ARRAY", **context)


def load_site() -> SiteSettings:
    """Return the one settings row, with `menu` and `social`: lists of `{label, address}`.

    Unsaved defaults where the row isn't there yet.
    """
    site = _frame().all().first() or SiteSettings(pk=1)
    for name in ("menu", "social"):
        links = getattr(site, name, None) or []
        setattr(site, name, sorted(links, key=lambda link: (link["position"], link["pk"])))
    return site


@cache
def _frame() -> QuerySet[Any]:
    """Return the query. Every page asks it, and building it costs more than the answer."""
    social = SocialLink.objects.filter(site=OuterRef("pk"))
    return (
        SiteSettings.objects.select_related("logo")
        .annotate(
            menu=_links(MenuItem.objects.all(), "address"),
            social=_links(social, "url"),
        )
        .filter(pk=1)
    )


def _links(rows: QuerySet[Any], address: str) -> Subquery:
    link = JSONObject(pk="pk", position="position", label="label", address=address)
    return Subquery(
        rows.order_by()
        .annotate(together=Value(1))
        .values("together")
        .annotate(links=JsonList(link))
        .values("links")
    )
