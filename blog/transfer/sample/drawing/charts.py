"""Charts and maps, with their words drawn in."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise

from PIL import Image

from blog.transfer.sample.drawing.canvas import (
    CLAY,
    DUSK,
    FOAM,
    GOLD,
    INK,
    MOSS,
    PINE,
    ROSE,
    SAND,
    SEA,
    SNOW,
    TEAL,
    Canvas,
    mix,
)
from blog.transfer.sample.drawing.land import dice

LEFT, RIGHT, TOP, BOTTOM = 120, 1220, 130, 600
FAINT = mix(INK, SNOW, 0.78)

# Name, place on the 1280 x 720 map, whether the name stands right of the dot.
STATIONS = (
    ("Valdrosa Hut", 1015, 140, True),
    ("Upper Kvern", 890, 205, True),
    ("Tarn House", 840, 318, True),
    ("Lower Mill", 700, 372, True),
    ("Ostermark", 590, 300, False),
    ("Rio Marel", 486, 604, True),
    ("Brack Quay", 432, 372, False),
    ("Kestrel Bay", 398, 500, False),
    ("Skarvholt", 176, 236, True),
)

# Courses of the two rivers, from source to mouth.
RIVERS = (
    (
        (1015, 150),
        (950, 160),
        (890, 215),
        (862, 262),
        (840, 320),
        (780, 356),
        (700, 376),
        (560, 392),
        (420, 424),
    ),
    ((905, 470), (846, 476), (760, 520), (704, 574), (600, 566), (540, 610), (462, 612)),
)


def _sheet(title: str, note: str) -> Canvas:
    canvas = Canvas(1280, 720, SNOW)
    canvas.text(LEFT - 60, 66, title, 34, INK)
    canvas.text(LEFT - 60, 102, note, 20, mix(INK, SNOW, 0.3))
    return canvas


def _rule(canvas: Canvas, y: float, label: str) -> None:
    canvas.line([(LEFT, y), (RIGHT, y)], FAINT, 1)
    canvas.text(LEFT - 14, y, label, 19, mix(INK, SNOW, 0.25), "rm")


def _tide(hour: float) -> float:
    """The height in metres above chart datum, from three constituents."""
    moon = 1.42 * math.cos(math.tau * hour / 12.42)
    sun = 0.48 * math.cos(math.tau * hour / 12.0 + 0.6)
    daily = 0.17 * math.cos(math.tau * hour / 23.93 + 1.1)
    return 2.1 + moon + sun + daily


def tide_week() -> Image.Image:
    """Seven days of measured tide with one hour missing."""
    canvas = _sheet(
        "Seven days at Kestrel Bay", "Water level in metres above chart datum, every six minutes"
    )

    def at(hour: float) -> tuple[float, float]:
        return LEFT + hour / 168 * (RIGHT - LEFT), BOTTOM - _tide(hour) / 4.4 * (BOTTOM - TOP)

    for metres in range(5):
        _rule(canvas, BOTTOM - metres / 4.4 * (BOTTOM - TOP), f"{metres} m")
    curve = [at(step / 10) for step in range(1681)]
    canvas.polygon([*curve, (RIGHT, BOTTOM), (LEFT, BOTTOM)], TEAL, 70)
    canvas.line(curve[:1010], SEA, 4)
    canvas.line(curve[1034:], SEA, 4)
    gap = curve[1010][0]
    canvas.polygon([(gap, TOP), (gap + 16, TOP), (gap + 16, BOTTOM), (gap, BOTTOM)], CLAY, 90)
    canvas.text(gap + 24, TOP + 18, "an hour of eelgrass", 20, CLAY)
    for day in range(7):
        canvas.text(
            LEFT + (day + 0.5) / 7 * (RIGHT - LEFT), BOTTOM + 36, f"day {day + 1}", 20, INK, "ms"
        )
    return canvas.done()


def budget_bars() -> Image.Image:
    """What a station costs in a year, as bars."""
    canvas = _sheet("What one bed-night costs us", "Crowns per bed-night, mean of nine stations")
    rows = (
        ("Keeper's wage", 41, SEA),
        ("Heat and light", 19, CLAY),
        ("Roof, drains, paint", 14, DUSK),
        ("Boat and snow track", 11, PINE),
        ("Shared instruments", 9, GOLD),
        ("Bread, coffee, soup", 6, MOSS),
    )
    for number, (label, crowns, colour) in enumerate(rows):
        y = 168 + number * 82
        canvas.text(330, y + 24, label, 24, INK, "rm")
        canvas.box(350, y, crowns * 18, 48, colour, round_=4)
        canvas.text(350 + crowns * 18 + 14, y + 25, str(crowns), 26, INK, "lm")
    canvas.text(350, 690, "100 in all, of which members pay 62", 20, mix(INK, SNOW, 0.3))
    return canvas.done()


def calibration_fit() -> Image.Image:
    """Readings of the sensor against the staff, and the line through them."""
    canvas, rng = _sheet("Sensor against staff", "Forty readings by eye, one line"), dice(5)
    span_x, span_y = RIGHT - LEFT, BOTTOM - TOP
    for metres in range(5):
        _rule(canvas, BOTTOM - metres / 4 * span_y, f"{metres} m")
        canvas.text(LEFT + metres / 4 * span_x, BOTTOM + 36, f"{metres * 820} mV", 19, INK, "ms")
    canvas.line([(LEFT, BOTTOM - 8), (RIGHT, TOP + 14)], SEA, 4)
    for _ in range(40):
        share = rng.random()
        y = BOTTOM - 8 - share * (span_y - 22) + rng.gauss(0, 9)
        canvas.disc(LEFT + share * span_x, y, 7, CLAY, 210)
    canvas.disc(LEFT + 0.72 * span_x, TOP + 250, 8, GOLD)
    canvas.text(LEFT + 0.74 * span_x, TOP + 250, "read after dark", 20, INK, "lm")
    return canvas.done()


def snow_depth() -> Image.Image:
    """Three winters of snow depth at the hut, laid over each other."""
    canvas = _sheet("Snow beside the hut", "Depth in centimetres, three winters over each other")
    span_x, span_y = RIGHT - LEFT, BOTTOM - TOP
    for mark in range(0, 301, 100):
        _rule(canvas, BOTTOM - mark / 330 * span_y, str(mark))
    for winter, (colour, most) in enumerate(((TEAL, 215), (DUSK, 290), (CLAY, 168))):
        rng, depth, curve = dice(winter + 40), 0.0, []
        for day in range(240):
            season = math.sin(math.pi * min(1, day / 205)) if day < 205 else 0.0
            fresh = rng.expovariate(1 / 9) if rng.random() < 0.25 * season + 0.05 else 0.0
            depth += fresh * (most / 230) - 0.8 - (3.4 if day > 165 else 0)
            depth = min(max(0.0, depth), float(most))
            curve.append((LEFT + day / 239 * span_x, BOTTOM - depth / 330 * span_y))
        canvas.line(curve, colour, 4)
        canvas.box(930, 150 + winter * 38, 26, 8, colour)
        canvas.text(
            968,
            155 + winter * 38,
            ("two winters ago", "last winter", "this winter")[winter],
            21,
            INK,
            "lm",
        )
    for number, label in enumerate(("first snow", "solstice", "deepest", "melt")):
        canvas.text(LEFT + (0.04 + number * 0.29) * span_x, BOTTOM + 36, label, 20, INK)
    return canvas.done()


# From the shore to the snow.
HEIGHTS = (
    SAND,
    mix(SAND, MOSS, 0.3),
    mix(SAND, MOSS, 0.55),
    mix(mix(MOSS, DUSK, 0.3), SNOW, 0.25),
    mix(DUSK, SNOW, 0.6),
    SNOW,
)


def station_map() -> Image.Image:
    """The coast, the heights inland and the nine stations."""
    canvas, rng = Canvas(1280, 720, mix(TEAL, FOAM, 0.55)), dice(19)
    phases = [rng.uniform(0, math.tau) for _ in range(6)]

    def shore(y: float, offset: float) -> float:
        waves = (
            math.sin(y / (150 / (k + 1)) + phase) * 46 / (k + 1) for k, phase in enumerate(phases)
        )
        return 372 + offset + sum(waves)

    for level in range(5, 0, -1):
        edge = [(shore(y, -level * 26), y) for y in range(0, 724, 6)]
        canvas.polygon([*edge, (1280, 720), (1280, 0)], mix(FOAM, TEAL, 0.1 + level * 0.09), 120)
    for level, tone in enumerate(HEIGHTS):
        edge = [
            (shore(y, level * (108 + y / 22)) + level * 18 * math.sin(y / 61 + level), y)
            for y in range(0, 724, 6)
        ]
        canvas.polygon([*edge, (1280, 720), (1280, 0)], tone)
    for x, y, size in ((176, 236, 46), (232, 292, 18), (126, 300, 13)):
        island = [
            (
                x + math.cos(a / 9) * size * (1 + 0.25 * math.sin(a / 3)),
                y + math.sin(a / 9) * size * 0.72,
            )
            for a in range(57)
        ]
        canvas.polygon(island, SAND)
    for course in RIVERS:
        canvas.line(_rounded(course), SEA, 5)
    _name_stations(canvas)
    return canvas.done()


def _name_stations(canvas: Canvas) -> None:
    for name, x, y, right in STATIONS:
        canvas.disc(x, y, 12, SNOW)
        canvas.disc(x, y, 8, CLAY)
        canvas.text(x + (22 if right else -22), y, name, 24, INK, "lm" if right else "rm")
    canvas.line([(60, 660), (260, 660)], INK, 4)
    canvas.text(160, 646, "20 km", 20, INK, "ms")
    canvas.text(1240, 40, "snow line", 20, mix(INK, SNOW, 0.2), "rm")
    canvas.text(40, 40, "tide line", 20, INK, "lm")


def network() -> Image.Image:
    """Stations as circles, exchanges of people and tools between them as lines."""
    canvas, rng = Canvas(1280, 720, INK), dice(27)
    places = []
    for number in range(9):
        angle = number / 9 * math.tau - 1.2
        places.append((640 + math.cos(angle) * 400, 360 + math.sin(angle) * 245))
    for one in range(9):
        for other in range(one + 1, 9):
            if rng.random() < 0.72:
                middle = (640 + rng.uniform(-90, 90), 360 + rng.uniform(-60, 60))
                curve = [
                    _between(places[one], middle, places[other], step / 24) for step in range(25)
                ]
                canvas.line(
                    curve, rng.choice([TEAL, GOLD, ROSE, CLAY]), rng.choice([1.5, 2.5, 5]), 170
                )
    for number, (x, y) in enumerate(places):
        canvas.disc(x, y, 30 + number * 7 % 22, mix(TEAL, SNOW, number * 4 % 9 / 14))
        canvas.ring(x, y, 44 + number * 7 % 22, FOAM, 1.5)
    return canvas.done(0.5)


def _between(
    start: tuple[float, float], pull: tuple[float, float], end: tuple[float, float], share: float
) -> tuple[float, float]:
    """A point of the quadratic curve from start to end that leans towards `pull`."""
    a, b, c = (1 - share) ** 2, 2 * share * (1 - share), share**2
    return a * start[0] + b * pull[0] + c * end[0], a * start[1] + b * pull[1] + c * end[1]


def _rounded(course: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """The course with its corners cut three times, as Chaikin does."""
    points = list(course)
    for _ in range(3):
        cut = [points[0]]
        for (x, y), (next_x, next_y) in pairwise(points):
            cut.append((x * 0.75 + next_x * 0.25, y * 0.75 + next_y * 0.25))
            cut.append((x * 0.25 + next_x * 0.75, y * 0.25 + next_y * 0.75))
        points = [*cut, points[-1]]
    return points
