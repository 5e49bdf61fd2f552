"""How PostgreSQL goes about a search among many texts."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection

from blog.reading.search.database import _POSTGRESQL, OFTEN, SAMPLE

MANY = 4_000
# Every fourth text, and none of the newest, has the word.
TEXTS = """
INSERT INTO blog_searchrow (rowid, post_id, page_id, facets, words)
SELECT n, NULL, NULL, '', (CASE WHEN n %% 4 = 0 AND n < %s THEN '''tide'':1A ' ELSE '' END
    || '''shore'':2D')::tsvector
FROM generate_series(1, %s) n
"""


@pytest.mark.django_db
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite's index has no planner.")
def test_a_word_that_many_texts_have_is_looked_up_in_the_index() -> None:
    values: dict[str, Any] = {
        "exact": "'tide'",
        "loose": "'tide'",
        "ranked": "'tide'",
        "weights": [0.1, 0.2, 0.4, 1.0],
        "last": MANY,
        "most": 1_001,
        "sample": SAMPLE,
        "often": OFTEN,
    }
    with connection.cursor() as cursor:
        cursor.execute(TEXTS, [MANY - SAMPLE, MANY])
        cursor.execute("ANALYZE blog_searchrow")
        cursor.execute(f"EXPLAIN {_POSTGRESQL}", values)
        plan = "\n".join(row for (row,) in cursor.fetchall())

    assert "Bitmap Index Scan" in plan
    assert "Seq Scan on blog_searchrow" not in plan
