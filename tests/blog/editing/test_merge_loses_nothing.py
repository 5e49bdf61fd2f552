"""What holds for any three versions of a post: a merge loses nothing."""

from dataclasses import fields
from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from blog.editing.threeway import merge
from blog.models import Snapshot
from blog.models.snapshot import CreditRef, Ref, ThanksRef

QUICK = settings(max_examples=100, deadline=None, database=None)
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
    featured_credit=few,
    featured_licence=few,
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
