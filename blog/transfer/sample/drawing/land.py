"""Lines of hills, water and weather that the landscapes share."""

from __future__ import annotations

import math
import random
from itertools import pairwise

from blog.transfer.sample.drawing.canvas import Canvas, Colour, mix

STEP = 4  # pixels between two points of a line


def dice(seed: int) -> random.Random:
    """Return a source of chance that gives the same drawing every time."""
    return random.Random(seed)  # noqa: S311  # nosec B311


def ridge(rng: random.Random, width: int, base: float, height: float) -> list[tuple[float, float]]:
    """Return a mountain's outline from left to right: `base` is its middle, `height` its reach."""
    parts = [(rng.uniform(0, math.tau), 2**k, 0.62**k) for k in range(1, 9)]
    share = sum(weight for _, _, weight in parts)
    outline = []
    for x in range(0, width + STEP, STEP):
        waves = (
            weight * (2 * abs(math.sin(phase + x / width * frequency * 1.7)) - 1)
            for phase, frequency, weight in parts
        )
        outline.append((float(x), base + sum(waves) / share * height))
    return outline


def hills(rng: random.Random, width: int, base: float, height: float) -> list[tuple[float, float]]:
    """Return a soft outline, as of dunes, downs and mudbanks."""
    parts = [(rng.uniform(0, math.tau), 1.3**k * 1.6, 0.6**k) for k in range(6)]
    share = sum(weight for _, _, weight in parts)
    return [
        (x, base + sum(w * math.sin(p + x / width * f * 3) for p, f, w in parts) / share * height)
        for x in range(0, width + STEP, STEP)
    ]


def ground(canvas: Canvas, outline: list[tuple[float, float]], colour: Colour) -> None:
    """Fill everything beneath an outline."""
    corners = [(float(canvas.width), float(canvas.height)), (0.0, float(canvas.height))]
    canvas.polygon([*outline, *corners], colour)


def ranges(
    canvas: Canvas, rng: random.Random, near: Colour, far: Colour, top: float, count: int = 5
) -> None:
    """Draw ranges behind each other, paler with distance, from the height `top` downwards."""
    room = canvas.height - top
    for number in range(count):
        share = number / (count - 1)
        outline = ridge(rng, canvas.width, top + room * share * 0.82, room * (0.3 - 0.1 * share))
        ground(canvas, outline, mix(far, near, share**0.8))


def snowcaps(canvas: Canvas, outline: list[tuple[float, float]], colour: Colour) -> None:
    """Whiten the upper side of an outline where it is high."""
    highest = min(y for _, y in outline)
    limit = highest + (max(y for _, y in outline) - highest) * 0.55
    for (x, y), (next_x, next_y) in pairwise(outline):
        if y < limit and next_y < limit:
            depth = (limit - y) * (0.35 + 0.25 * math.sin(x / 17) + 0.2 * math.sin(x / 7.3))
            canvas.polygon(
                [
                    (x, y),
                    (next_x, next_y),
                    (next_x, next_y + max(3, depth)),
                    (x, y + max(3, depth)),
                ],
                colour,
            )


def stars(canvas: Canvas, rng: random.Random, count: int, bottom: float) -> None:
    """Scatter stars above the height `bottom`."""
    for _ in range(count):
        x, y = rng.uniform(0, canvas.width), rng.uniform(0, bottom)
        canvas.disc(x, y, rng.choice([0.7, 0.9, 1.2, 1.7]), (255, 250, 235), rng.randint(90, 255))


def water(
    canvas: Canvas, rng: random.Random, top: float, colour: Colour, count: int, bottom: float = 0
) -> None:
    """Draw ripples below the height `top`, longer and further apart towards the reader."""
    depth = (bottom or canvas.height) - top
    for _ in range(count):
        near = rng.random() ** 1.6
        y = top + near * depth
        length = 12 + near * 130 * rng.random()
        x = rng.uniform(-40, canvas.width)
        canvas.line([(x, y), (x + length, y)], colour, 1 + near * 2, round(60 + 90 * rng.random()))


def hut(canvas: Canvas, x: float, y: float, size: float, wall: Colour, light: Colour) -> None:
    """Draw a hut whose floor is at y, with a lit window."""
    half = size / 2
    canvas.box(x - half, y - size * 0.55, size, size * 0.55, wall)
    roof = [
        (x - half * 1.25, y - size * 0.5),
        (x, y - size * 1.08),
        (x + half * 1.25, y - size * 0.5),
    ]
    canvas.polygon(roof, mix(wall, (0, 0, 0), 0.35))
    canvas.box(
        x + half * 0.45, y - size * 0.98, size * 0.12, size * 0.4, mix(wall, (0, 0, 0), 0.45)
    )
    canvas.box(x - half * 0.62, y - size * 0.4, size * 0.22, size * 0.2, light)
    canvas.box(x + half * 0.12, y - size * 0.42, size * 0.2, size * 0.42, mix(wall, (0, 0, 0), 0.5))


def bird(canvas: Canvas, x: float, y: float, size: float, colour: Colour) -> None:
    """Draw a wader in flight as two wings."""
    left = [(x - size, y - size * 0.3), (x - size * 0.45, y - size * 0.42), (x, y)]
    right = [(x, y), (x + size * 0.45, y - size * 0.42), (x + size, y - size * 0.22)]
    canvas.line(left + right[1:], colour, max(1.5, size / 9))
