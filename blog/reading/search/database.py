"""The two databases' full text behind one interface: storing words, and reading the newest hits.

On PostgreSQL words are a tsvector with a GIN index, on SQLite an FTS5 table. Neither ranks while
it finds: the newest hits are read first, at most as many as asked for, and these are ranked.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models.expressions import RawSQL

from blog.models.search import WEIGHTS
from blog.reading.search.query import Query

# PostgreSQL counts no further; words behind it all stand at this place.
LAST_POSITION = 16_383
# Of so many of the newest rows, so many must be hits for the next hits to be near as well.
SAMPLE, OFTEN = 400, 100
# The function that stands for @@ is never looked up in the index, and a sum never in its order; of
# what is selected the planner doesn't know how common it is. So it is us who choose between the two
# ways, and it never takes a third: to read all rows, whose words lie apart from them.
_POSTGRESQL = """
WITH sample AS MATERIALIZED (
    SELECT count(*) FILTER (WHERE ts_match_vq(words, %(loose)s::tsquery)) >= %(often)s AS often
    FROM (SELECT words FROM blog_searchrow WHERE rowid <= %(last)s
          ORDER BY rowid DESC LIMIT %(sample)s) newest
), found AS MATERIALIZED (
    (SELECT * FROM blog_searchrow
     WHERE (SELECT often FROM sample) AND ts_match_vq(words, %(loose)s::tsquery)
     AND rowid <= %(last)s ORDER BY rowid DESC LIMIT %(most)s)
    UNION ALL
    (SELECT * FROM blog_searchrow
     WHERE NOT (SELECT often FROM sample) AND words @@ (SELECT %(loose)s::tsquery)
     AND rowid <= %(last)s ORDER BY rowid + 0 DESC LIMIT %(most)s)
)
SELECT rowid, post_id, page_id, facets,
    ts_rank(%(weights)s::real[], words, %(ranked)s::tsquery), (SELECT count(*) FROM found)
FROM found
WHERE %(exact)s::text = %(loose)s::text OR ts_match_vq(words, %(exact)s::tsquery)
ORDER BY rowid DESC
"""
_SQLITE = """
SELECT row.rowid, post_id, page_id, facets, title, summary, names, body FROM (
    SELECT rowid, title, summary, names, body FROM blog_searchtext
    WHERE blog_searchtext MATCH %s AND rowid <= %s ORDER BY rowid DESC LIMIT %s
) AS text JOIN blog_searchrow AS row ON row.rowid = text.rowid ORDER BY row.rowid DESC
"""
_POSTGRESQL_ROWS = """SELECT rowid FROM blog_searchrow
WHERE words @@ (SELECT %s::tsquery) AND rowid <= %s ORDER BY rowid + 0 DESC LIMIT %s"""
_SQLITE_ROWS = """SELECT rowid FROM blog_searchtext
WHERE blog_searchtext MATCH %s AND rowid <= %s ORDER BY rowid DESC LIMIT %s"""
# What a word of an address begins with in the index, where no word of a text does.
ADDRESS = "/"


@dataclass(frozen=True, slots=True)
class Entry:
    """What is stored of one text: its words as title, summary, names and body."""

    rowid: int
    post: int | None
    page: int | None
    facets: str
    columns: Sequence[Sequence[str]]
    address: Sequence[str]


@dataclass(frozen=True, slots=True)
class Hit:
    """A text that was found: `post` or `page` is its key, and `rank` is better when greater."""

    rowid: int
    post: int | None
    page: int | None
    facets: str
    rank: float


def store(entries: Iterable[Entry]) -> None:
    """Store rows of the index that aren't there yet."""
    entries = list(entries)
    rows = [(entry.rowid, entry.post, entry.page, entry.facets) for entry in entries]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            words = [tsvector(entry.columns, _keys(entry)) for entry in entries]
            cursor.executemany(
                "INSERT INTO blog_searchrow (rowid, post_id, page_id, facets, words)"
                " VALUES (%s, %s, %s, %s, %s::tsvector)",
                [(*row, word) for row, word in zip(rows, words, strict=True)],
            )
            return
        cursor.executemany(
            "INSERT INTO blog_searchrow (rowid, post_id, page_id, facets) VALUES (%s, %s, %s, %s)",
            rows,
        )
        cursor.executemany(
            "INSERT OR REPLACE INTO blog_searchtext (rowid, title, summary, names, body, keys)"
            " VALUES (%s, %s, %s, %s, %s, %s)",
            [
                (entry.rowid, *(" ".join(column) for column in entry.columns), _joined(entry))
                for entry in entries
            ],
        )


def _keys(entry: Entry) -> list[str]:
    return [*entry.facets.split(), *entry.address]


def _joined(entry: Entry) -> str:
    return " ".join(_keys(entry))


def tsvector(columns: Sequence[Sequence[str]], keys: Sequence[str] = ()) -> str:
    """Return columns of words, in falling weight, as the text of a PostgreSQL tsvector.

    Keys have no place in the text, so that no phrase holds them and they don't count.
    """
    places: dict[str, list[str]] = {}
    position = 0
    for weight, column in zip("ABCD", columns, strict=True):
        for word in column:
            position += 1
            places.setdefault(word, []).append(f"{min(position, LAST_POSITION)}{weight}")
        position += 1
    found = [f"'{word}':{','.join(where[:255])}" for word, where in places.items()]
    return " ".join((*found, *(f"'{key}'" for key in keys)))


def newest(query: Query, last: int, limit: int) -> tuple[list[Hit], bool]:
    """Return the newest hits up to the row `last`, newest first, and whether there may be more.

    They are at most `limit`, and fewer where a phrase is rare and its words are not.
    """
    if connection.vendor == "postgresql":
        return _newest_postgresql(query, last, limit)
    return _newest_sqlite(query, last, limit)


def _newest_postgresql(query: Query, last: int, limit: int) -> tuple[list[Hit], bool]:
    """Find by the index what is rare; read what is common newest first, until there is enough.

    Which of the two it is, a sample of the newest rows tells. Where a phrase stands is not in the
    index but in each row, so that is looked for in a limited number of rows with its words.
    """
    exact, loose = query.tsquery(), query.tsquery(phrases=False)
    most = limit + 1 if exact == loose else 2 * limit
    values: dict[str, Any] = {
        "exact": exact,
        "loose": loose,
        "ranked": query.ranked(),
        "weights": list(reversed(WEIGHTS)),
        "last": last,
        "most": most,
        "sample": SAMPLE,
        "often": OFTEN,
    }
    with connection.cursor() as cursor:
        cursor.execute(_POSTGRESQL, values)
        rows = cursor.fetchall()
    has_more = bool(rows) and rows[0][-1] == most
    return [Hit(*row[:-1]) for row in rows[:limit]], has_more or len(rows) > limit


def _newest_sqlite(query: Query, last: int, limit: int) -> tuple[list[Hit], bool]:
    """Read the index, which yields the newest first; SQLite has no rank without reading all."""
    with connection.cursor() as cursor:
        cursor.execute(_SQLITE, [query.fts5(), last, limit + 1])
        rows = cursor.fetchall()
    hits = [
        Hit(n, post, page, facets, ranked(query, texts))
        for n, post, page, facets, *texts in rows[:limit]
    ]
    return hits, len(rows) > limit


def rows_at(words: Sequence[Sequence[str]], last: int, limit: int) -> RawSQL:
    """Return the numbers of the newest rows whose addresses have all of these words but one.

    For each word any of its alternatives will do.
    """
    groups = [[f"{ADDRESS}{one}" for one in alternatives] for alternatives in words]
    ways = [groups[:n] + groups[n + 1 :] for n in range(len(groups))] if groups[1:] else [groups]
    # Both statements are constants; words go in as parameters.
    if connection.vendor == "postgresql":
        asked = _ways(ways, "'{}'", " | ", " & ")
        return RawSQL(_POSTGRESQL_ROWS, [asked, last, limit])  # noqa: S611  # nosec B611
    asked = _ways(ways, '"{}"', " OR ", " AND ")
    return RawSQL(_SQLITE_ROWS, [asked, last, limit])  # noqa: S611  # nosec B611


def _ways(ways: Sequence[Sequence[Sequence[str]]], quoted: str, either: str, both: str) -> str:
    return either.join(
        f"({both.join(f'({either.join(map(quoted.format, group))})' for group in way)})"
        for way in ways
    )


def ranked(query: Query, columns: Sequence[str]) -> float:
    """Return how well a text answers: for each term the greatest weight it is found with, and
    a little for how often the body has it.
    """
    total = 0.0
    padded = [f" {column} " for column in columns]
    for term in query.wanted:
        words = f" {' '.join(term.words)}{'' if term.starts else ' '}"
        counts = [column.count(words) for column in padded]
        total += max(w for w, count in zip((*WEIGHTS, 0), (*counts, 1), strict=True) if count)
        total += WEIGHTS[-1] * counts[-1] / (counts[-1] + 4)
    return total
