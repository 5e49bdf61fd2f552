"""Number the rows of the search index by date, and keep what texts can be filtered by.

It empties the index; `manage.py upgrade` fills it anew, and `manage.py reindex` does at any time.
"""

from importlib import import_module
from typing import Any

import django.db.models.deletion
from django.db import migrations, models

TABLE = "blog_searchrow"
# On PostgreSQL the words are a tsvector made in Python, so no dictionary or locale has a say.
# They stand apart from the rows, so that those of a very common word are few blocks to read.
POSTGRESQL = (
    f"ALTER TABLE {TABLE} ADD COLUMN words tsvector NOT NULL",
    f"ALTER TABLE {TABLE} SET (toast_tuple_target = 128)",
    f"CREATE INDEX {TABLE}_words ON {TABLE} USING gin (words)",
)
# What texts are filtered by is words with a sign in them, such as tag=12.
SQLITE = (
    """CREATE VIRTUAL TABLE blog_searchtext USING fts5(
        title, summary, names, body, keys,
        tokenize = "unicode61 remove_diacritics 0 tokenchars '=/'"
    )""",
)
SQLITE_BACK = ("DROP TABLE blog_searchtext",)
before = import_module("blog.migrations.0002_search")


def drop_old(apps: Any, schema_editor: Any) -> None:
    """Drop the table as it was."""
    before.drop(apps, schema_editor)


def make_old(apps: Any, schema_editor: Any) -> None:
    """Make it as it was."""
    before.make(apps, schema_editor)


def add_words(apps: Any, schema_editor: Any) -> None:
    """Add what the ORM doesn't see: the words."""
    for sql in POSTGRESQL if schema_editor.connection.vendor == "postgresql" else SQLITE:
        schema_editor.execute(sql)


def drop_words(apps: Any, schema_editor: Any) -> None:
    """Drop them; on PostgreSQL they go with their table."""
    for sql in () if schema_editor.connection.vendor == "postgresql" else SQLITE_BACK:
        schema_editor.execute(sql)


def _reference(model: str) -> Any:
    return models.ForeignKey(
        db_constraint=False,
        null=True,
        on_delete=django.db.models.deletion.DO_NOTHING,
        related_name="+",
        to=model,
    )


class Migration(migrations.Migration):
    """Number the rows of the search index by date."""

    dependencies = [("blog", "0010_how_feeds_are")]

    operations = [
        migrations.RunPython(drop_old, make_old),
        # Not managed: nothing happens in the database.
        migrations.DeleteModel("SearchRow"),
        migrations.CreateModel(
            name="SearchRow",
            fields=[
                ("rowid", models.BigIntegerField(primary_key=True, serialize=False)),
                ("facets", models.TextField(help_text="What it can be filtered by, such as author=3 tag=12.")),
                ("page", _reference("blog.page")),
                ("post", _reference("blog.post")),
            ],
            options={"db_table": TABLE, "ordering": ["rowid"]},
        ),
        migrations.RunPython(add_words, drop_words),
        migrations.CreateModel(
            name="SearchWord",
            fields=[
                ("word", models.CharField(help_text="In small letters.", max_length=60, primary_key=True, serialize=False)),
                ("folded", models.CharField(db_index=True, help_text="Without accents.", max_length=60)),
                ("backwards", models.CharField(db_index=True, max_length=60)),
            ],
            options={"ordering": ["word"]},
        ),
    ]
