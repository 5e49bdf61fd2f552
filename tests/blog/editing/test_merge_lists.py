"""Merging the lists of two versions of a post: tags, credits, acknowledgements."""

from blog.editing.threeway import decided, merge
from blog.models import Snapshot
from blog.models.snapshot import CreditRef, Ref, ThanksRef

AMINA, BRUNO, CHEN = (Ref(number, name) for number, name in enumerate(("Amina", "Bruno", "Chen")))
REEF, TIDE, KELP, FOAM = (
    Ref(number, name) for number, name in enumerate(("reef", "tide", "kelp", "foam"))
)
HARBOUR, DELTA = Ref(1, "Harbour Trust"), Ref(2, "Delta Lab")


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
