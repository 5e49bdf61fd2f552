"""A chart of bars, as what its SVG is drawn from: whole numbers in the units of its view box."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

WIDTH, HEIGHT = 960, 240
LEFT, TOP, BOTTOM = 56, 12, 28
# Labels beneath the bars, at most.
MOST_LABELS = 8


class Bar(NamedTuple):
    """A number with its label, and how much of it is drawn as its lower part."""

    label: str
    value: int
    part: int


class Drawn(NamedTuple):
    """A bar's place: its left edge, width, and the top and height of the whole and of its part."""

    x: float
    width: float
    top: float
    height: float
    part_top: float
    part_height: float


class Label(NamedTuple):
    """Words at a place."""

    x: float
    y: float
    text: str


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars from left to right above a common line."""

    bars: Sequence[Bar]
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    base: int = HEIGHT - BOTTOM

    @property
    def most(self) -> int:
        """The number at the upper end: the highest, or a rounder one above it."""
        highest = max((bar.value for bar in self.bars), default=0)
        step = max(1, int("1" + "0" * (len(str(highest)) - 1)) // 2)
        return max(2, -(-highest // step) * step)

    @property
    def drawn(self) -> list[Drawn]:
        """Where each bar is."""
        each = (WIDTH - LEFT) / max(1, len(self.bars))
        return [self._drawn(number * each, each, bar) for number, bar in enumerate(self.bars)]

    def _drawn(self, at: float, each: float, bar: Bar) -> Drawn:
        whole, part = (self._high(value) for value in (bar.value, bar.part))
        gap = min(4.0, each / 5)
        return Drawn(
            *(round(number, 2) for number in (LEFT + at + gap / 2, each - gap)),
            *(round(number, 2) for number in (self.base - whole, whole)),
            *(round(number, 2) for number in (self.base - part, part)),
        )

    def _high(self, value: int) -> float:
        return (self.base - TOP) * value / self.most

    @property
    def lines(self) -> list[Label]:
        """The lines across, with their numbers."""
        values = (0, self.most // 2, self.most)
        return [Label(LEFT - 8, round(self.base - self._high(n), 2), f"{n:,}") for n in values]

    @property
    def labels(self) -> list[Label]:
        """The words beneath some of the bars."""
        each = (WIDTH - LEFT) / max(1, len(self.bars))
        step = max(1, -(-len(self.bars) // MOST_LABELS))
        return [
            Label(round(LEFT + (number + 0.5) * each, 2), HEIGHT - 8, bar.label)
            for number, bar in enumerate(self.bars)
            if number % step == 0
        ]
