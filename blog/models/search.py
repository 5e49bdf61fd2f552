"""The search index: one row for each text that readers may find, and the words these hold."""

from __future__ import annotations

import math
import re
import unicodedata
from datetime import datetime
from typing import TYPE_CHECKING, ClassVar

from django.db import connection, models

if TYPE_CHECKING:
    from blog.models.document import Document

# How much a hit counts in title, summary, names and body.
WEIGHTS = (1.0, 0.5, 0.3, 0.1)
# Of a row's number, the last bits tell the texts of one second apart.
_BITS = 30
# Numbers and code aren't mistyped words, and short ones have too many neighbours.
_WRITTEN = re.compile(r"(?<!\w)[^\W\d_]{4,}(?!\w)")


class SearchRow(models.Model):
    """What is searched of one post or page. A row may outlive its text; it is then never shown.

    Rows are numbered by their texts' dates, so that both databases read the newest first without
    sorting, and what is scheduled is left out by a bound. Its words stand where the ORM doesn't
    see them: in a tsvector column on PostgreSQL, in the FTS5 table blog_searchtext on SQLite.
    There are no real foreign keys: emptying the posts must not ask for it.
    """

    rowid = models.BigIntegerField(primary_key=True)
    post = models.ForeignKey(
        "blog.Post", models.DO_NOTHING, null=True, db_constraint=False, related_name="+"
    )
    page = models.ForeignKey(
        "blog.Page", models.DO_NOTHING, null=True, db_constraint=False, related_name="+"
    )
    facets = models.TextField(help_text="What it can be filtered by, such as author=3 tag=12.")

    class Meta:
        db_table = "blog_searchrow"
        ordering: ClassVar = ["rowid"]

    def __str__(self) -> str:
        return f"words of {self.post_id or self.page_id}"


class SearchWord(models.Model):
    """A word that some text holds, so that a mistyped one can be told from it.

    It may outlive the last text with it: whoever suggests it asks the index first.
    """

    word = models.CharField(primary_key=True, max_length=60, help_text="In small letters.")
    folded = models.CharField(max_length=60, db_index=True, help_text="Without accents.")
    backwards = models.CharField(max_length=60, db_index=True)

    class Meta:
        ordering: ClassVar = ["word"]

    def __str__(self) -> str:
        return self.word


def row_number(document: Document, at: datetime) -> int:
    """Return the number of the row that holds the words of what was published at that moment."""
    # Whole seconds, rounded up: found at most a second late, never early.
    seconds = math.ceil(at.timestamp())
    own = 2 * int(document.pk) + (document._meta.model_name == "page")
    return (seconds << _BITS) | own % (1 << _BITS)


def last_row(moment: datetime) -> int:
    """Return the greatest number that a text which is public at that moment can have."""
    return ((math.floor(moment.timestamp()) + 1) << _BITS) - 1


def forget(rows: models.QuerySet[SearchRow]) -> None:
    """Take rows out of the index."""
    if connection.vendor == "sqlite":
        numbers = [(number,) for number in rows.values_list("rowid", flat=True)]
        with connection.cursor() as cursor:
            cursor.executemany("DELETE FROM blog_searchtext WHERE rowid = %s", numbers)
    rows.delete()


def written(text: str) -> set[str]:
    """Return the words of a text as people write them, in small letters, for `SearchWord`."""
    small = unicodedata.normalize("NFC", text).lower()
    return {word for word in _WRITTEN.findall(small) if len(word) <= 30}


def forget_words(text: str) -> None:
    """Take the words of an erased text out of those that are suggested.

    Other texts may hold some of them as well: these come back when the index is written anew.
    """
    words = sorted(written(text))
    for start in range(0, len(words), 500):
        SearchWord.objects.filter(word__in=words[start : start + 500]).delete()
