"""Queries that are built once: what differs from one request to the next is filled in when asked.

Building such a query takes ten times as long as its answer.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models import CharField, DateTimeField, Expression, QuerySet


@dataclass(frozen=True, slots=True)
class Blank:
    """A parameter that is not known yet."""

    name: str


class Asked(Expression):
    """A value that is known when the query is asked, such as the present."""

    def __init__(self, name: str, output_field: Any) -> None:
        super().__init__(output_field=output_field)
        self.name = name

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        """Give the blank as a parameter."""
        return "%s", (Blank(self.name),)


def text(name: str) -> Asked:
    """Return a text to be filled in."""
    return Asked(name, CharField())


def moment(name: str) -> Asked:
    """Return a moment to be filled in."""
    return Asked(name, DateTimeField())


@dataclass(frozen=True, slots=True)
class Built:
    """A query as the database takes it, with its blanks."""

    sql: str
    parameters: tuple[Any, ...]

    @classmethod
    def of(cls, rows: QuerySet[Any]) -> Built:
        """Build a query."""
        sql, parameters = rows.query.sql_with_params()
        return cls(sql, tuple(parameters))

    def first(self, values: Mapping[str, Any]) -> tuple[Any, ...] | None:
        """Return the first row as the database gives it, the blanks filled in, or None."""
        filled = [
            _adapted(values[each.name]) if isinstance(each, Blank) else each
            for each in self.parameters
        ]
        with connection.cursor() as cursor:
            cursor.execute(self.sql, filled)
            row: tuple[Any, ...] | None = cursor.fetchone()
        return row


def _adapted(value: Any) -> Any:
    if isinstance(value, datetime):
        return connection.ops.adapt_datetimefield_value(value)
    return value
