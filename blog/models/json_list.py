"""Rows beneath a row as one value, so that they need no query of their own."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from django.db.models import Aggregate, JSONField, QuerySet, Subquery, Value
from django.db.models.functions import JSONObject


class JsonList(Aggregate):
    """The rows of a group as one JSON array, in no promised order."""

    # Django leaves the decoding of jsonb to the field, but not that of json.
    function = "JSONB_AGG"
    output_field = JSONField()

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        """Use SQLite's name for it."""
        return self.as_sql(compiler, connection, function="JSON_GROUP_ARRAY", **context)


def json_rows(rows: QuerySet[Any], **fields: Any) -> Subquery:
    """Return these columns of all the rows, for an annotation: a list of dictionaries, or None."""
    return Subquery(
        rows.order_by()
        .annotate(together=Value(1))
        .values("together")
        .annotate(listed=JsonList(JSONObject(**fields)))
        .values("listed")
    )


def moment(written: str) -> datetime:
    """Return a moment as a database writes it into JSON: SQLite leaves out that it is UTC."""
    at = datetime.fromisoformat(written)
    return at if at.tzinfo else at.replace(tzinfo=UTC)
