"""Merging whole posts that two people changed."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from blog.editing.threeway import decided, merge
from blog.models import Snapshot
from blog.models.snapshot import CreditRef, Ref

REEF, TIDE = Ref(1, "reef"), Ref(2, "tide")
MAP, CHART = Ref(1, "map.png"), Ref(2, "chart.png")
NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)


def test_changes_of_different_fields_are_both_made() -> None:
    base = Snapshot(title="Old", summary="S", language="en")

    merged = merge(base, base.changed(title="New"), base.changed(language="de", category=REEF))

    assert merged.is_clean
    assert merged.snapshot == base.changed(title="New", language="de", category=REEF)
    assert merged.came_in == ("language", "category")


@pytest.mark.parametrize(
    ("name", "mine", "theirs", "shown"),
    [
        ("title", "Mine", "Theirs", ("", "Mine", "Theirs")),
        ("address", "my-slug", "their-slug", ("", "my-slug", "their-slug")),
        ("category", REEF, TIDE, ("", "reef", "tide")),
        ("translation_of", REEF, TIDE, ("", "reef", "tide")),
        (
            "published_at",
            NOON,
            NOON + timedelta(days=1),
            ("", "4 May 2026, 12:00", "5 May 2026, 12:00"),
        ),
    ],
)
def test_a_field_both_changed_is_a_conflict_and_mine_until_decided(
    name: str, mine: Any, theirs: Any, shown: tuple[str, str, str]
) -> None:
    base = Snapshot()

    merged = merge(base, base.changed(**{name: mine}), base.changed(**{name: theirs}))

    (conflict,) = merged.conflicts
    assert conflict.field == name
    assert (conflict.base, conflict.mine, conflict.theirs) == shown
    assert getattr(merged.snapshot, name) == mine
    assert getattr(decided(merged, ["theirs"]), name) == theirs
    assert getattr(decided(merged, ["mine"]), name) == mine


def test_the_same_change_on_both_sides_is_made_once() -> None:
    base = Snapshot(title="Old", tags=(REEF,))
    changed = base.changed(title="New", tags=(TIDE, REEF))

    merged = merge(base, changed, changed)

    assert (merged.snapshot, merged.is_clean, merged.came_in) == (changed, True, ())


def test_the_summary_is_merged_by_word_where_that_is_clean() -> None:
    base = Snapshot(summary="A short note about the tide and the reef")
    mine = base.changed(summary="A long note about the tide and the reef")

    clean = merge(base, mine, base.changed(summary="A short note about the tide and the kelp"))
    torn = merge(base, mine, base.changed(summary="A quick note about the tide and the reef"))

    assert clean.snapshot.summary == "A long note about the tide and the kelp"
    assert [conflict.field for conflict in torn.conflicts] == ["summary"]
    assert torn.snapshot == mine


def test_a_body_conflict_names_its_line_and_can_be_decided() -> None:
    base = Snapshot(body="First.\n\nred\n\nLast.\n")

    merged = merge(
        base,
        base.changed(body="First.\n\nblue\n\nLast.\n"),
        base.changed(body="New.\n\nFirst.\n\ngreen\n\nLast.\n"),
    )

    (conflict,) = merged.conflicts
    assert (conflict.field, conflict.line) == ("body", 5)
    assert (conflict.base, conflict.mine, conflict.theirs) == ("red", "blue", "green")
    assert merged.snapshot.body.splitlines()[4] == "green"
    assert merged.came_in == ("body",)
    assert decided(merged, ["mine"]).body == "New.\n\nFirst.\n\nblue\n\nLast.\n"
    assert decided(merged, ["theirs"]).body == "New.\n\nFirst.\n\ngreen\n\nLast.\n"
    assert decided(merged, ["both"]).body == "New.\n\nFirst.\n\ngreen\n\nblue\n\nLast.\n"


def test_a_picture_comes_with_its_own_text() -> None:
    base = Snapshot(featured=MAP, featured_alt="A map")
    theirs = base.changed(featured=CHART, featured_alt="A chart")

    plain = merge(base, base.changed(title="New"), theirs)
    torn = merge(base, base.changed(featured_alt="A map of the bay"), theirs)

    assert plain.is_clean
    assert (plain.snapshot.featured, plain.snapshot.featured_alt) == (CHART, "A chart")
    assert (torn.snapshot.featured, torn.snapshot.featured_alt) == (CHART, "A chart")
    (conflict,) = torn.conflicts
    assert (conflict.field, conflict.mine) == ("featured_alt", "A map of the bay")


def test_two_new_pictures_are_a_conflict_with_their_texts() -> None:
    base = Snapshot()
    mine = base.changed(featured=MAP, featured_alt="A map")
    theirs = base.changed(featured_url="https://pictures.example/a.png", featured_alt="A chart")

    merged = merge(base, mine, theirs)

    assert [conflict.field for conflict in merged.conflicts] == ["featured", "featured_alt"]
    assert merged.snapshot == mine
    assert decided(merged, ["theirs", "theirs"]) == theirs


def test_a_part_goes_with_its_series() -> None:
    base = Snapshot(series=REEF, series_position=1)

    moved = merge(base, base.changed(series=TIDE, series_position=4), base)
    torn = merge(base, base.changed(series_position=2), base.changed(series=TIDE))

    assert (moved.snapshot.series, moved.snapshot.series_position) == (TIDE, 4)
    (conflict,) = torn.conflicts
    assert (conflict.field, conflict.mine, conflict.theirs) == ("series", "reef, 2", "tide, 1")


def test_a_renamed_author_is_no_change() -> None:
    base = Snapshot(credits=(CreditRef(Ref(1, "Old Name")),), category=Ref(1, "Old"))
    mine = base.changed(credits=(), category=TIDE)
    theirs = base.changed(credits=(CreditRef(Ref(1, "New Name")),), category=Ref(1, "New"))

    merged = merge(base, mine, theirs)

    assert merged.is_clean
    assert merged.snapshot == mine
    assert merged.came_in == ()
