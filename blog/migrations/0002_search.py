"""Make the search index's table, which differs between the databases."""

from typing import Any

import django.db.models.deletion
from django.db import migrations, models

TABLE = "blog_searchrow"
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


def make(apps: Any, schema_editor: Any) -> None:
    """Create the table."""
    for sql in POSTGRESQL if schema_editor.connection.vendor == "postgresql" else SQLITE:
        schema_editor.execute(sql)


def drop(apps: Any, schema_editor: Any) -> None:
    """Drop it."""
    schema_editor.execute(DROP)


class Migration(migrations.Migration):
    """Make the search index."""

    dependencies = [("blog", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="SearchRow",
            fields=[
                ("rowid", models.BigIntegerField(primary_key=True, serialize=False)),
                (
                    "page",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="blog.page",
                    ),
                ),
                (
                    "post",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="blog.post",
                    ),
                ),
            ],
            options={"db_table": "blog_searchrow", "ordering": ["rowid"], "managed": False},
        ),
        migrations.RunPython(make, drop),
    ]
