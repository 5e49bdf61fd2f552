"""Things close by: kettles, doors, a tide gauge cut open, a snow pit, a circuit board."""

from __future__ import annotations

import math

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
    Colour,
    mix,
)
from blog.transfer.sample.drawing.land import dice, water

DOORS: tuple[tuple[Colour, Colour, str], ...] = (
    (CLAY, mix(SNOW, SAND, 0.5), "1"),
    (SEA, mix(SAND, ROSE, 0.4), "2"),
    (GOLD, mix(DUSK, SNOW, 0.3), "3"),
    (PINE, mix(FOAM, SNOW, 0.4), "4"),
    (DUSK, mix(SAND, GOLD, 0.25), "5"),
    (TEAL, mix(ROSE, SNOW, 0.35), "6"),
)


def kettles() -> Image.Image:
    """Nine kettles on three shelves, no two alike."""
    canvas = Canvas(1280, 720, mix(SAND, SNOW, 0.35))
    colours = (CLAY, SEA, GOLD, PINE, ROSE, DUSK, TEAL, MOSS, mix(CLAY, INK, 0.4))
    for number, colour in enumerate(colours):
        x, y = 250 + number % 3 * 390, 218 + number // 3 * 216
        if number % 3 == 0:
            canvas.box(70, y, 1140, 12, mix(CLAY, INK, 0.55))
        _kettle(canvas, (x, y), (66 + number * 29 % 27, 84 + number * 17 % 34), colour)
    return canvas.done(0.7)


def _kettle(
    canvas: Canvas, foot: tuple[float, float], size: tuple[float, float], colour: Colour
) -> None:
    (x, y), (wide, tall) = foot, size
    body = [
        (x - wide, y),
        (x - wide * 0.72, y - tall),
        (x + wide * 0.72, y - tall),
        (x + wide, y),
    ]
    canvas.polygon(
        [
            (x + wide * 0.6, y - tall * 0.3),
            (x + wide * 1.55, y - tall * 0.95),
            (x + wide * 1.62, y - tall * 0.8),
            (x + wide * 0.9, y - tall * 0.08),
        ],
        colour,
    )
    canvas.polygon(body, colour)
    canvas.disc(x, y - tall, wide * 0.72, mix(colour, INK, 0.2))
    canvas.polygon(
        [
            (x - wide * 0.8, y - tall * 0.92),
            (x + wide * 0.8, y - tall * 0.92),
            (x + wide, y),
            (x - wide, y),
        ],
        colour,
    )
    canvas.disc(x, y - tall - wide * 0.72, 9, INK)
    _handle_and_shine(canvas, foot, size)


def _handle_and_shine(canvas: Canvas, foot: tuple[float, float], size: tuple[float, float]) -> None:
    (x, y), (wide, tall) = foot, size
    for angle in range(180, 360, 4):
        turn = math.radians(angle)
        canvas.disc(
            x + math.cos(turn) * wide * 0.98,
            y - tall * 0.86 + math.sin(turn) * wide * 1.15,
            4.5,
            INK,
        )
    canvas.polygon(
        [
            (x - wide * 0.62, y - tall * 0.8),
            (x - wide * 0.45, y - tall * 0.8),
            (x - wide * 0.62, y - 10),
            (x - wide * 0.82, y - 10),
        ],
        SNOW,
        60,
    )


def door(number: int) -> Image.Image:
    """One of the six doors of the gallery, 0 to 5."""
    colour, wall, label = DOORS[number]
    canvas, rng = Canvas(600, 750, wall), dice(number + 3)
    for row in range(26):
        for column in range(9):
            x, y = column * 76 - (row % 2) * 38, row * 30
            canvas.box(x, y, 73, 27, mix(wall, INK, rng.uniform(0.0, 0.09)), round_=3)
    canvas.box(142, 132, 316, 560, mix(wall, INK, 0.5), round_=6)
    if number % 2:
        canvas.disc(300, 150, 158, mix(wall, INK, 0.5))
        canvas.disc(300, 158, 138, mix(colour, GOLD, 0.55))
    canvas.box(162, 156, 276, 536, colour)
    for plank in range(1, 5):
        canvas.line([(162 + plank * 55, 156), (162 + plank * 55, 692)], mix(colour, INK, 0.28), 3)
    if number in (0, 3, 4):
        canvas.box(230, 210, 140, 140, mix(GOLD, SNOW, 0.45), round_=70 if number == 3 else 4)
        canvas.line([(300, 210), (300, 350)], mix(colour, INK, 0.4), 7)
        canvas.line([(230, 280), (370, 280)], mix(colour, INK, 0.4), 7)
    for hinge in (240, 590):
        canvas.box(162, hinge, 118, 13, mix(INK, colour, 0.2))
    canvas.disc(408, 448, 13, mix(GOLD, SNOW, 0.3))
    canvas.box(96, 690, 408, 60, mix(wall, INK, 0.32))
    canvas.disc(510, 300, 31, SNOW)
    canvas.text(510, 301, label, 34, INK, "mm")
    return canvas.done(0.6)


def stilling_well() -> Image.Image:
    """A tide gauge cut open: pipe, inlet, float-free sensor, and the water outside."""
    canvas, rng = Canvas(1280, 720, mix(FOAM, SNOW, 0.6)), dice(14)
    canvas.fade(330, 720, mix(TEAL, FOAM, 0.4), SEA)
    surface = [(x, 330 + 17 * math.sin(x / 38) + 6 * math.sin(x / 13)) for x in range(0, 1284, 4)]
    canvas.polygon([*surface, (1280, 350), (0, 350)], mix(TEAL, FOAM, 0.4))
    canvas.polygon([(x, 340) for x in (0, 1280)] + [(1280, 362), (0, 362)], mix(TEAL, FOAM, 0.4))
    water(canvas, rng, 380, FOAM, 70)
    canvas.box(0, 150, 470, 570, mix(DUSK, SAND, 0.45))
    for row in range(14):
        canvas.line([(0, 152 + row * 42), (470, 152 + row * 42)], mix(DUSK, SAND, 0.3), 2)
    canvas.box(560, 120, 120, 520, mix(SNOW, DUSK, 0.25), round_=10)
    canvas.box(576, 132, 88, 496, mix(FOAM, SNOW, 0.5), round_=6)
    canvas.box(576, 336, 88, 292, mix(TEAL, FOAM, 0.2))
    canvas.box(606, 626, 28, 26, mix(TEAL, FOAM, 0.2))
    canvas.box(470, 200, 96, 18, INK)
    canvas.box(470, 470, 96, 18, INK)
    canvas.box(590, 150, 60, 46, CLAY, round_=6)
    for wave in range(4):
        canvas.arc(620, 200, 24 + wave * 26, 62, 118, CLAY)
    for label, y, x in (
        ("lid with the logger", 172, 660),
        ("ultrasonic sensor", 262, 664),
        ("still water inside", 336, 664),
        ("waves outside", 408, 712),
        ("inlet, one tenth of the bore", 640, 640),
    ):
        canvas.line([(x, y), (760, y)], INK, 2)
        canvas.box(760, y - 19, 330, 38, SNOW, round_=6)
        canvas.text(775, y, label, 23, INK, "lm")
    canvas.text(40, 120, "quay wall", 25, INK)
    return canvas.done()


def snow_pit() -> Image.Image:
    """The wall of a snow pit with its layers named and a thermometer in each."""
    canvas, rng = Canvas(1280, 720, mix(TEAL, SNOW, 0.72)), dice(73)
    layers = (
        ("wind crust", 26, 0.0),
        ("new snow", 118, 0.06),
        ("rain crust", 16, 0.5),
        ("rounded grains", 170, 0.16),
        ("dust of the south wind", 14, 0.9),
        ("depth hoar", 158, 0.3),
    )
    y = 118.0
    for name, thick, dark in layers:
        tone = mix(SNOW, CLAY if "dust" in name else DUSK, dark * 0.5)
        canvas.box(210, y, 640, thick, tone)
        for _ in range(round(thick * 2)):
            canvas.disc(
                rng.uniform(212, 848),
                y + rng.uniform(0, thick),
                1.6 + dark * 3,
                mix(tone, DUSK, 0.18),
            )
        canvas.line([(850, y + thick / 2), (900, y + thick / 2)], INK, 2)
        canvas.text(912, y + thick / 2, name, 24, INK, "lm")
        y += thick
    canvas.box(210, y, 640, 100, mix(DUSK, INK, 0.4))
    canvas.text(530, y + 54, "ground", 26, SNOW, "mm")
    for mark in range(6):
        canvas.box(150, 118 + mark * 100, 40, 50, CLAY)
        canvas.box(150, 168 + mark * 100, 40, 50, SNOW)
        canvas.text(136, 118 + mark * 100, f"{(5 - mark) * 50}", 22, INK, "rm")
    canvas.text(60, 70, "cm", 22, INK)
    return canvas.done(0.4)


def door_row() -> Image.Image:
    """Three of the doors beside each other."""
    sheet = Image.new("RGB", (1280, 720), SNOW)
    for place, number in enumerate((0, 5, 3)):
        panel = door(number).resize((576, 720)).crop((78, 0, 498, 720))
        sheet.paste(panel, (place * 430, 0))
    return sheet


def staff() -> Image.Image:
    """A striped tide staff on a quay wall, with weed up to where the sea has been."""
    canvas, rng = Canvas(1280, 720, mix(DUSK, SAND, 0.5)), dice(141)
    for row in range(13):
        for column in range(9):
            x, y = column * 170 - (row % 2) * 85, row * 56
            tone = mix(mix(DUSK, SAND, 0.5), INK, rng.uniform(0.0, 0.14))
            canvas.box(x, y, 165, 52, tone, round_=5)
    for _ in range(420):
        root, top, length = rng.uniform(0, 1280), rng.uniform(330, 520), rng.uniform(16, 80)
        blade = [(root, top), (root + rng.uniform(-12, 12), top + length)]
        canvas.line(blade, mix(PINE, MOSS, rng.random()), 5)
    canvas.box(560, 0, 150, 720, SNOW)
    for mark in range(11):
        canvas.box(560, mark * 70, 76, 35, CLAY)
        canvas.text(728, mark * 70 + 18, f"{(10 - mark) / 10 + 2:.1f}", 34, SNOW, "lm")
    canvas.disc(470, 120, 26, GOLD)
    canvas.disc(470, 120, 16, mix(GOLD, INK, 0.3))
    canvas.line([(470, 120), (560, 120)], GOLD, 6)
    surface = [(x, 560 + 10 * math.sin(x / 60) + 5 * math.sin(x / 23)) for x in range(0, 1284, 4)]
    canvas.polygon([*surface, (1280, 720), (0, 720)], SEA, 215)
    water(canvas, rng, 580, FOAM, 90)
    return canvas.done(0.6)


def tide_table() -> Image.Image:
    """A printed tide table pinned to a door, one line of it circled."""
    canvas = Canvas(1280, 720, SEA)
    for plank in range(1, 8):
        canvas.line([(plank * 170, 0), (plank * 170, 720)], mix(SEA, INK, 0.3), 5)
    canvas.box(300, 46, 680, 700, mix(SEA, INK, 0.45))
    canvas.box(290, 36, 680, 700, SNOW)
    canvas.disc(630, 62, 13, CLAY)
    canvas.text(630, 130, "KESTREL BAY", 44, INK, "ms")
    canvas.text(630, 166, "high and low water", 24, mix(INK, SNOW, 0.3), "ms")
    for day in range(14):
        y = 222 + day * 37
        canvas.text(340, y, str(day + 1), 24, INK, "lm")
        for part in range(4):
            minutes = (day * 50 + part * 372 + 130) % 1440
            height = (3.7, 0.6)[part % 2] + (0.4, -0.3)[part % 2] * math.cos(day / 2.4)
            words = f"{minutes // 60:02}:{minutes % 60:02}  {height:.1f}"
            canvas.text(410 + part * 138, y, words, 21, mix(INK, SNOW, 0.12), "lm")
        canvas.line([(330, y + 18), (930, y + 18)], mix(INK, SNOW, 0.86), 1)
    canvas.ring(742, 407, 74, CLAY, 5)
    return canvas.done(0.4)
