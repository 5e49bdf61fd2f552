"""Landscapes of the shore: harbour, estuary, mud and marsh."""

from __future__ import annotations

import math

from PIL import Image

from blog.transfer.sample.drawing.canvas import (
    CLAY,
    DUSK,
    FOAM,
    GOLD,
    INK,
    PINE,
    ROSE,
    SAND,
    SEA,
    SNOW,
    TEAL,
    Canvas,
    Colour,
    mix,
)
from blog.transfer.sample.drawing.land import (
    bird,
    dice,
    ground,
    hills,
    stars,
    water,
)

WIDTH, HEIGHT = 1280, 720


def harbour() -> Image.Image:
    """Boats at a quay, and what the water makes of them."""
    canvas, rng = Canvas(WIDTH, HEIGHT, FOAM), dice(64)
    canvas.fade(0, 360, mix(FOAM, SNOW, 0.5), mix(ROSE, SAND, 0.5))
    ground(canvas, hills(rng, WIDTH, 300, 46), mix(TEAL, FOAM, 0.35))
    for number in range(15):
        x, tall = 80 + number * 78, 52 + rng.randint(0, 44)
        wall = rng.choice([SNOW, SAND, ROSE, mix(CLAY, SAND, 0.3), FOAM])
        canvas.box(x, 372 - tall, 66, tall, wall)
        canvas.polygon(
            [(x - 4, 374 - tall), (x + 33, 340 - tall), (x + 70, 374 - tall)], mix(CLAY, INK, 0.35)
        )
        for column in range(2):
            canvas.box(x + 13 + column * 26, 386 - tall, 11, 15, mix(INK, SEA, 0.4))
    canvas.box(0, 370, WIDTH, 40, mix(DUSK, SAND, 0.35))
    canvas.fade(408, HEIGHT, mix(SEA, FOAM, 0.35), SEA)
    for number in range(5):
        x, y, size = 150 + number * 232, 500 + (number % 3) * 52, 62 + (number % 3) * 16
        _boat(canvas, x, y, size, [CLAY, SNOW, GOLD, PINE, ROSE][number])
    water(canvas, rng, 416, FOAM, 260)
    return canvas.done(0.6)


def _boat(canvas: Canvas, x: float, y: float, size: float, hull: Colour) -> None:
    canvas.polygon(
        [
            (x - size, y),
            (x + size, y),
            (x + size * 0.7, y + size * 0.4),
            (x - size * 0.75, y + size * 0.4),
        ],
        hull,
    )
    canvas.line([(x - 6, y), (x - 6, y - size * 2.1)], INK, 3)
    canvas.polygon([(x, y - 8), (x, y - size * 2), (x + size * 0.85, y - 8)], mix(SNOW, SAND, 0.4))
    canvas.polygon(
        [
            (x - size * 0.7, y + size * 0.45),
            (x + size * 0.65, y + size * 0.45),
            (x + 10, y + size * 1.5),
        ],
        mix(hull, SEA, 0.55),
        110,
    )


def silver_estuary() -> Image.Image:
    """An estuary at night whose water shines where it is stirred."""
    canvas, rng = Canvas(WIDTH, HEIGHT, INK), dice(77)
    canvas.fade(0, 330, (9, 20, 38), mix(SEA, INK, 0.35))
    stars(canvas, rng, 260, 280)
    ground(canvas, hills(rng, WIDTH, 300, 26), (9, 24, 32))
    canvas.fade(330, HEIGHT, mix(SEA, INK, 0.55), (8, 26, 38))
    glare = (150, 236, 226)
    for number in range(26):
        near = (number / 25) ** 1.5
        points = [
            (x, 345 + near * 360 + math.sin(x / (70 + near * 130) + number * 1.7) * (3 + near * 20))
            for x in range(-20, WIDTH + 24, 12)
        ]
        for start in range(0, len(points) - 6, 5):
            strength = max(0.0, 1 - abs(points[start][0] - 690 + near * 150) / (240 + near * 420))
            canvas.line(
                points[start : start + 7],
                glare,
                1 + near * 3.4,
                round(strength * 210 * rng.random()),
            )
    canvas.glow(640, 560, 300, glare, 0.22)
    for _ in range(900):
        spread = rng.gauss(0, 1)
        near = rng.random() ** 1.4
        canvas.disc(
            660 + spread * (90 + near * 260),
            350 + near * 360,
            0.8 + near * 2.2,
            (214, 255, 246),
            rng.randint(40, 230),
        )
    canvas.polygon([(560, 520), (760, 520), (716, 556), (596, 556)], (5, 12, 18))
    canvas.line([(640, 520), (652, 440)], (5, 12, 18), 9)
    canvas.disc(653, 430, 12, (5, 12, 18))
    canvas.line([(650, 468), (740, 560)], (5, 12, 18), 5)
    return canvas.done(0.5)


def mudflat() -> Image.Image:
    """Channels winding through mud at low water, seen from above the bank."""
    canvas, rng = Canvas(WIDTH, HEIGHT, SAND), dice(85)
    canvas.fade(0, 250, mix(FOAM, SNOW, 0.4), mix(SAND, ROSE, 0.3))
    canvas.fade(232, 280, mix(TEAL, FOAM, 0.5), mix(SAND, DUSK, 0.25))
    canvas.fade(280, HEIGHT, mix(SAND, DUSK, 0.28), mix(SAND, CLAY, 0.22))
    for number in range(70):
        near = (number / 69) ** 1.4
        y = 284 + near * 430
        outline = [
            (x, y + math.sin(x / (30 + near * 60) + number * 2.1) * (1 + near * 5))
            for x in range(0, WIDTH + 8, 8)
        ]
        canvas.line(outline, mix(SAND, DUSK, 0.45), 0.8 + near, 80)
    course = []
    for step in range(150):
        near = step / 149
        course.append((640 + math.sin(near * 10.5) * (60 + near * 420), 262 + near**1.35 * 620))
    for step in range(147):
        near = step / 147
        canvas.line(course[step : step + 3], mix(DUSK, SAND, 0.42), 8 + near**1.5 * 120)
    for step in range(147):
        near = step / 147
        canvas.line(course[step : step + 3], mix(TEAL, FOAM, 0.55 - 0.3 * near), 4 + near**1.5 * 98)
    for number in range(11):
        bird(canvas, 180 + number * 41 + rng.randint(-10, 10), 120 + rng.randint(-36, 36), 11, INK)
    for number in range(5):
        x = 930 + number * 26
        canvas.line([(x, 420), (x, 372)], INK, 5)
        canvas.disc(x, 366, 7, [CLAY, GOLD, CLAY, SEA, PINE][number])
    return canvas.done(0.6)


def saltmarsh() -> Image.Image:
    """Reeds against an evening sky, and birds coming in."""
    canvas, rng = Canvas(WIDTH, HEIGHT, GOLD), dice(97)
    canvas.fade(0, 470, mix(DUSK, ROSE, 0.35), mix(GOLD, SAND, 0.35))
    canvas.glow(380, 420, 320, (255, 240, 204), 0.9)
    canvas.disc(380, 424, 60, (255, 236, 190))
    ground(canvas, hills(rng, WIDTH, 452, 16), mix(DUSK, ROSE, 0.25))
    canvas.fade(466, HEIGHT, mix(GOLD, ROSE, 0.35), mix(DUSK, INK, 0.25))
    water(canvas, rng, 474, (255, 238, 204), 220)
    for _ in range(620):
        x, tall = rng.uniform(-20, WIDTH + 20), rng.uniform(60, 270)
        foot = HEIGHT + 10
        lean = rng.uniform(-16, 46)
        tone = mix(INK, PINE, rng.random())
        canvas.line(
            [(x, foot), (x + lean * 0.3, foot - tall * 0.6), (x + lean, foot - tall)],
            tone,
            rng.uniform(1.2, 3),
        )
        if tall > 200:
            canvas.line(
                [(x + lean, foot - tall), (x + lean * 1.2, foot - tall - 24)],
                mix(CLAY, INK, 0.5),
                6,
            )
    for number in range(24):
        bird(
            canvas,
            620 + number * 22 + rng.randint(-14, 14),
            130 + number * 5 + rng.randint(-46, 46),
            rng.uniform(9, 16),
            INK,
        )
    return canvas.done(0.6)


def island() -> Image.Image:
    """An island with a lit tower, and seals on the rocks before it."""
    canvas, rng = Canvas(WIDTH, HEIGHT, FOAM), dice(103)
    canvas.fade(0, 430, mix(DUSK, SEA, 0.4), mix(ROSE, SAND, 0.3))
    stars(canvas, rng, 40, 150)
    canvas.polygon([(806, 196), (0, 60), (0, 215)], SNOW, 60)
    canvas.polygon([(806, 196), (1280, 130), (1280, 300)], SNOW, 60)
    rock = [
        (420, 452),
        (520, 388),
        (610, 396),
        (700, 340),
        (790, 322),
        (880, 338),
        (980, 396),
        (1100, 452),
    ]
    canvas.polygon(rock, mix(INK, DUSK, 0.45))
    canvas.polygon([(778, 330), (788, 214), (824, 214), (834, 330)], SNOW)
    canvas.box(782, 262, 48, 26, CLAY)
    canvas.box(784, 182, 44, 32, GOLD)
    canvas.polygon([(776, 184), (806, 154), (836, 184)], CLAY)
    canvas.glow(806, 198, 110, (255, 236, 180), 0.8)
    canvas.fade(446, HEIGHT, mix(SEA, DUSK, 0.3), mix(SEA, INK, 0.5))
    water(canvas, rng, 452, mix(ROSE, SNOW, 0.4), 260)
    for x, y, size in ((270, 600, 92), (480, 660, 112), (140, 680, 78)):
        _seal(canvas, x, y, size)
    return canvas.done(0.6)


def _seal(canvas: Canvas, x: float, y: float, size: float) -> None:
    """A seal resting on a rock, head and tail held up."""
    rock = [(x + math.cos(a / 8) * size, y - math.sin(a / 8) * size * 0.4) for a in range(26)]
    canvas.polygon(rock, mix(DUSK, INK, 0.3))
    fur = mix(INK, SEA, 0.12)
    for step in range(41):
        along = step / 40
        bend = (2 * along - 1.1) ** 2 * size * 0.5
        thick = size * (0.07 + 0.2 * math.sin(math.pi * along**0.75) * (1 - 0.25 * along))
        canvas.disc(x + (along - 0.5) * size * 1.5, y - size * 0.52 - bend, thick, fur)
    canvas.disc(x + size * 0.77, y - size * 0.95, size * 0.13, fur)
    canvas.disc(x + size * 0.9, y - size * 0.93, size * 0.06, fur)
    canvas.disc(x + size * 0.8, y - size * 0.98, size * 0.02, FOAM)


def low_water() -> Image.Image:
    """A camera in a jar on a post, stones, and a wader going from one to the next."""
    canvas, rng = Canvas(WIDTH, HEIGHT, FOAM), dice(111)
    canvas.fade(0, 300, mix(TEAL, SNOW, 0.62), mix(SAND, SNOW, 0.5))
    ground(canvas, hills(rng, WIDTH, 292, 18), mix(TEAL, DUSK, 0.35))
    canvas.fade(306, HEIGHT, mix(TEAL, FOAM, 0.45), mix(SEA, TEAL, 0.4))
    water(canvas, rng, 312, SNOW, 200)
    for _ in range(46):
        near = rng.random()
        x, y, size = rng.uniform(0, WIDTH), 380 + near * 330, 12 + near * 58
        outline = [
            (x + math.cos(a / 8) * size, y - abs(math.sin(a / 8)) * size * 0.55) for a in range(26)
        ]
        canvas.polygon(outline, mix(DUSK, SAND, rng.uniform(0.1, 0.6)))
        canvas.line([(x - size * 1.2, y + 2), (x + size * 1.2, y + 2)], FOAM, 2, 150)
    canvas.line([(930, 720), (930, 250)], mix(CLAY, INK, 0.55), 26)
    canvas.box(884, 150, 92, 116, mix(FOAM, SNOW, 0.4), round_=16)
    canvas.box(892, 136, 76, 20, GOLD, round_=4)
    canvas.box(900, 186, 60, 48, INK, round_=6)
    canvas.disc(930, 210, 16, TEAL)
    _wader(canvas, 372, 470)
    return canvas.done(0.6)


def _wader(canvas: Canvas, x: float, y: float) -> None:
    """A sandpiper on its stone, larger than life."""
    plumage = mix(CLAY, DUSK, 0.5)
    stone = [(x + math.cos(a / 8) * 96, y + 96 - math.sin(a / 8) * 40) for a in range(26)]
    canvas.polygon(stone, mix(DUSK, SAND, 0.3))
    for leg in (-8, 14):
        canvas.line([(x + leg, y), (x + leg - 3, y + 70)], CLAY, 5)
    back = [(x - 92, y - 4), (x - 20, y - 46), (x + 44, y - 40), (x + 52, y), (x, y + 20)]
    canvas.polygon(back, plumage)
    canvas.disc(x + 62, y - 62, 24, plumage)
    canvas.line([(x + 36, y - 26), (x + 60, y - 56)], plumage, 24)
    canvas.line([(x + 82, y - 62), (x + 140, y - 48)], INK, 5)
    canvas.disc(x + 68, y - 66, 4, SNOW)
