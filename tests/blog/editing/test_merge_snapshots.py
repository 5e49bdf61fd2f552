"""Merging whole posts that two people changed."""

from dataclasses import fields
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from blog.editing.threeway import decided, merge
from blog.models import Snapshot
from blog.models.snapshot import CreditRef, Ref, ThanksRef

QUICK = settings(max_examples=100, deadline=None, database=None)

AMINA, BRUNO, CHEN = (Ref(number, name) for number, name in enumerate(("Amina", "Bruno", "Chen")))
REEF, TIDE, KELP, FOAM = (
    Ref(number, name) for number, name in enumerate(("reef", "tide", "kelp", "foam"))
)
HARBOUR, DELTA = Ref(1, "Harbour Trust"), Ref(2, "Delta Lab")
MAP, CHART = Ref(1, "map.png"), Ref(2, "chart.png")
NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)

some_refs = st.integers(1, 4).map(lambda number: Ref(number, f"name{number}"))
refs = st.one_of(st.none(), some_refs)
few = st.sampled_from(["", "one", "two words", "three"])
snapshots = st.builds(
    Snapshot,
    title=few,
    address=few,
    summary=few,
    body=st.sampled_from(["", "One.\n", "One.\n\nTwo.\n", "Two.\n", "One more.\n\nTwo."]),
    published_at=st.sampled_from([None, NOON, NOON + timedelta(days=1)]),
    featured=refs,
    featured_url=few,
    featured_alt=few,
    featured_caption=few,
    category=refs,
    series=refs,
    series_position=st.one_of(st.none(), st.integers(1, 3)),
    tags=st.lists(some_refs, max_size=4, unique_by=lambda ref: ref.id).map(tuple),
    credits=st.lists(
        st.builds(CreditRef, some_refs, st.sampled_from(["wrote", "edited"]), few),
        max_size=4,
        unique_by=lambda credit: (credit.author.id, credit.role),
    ).map(tuple),
    acknowledgements=st.lists(
        st.builds(ThanksRef, some_refs, st.sampled_from(["funder", "host"]), st.none()),
        max_size=4,
        unique_by=lambda thanks: (thanks.collaborator.id, thanks.role),
    ).map(tuple),
)


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


def test_additions_to_a_list_are_both_kept_and_removals_honoured() -> None:
    base = Snapshot(tags=(REEF, TIDE))

    merged = merge(base, base.changed(tags=(REEF, TIDE, KELP)), base.changed(tags=(FOAM, REEF)))

    assert merged.is_clean
    assert merged.snapshot.tags == (FOAM, REEF, KELP)
    assert merged.came_in == ("tags",)


def test_the_order_of_the_side_that_moved_something_is_kept() -> None:
    base = Snapshot(tags=(REEF, TIDE, KELP))
    moved = base.changed(tags=(KELP, REEF, TIDE))
    added = base.changed(tags=(REEF, FOAM, TIDE, KELP))

    assert merge(base, moved, added).snapshot.tags == (KELP, REEF, FOAM, TIDE)
    assert merge(base, added, moved).snapshot.tags == (KELP, REEF, FOAM, TIDE)


def test_two_different_orders_are_no_conflict_and_mine_stays() -> None:
    base = Snapshot(tags=(REEF, TIDE, KELP))
    mine = base.changed(tags=(KELP, REEF, TIDE))

    merged = merge(base, mine, base.changed(tags=(TIDE, REEF, KELP, FOAM)))

    assert merged.is_clean
    assert merged.snapshot.tags == (KELP, FOAM, REEF, TIDE)


def test_two_changes_of_one_credit_are_both_made() -> None:
    base = Snapshot(credits=(CreditRef(AMINA), CreditRef(BRUNO)))
    mine = base.changed(credits=(CreditRef(AMINA, "edited"), CreditRef(BRUNO)))
    theirs = base.changed(
        credits=(CreditRef(AMINA, "wrote", "Delta Lab"), CreditRef(BRUNO), CreditRef(CHEN))
    )

    merged = merge(base, mine, theirs)

    assert merged.is_clean
    assert merged.snapshot.credits == (
        CreditRef(AMINA, "edited", "Delta Lab"),
        CreditRef(BRUNO),
        CreditRef(CHEN),
    )


def test_one_credit_changed_differently_is_a_conflict_that_can_be_decided() -> None:
    base = Snapshot(credits=(CreditRef(AMINA), CreditRef(BRUNO)))
    mine = base.changed(credits=(CreditRef(AMINA, "edited"), CreditRef(BRUNO)))
    theirs = base.changed(credits=(CreditRef(AMINA, "reviewed"), CreditRef(BRUNO)))

    merged = merge(base, mine, theirs)

    (conflict,) = merged.conflicts
    assert (conflict.base, conflict.mine, conflict.theirs) == (
        "Amina (wrote)",
        "Amina (edited)",
        "Amina (reviewed)",
    )
    assert merged.snapshot == mine
    assert decided(merged, ["theirs"]) == theirs


def test_what_one_removed_and_the_other_changed_stays_and_is_a_conflict() -> None:
    base = Snapshot(acknowledgements=(ThanksRef(HARBOUR), ThanksRef(DELTA)))
    mine = base.changed(acknowledgements=(ThanksRef(DELTA),))
    theirs = base.changed(acknowledgements=(ThanksRef(HARBOUR, "host"), ThanksRef(DELTA)))

    merged = merge(base, mine, theirs)

    (conflict,) = merged.conflicts
    assert (conflict.base, conflict.mine, conflict.theirs) == (
        "Harbour Trust (mentioned)",
        "",
        "Harbour Trust (host)",
    )
    assert merged.snapshot == theirs
    assert decided(merged, ["mine"]) == mine


def test_one_author_with_two_roles_keeps_both() -> None:
    base = Snapshot(credits=(CreditRef(AMINA),))
    mine = base.changed(credits=(CreditRef(AMINA), CreditRef(AMINA, "photographed")))
    theirs = base.changed(credits=(CreditRef(AMINA, "wrote", "Delta Lab"),))

    merged = merge(base, mine, theirs)

    assert merged.is_clean
    assert merged.snapshot.credits == (
        CreditRef(AMINA, "wrote", "Delta Lab"),
        CreditRef(AMINA, "photographed"),
    )


def test_a_grant_never_ends_up_with_another_role() -> None:
    grant = Ref(7, "Coast grant")
    base = Snapshot(acknowledgements=(ThanksRef(HARBOUR, "funder"),))
    mine = base.changed(acknowledgements=(ThanksRef(HARBOUR, "host"),))
    theirs = base.changed(acknowledgements=(ThanksRef(HARBOUR, "funder", grant),))

    merged = merge(base, mine, theirs)

    assert len(merged.conflicts) == 1
    assert merged.snapshot == mine


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


@QUICK
@given(snapshots, snapshots)
def test_one_edit_alone_is_taken_as_it_is(base: Snapshot, edited: Snapshot) -> None:
    for versions in ((base, edited, base), (base, base, edited), (base, edited, edited)):
        merged = merge(*versions)

        assert merged.snapshot == edited
        assert merged.is_clean


@QUICK
@given(snapshots, snapshots, snapshots)
def test_nothing_a_side_changed_is_lost(base: Snapshot, mine: Snapshot, theirs: Snapshot) -> None:
    merged = merge(base, mine, theirs)

    assert merged.is_clean == merge(base, theirs, mine).is_clean
    assert merged == merge(base, mine, theirs)
    for name in (field.name for field in fields(Snapshot)):
        old, *sides = (_parts(getattr(version, name)) for version in (base, mine, theirs))
        told = " ".join(
            f"{conflict.base} {conflict.mine} {conflict.theirs}" for conflict in merged.conflicts
        )
        result = " ".join([*_parts(getattr(merged.snapshot, name)), told])
        for part in set(sides[0] + sides[1]) - set(old):
            assert part in result, name


@QUICK
@given(snapshots, snapshots, snapshots)
def test_what_a_side_removed_from_a_list_comes_back_only_if_the_other_changed_it(
    base: Snapshot, mine: Snapshot, theirs: Snapshot
) -> None:
    merged = merge(base, mine, theirs)

    for name in ("tags", "credits", "acknowledgements"):
        old, one, other = (set(getattr(version, name)) for version in (base, mine, theirs))
        assert not set(getattr(merged.snapshot, name)) & ((old - one) | (old - other))


def _parts(value: Any) -> list[str]:
    """Return what a value says, in the parts that a person adds or takes away."""
    match value:
        case None:
            return []
        case tuple():
            return [part for item in value for part in _parts(item)]
        case CreditRef():
            return [value.author.name, value.role, *value.affiliation.split()]
        case ThanksRef():
            return [value.collaborator.name, value.role]
        case datetime():
            return [f"{value:%-d %B %Y, %H:%M}"]
    return str(value.name if isinstance(value, Ref) else value).split()
