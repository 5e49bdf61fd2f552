"""The search index: one row for each text that readers may find."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django.db import models
from django.db.models import BooleanField, FloatField, Func, Value

if TYPE_CHECKING:
    from blog.models.document import Document

TABLE = "blog_searchrow"
# How much a hit counts in title, names, summary and body.
WEIGHTS = (1.0, 0.5, 0.3, 0.1)

# On PostgreSQL the words are a tsvector made in Python, so no dictionary or locale has a say.
POSTGRESQL = (
    f"""CREATE TABLE {TABLE} (
        rowid bigint PRIMARY KEY, post_id bigint, page_id bigint, words tsvector NOT NULL
    )""",
    f"CREATE INDEX {TABLE}_words ON {TABLE} USING gin (words)",
)
SQLITE = (
    f"""CREATE VIRTUAL TABLE {TABLE} USING fts5(
        post_id UNINDEXED, page_id UNINDEXED, title, names, summary, body,
        tokenize = 'unicode61 remove_diacritics 0'
    )""",
)
DROP = f"DROP TABLE {TABLE}"


class SearchRow(models.Model):
    """The words of one post or page. A row may outlive its text; it is then never found.

    The table differs between the databases, so a migration makes it by hand. It holds no real
    foreign keys: SQLite's full-text tables can't, and emptying the posts must not ask for it.
    """

    rowid = models.BigIntegerField(primary_key=True)
    post = models.ForeignKey(
        "blog.Post", models.DO_NOTHING, null=True, db_constraint=False, related_name="+"
    )
    page = models.ForeignKey(
        "blog.Page", models.DO_NOTHING, null=True, db_constraint=False, related_name="+"
    )

    class Meta:
        managed = False
        db_table = TABLE
        ordering: ClassVar = ["rowid"]

    def __str__(self) -> str:
        return f"words of {self.post_id or self.page_id}"


def row_id(document: Document) -> int:
    """Return the key of the row that holds this post's or page's words."""
    return 2 * int(document.pk) + (document._meta.model_name == "page")


class Matches(Func):
    """Whether a row holds what a query, in the database's own syntax, asks for."""

    template = f'"{TABLE}" MATCH %(expressions)s'
    output_field = BooleanField()

    def __init__(self, query: str) -> None:
        super().__init__(Value(query))

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        """Compare with the tsvector."""
        template = f'"{TABLE}"."words" @@ %(expressions)s::tsquery'
        return self.as_sql(compiler, connection, template=template, **context)


class Rank(Func):
    """How well a matching row answers a query: the lower the better."""

    template = f'bm25("{TABLE}", 0, 0, {", ".join(str(10 * weight) for weight in WEIGHTS)})'
    output_field = FloatField()

    def __init__(self, query: str) -> None:
        super().__init__(Value(query))

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        """Rank the rows of the table's MATCH; FTS5 knows the query from there."""
        return self.template, []

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        """Rank by weight and frequency, a long text's hits counting somewhat less (1)."""
        weights = ",".join(str(weight) for weight in reversed(WEIGHTS))
        template = f'-ts_rank(\'{{{weights}}}\', "{TABLE}"."words", %(expressions)s::tsquery, 1)'
        return self.as_sql(compiler, connection, template=template, **context)
