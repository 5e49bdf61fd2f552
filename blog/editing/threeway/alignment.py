"""Finding where two sequences differ, in bounded time.

Items that occur once in each are anchors (patience diff); what lies between them is compared by
Myers' algorithm (An O(ND) Difference Algorithm, 1986). What would take too long counts as replaced.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

Range = tuple[int, int, int, int]
Pair = tuple[int, int]
Run = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Hunk:
    """A difference: `old[start:end]` became `new[new_start:new_end]`; one of them may be empty."""

    start: int
    end: int
    new_start: int
    new_end: int


@dataclass(slots=True)
class Budget:
    """How many more steps a comparison may take, so that no text can keep the server busy."""

    left: int = 600_000


def hunks(old: Sequence[str], new: Sequence[str], budget: Budget | None = None) -> list[Hunk]:
    """Return where the two differ, in order; between two hunks at least one item is the same."""
    numbers: dict[str, int] = {}
    a = [numbers.setdefault(item, len(numbers)) for item in old]
    b = [numbers.setdefault(item, len(numbers)) for item in new]
    found: list[Hunk] = []
    i = j = 0
    for start, new_start, length in [*_runs(a, b, budget or Budget()), (len(a), len(b), 0)]:
        if start > i or new_start > j:
            found.append(Hunk(i, start, j, new_start))
        i, j = start + length, new_start + length
    return found


def _runs(a: list[int], b: list[int], budget: Budget) -> list[Run]:
    """Return the common runs as (place in a, place in b, length), in order."""
    runs: list[Run] = []
    todo: list[Range] = [(0, len(a), 0, len(b))]
    while todo:
        a0, a1, b0, b1 = todo.pop()
        head = _common(a, b, (a0, a1, b0, b1), step=1)
        a0, b0 = a0 + head, b0 + head
        tail = _common(a, b, (a0, a1, b0, b1), step=-1)
        a1, b1 = a1 - tail, b1 - tail
        runs += [run for run in ((a0 - head, b0 - head, head), (a1, b1, tail)) if run[2]]
        budget.left -= head + tail + 1
        if a0 == a1 or b0 == b1 or budget.left <= 0:
            continue
        anchors = _anchors(a, b, (a0, a1, b0, b1), budget)
        if anchors:
            todo += _between(anchors, (a0, a1, b0, b1))
        else:
            pairs = _shortest(a[a0:a1], b[b0:b1], budget)
            runs += [(a0 + i, b0 + j, 1) for i, j in pairs]
    return sorted(runs)


def _common(a: list[int], b: list[int], within: Range, *, step: int) -> int:
    """Return how many items are the same at the beginning (step 1) or at the end (step -1)."""
    a0, a1, b0, b1 = within
    most = min(a1 - a0, b1 - b0)
    i, j = (a0, b0) if step == 1 else (a1 - 1, b1 - 1)
    count = 0
    while count < most and a[i + count * step] == b[j + count * step]:
        count += 1
    return count


def _between(anchors: list[Pair], within: Range) -> Iterator[Range]:
    """Yield the ranges that the anchors cut; each but the first begins with its anchor."""
    a0, a1, b0, b1 = within
    cuts = [(a0, b0), *anchors, (a1, b1)]
    for (i, j), (next_i, next_j) in pairwise(cuts):
        yield i, next_i, j, next_j


def _anchors(a: list[int], b: list[int], within: Range, budget: Budget) -> list[Pair]:
    """Return the longest ascending row of places of items that occur once in each."""
    a0, a1, b0, b1 = within
    budget.left -= a1 - a0 + b1 - b0
    in_a, in_b = Counter(a[a0:a1]), Counter(b[b0:b1])
    place_in_b = {b[j]: j for j in range(b0, b1) if in_b[b[j]] == 1}
    pairs = [(i, place_in_b[a[i]]) for i in range(a0, a1) if in_a[a[i]] == 1 and a[i] in place_in_b]
    return ascending(pairs)


def ascending(pairs: list[Pair]) -> list[Pair]:
    """Return the longest part of the pairs in which the second number rises too."""
    piles: list[int] = []
    tops: list[int] = []
    below: list[int] = []
    for number, (_, j) in enumerate(pairs):
        pile = bisect_left(piles, j)
        below.append(tops[pile - 1] if pile else -1)
        piles[pile : pile + 1] = [j]
        tops[pile : pile + 1] = [number]
    row: list[Pair] = []
    at = tops[-1] if tops else -1
    while at >= 0:
        row.append(pairs[at])
        at = below[at]
    return row[::-1]


def _shortest(a: list[int], b: list[int], budget: Budget) -> list[Pair]:
    """Return the matching pairs of a shortest edit; none where finding it would take too long."""
    furthest = [0] * (2 * (len(a) + len(b)) + 3)
    centre = len(a) + len(b) + 1
    trace: list[list[int]] = []
    for edits in range(len(a) + len(b) + 1):
        trace.append(furthest[centre - edits - 1 : centre + edits + 2])
        budget.left -= 2 * edits + 1
        low = -edits + 2 * max(0, edits - len(b))
        high = edits - 2 * max(0, edits - len(a))
        for k in range(low, high + 1, 2):
            right, down = furthest[centre + k - 1] + 1, furthest[centre + k + 1]
            x = down if k == -edits or (k != edits and right - 1 < down) else right
            start = x
            while x < len(a) and x - k < len(b) and a[x] == b[x - k]:
                x += 1
            budget.left -= x - start
            furthest[centre + k] = x
            if x >= len(a) and x - k >= len(b):
                return _walked_back(trace, len(a), len(b))
        if budget.left <= 0:
            return []
    return []


def _walked_back(trace: list[list[int]], x: int, y: int) -> list[Pair]:
    """Return the pairs on the path whose furthest points the trace holds, edit by edit."""
    pairs: list[Pair] = []
    for edits in range(len(trace) - 1, -1, -1):
        furthest, centre, k = trace[edits], edits + 1, x - y
        down = k == -edits or (k != edits and furthest[centre + k - 1] < furthest[centre + k + 1])
        before = k + 1 if down else k - 1
        from_x = furthest[centre + before] if edits else 0
        from_y = from_x - before if edits else 0
        while x > from_x and y > from_y:
            x, y = x - 1, y - 1
            pairs.append((x, y))
        x, y = from_x, from_y
    return pairs
