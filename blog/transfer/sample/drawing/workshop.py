"""Things made by hand: a workbench, a roof, a circuit board, a tide in a box."""

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
    mix,
)
from blog.transfer.sample.drawing.land import dice


def circuit() -> Image.Image:
    """Copper tracks of a logger board, more orderly than the first version was."""
    canvas, rng = Canvas(1280, 720, mix(PINE, INK, 0.35)), dice(88)
    copper = mix(GOLD, CLAY, 0.3)
    for _ in range(88):
        x, y = rng.randrange(40, 1240, 20), rng.randrange(40, 700, 20)
        course = [(float(x), float(y))]
        for _ in range(rng.randint(2, 5)):
            across, down = rng.choice([(1, 0), (0, 1), (1, 1), (1, -1)])
            length = rng.randrange(40, 180, 20)
            x, y = x + across * length, y + down * length
            course.append((float(x), float(y)))
        canvas.line(course, mix(copper, PINE, rng.random() * 0.7), rng.choice([3, 4, 6]))
        for hole in (course[0], course[-1]):
            canvas.disc(*hole, 8, copper)
            canvas.disc(*hole, 3.5, INK)
    for x, y, wide, tall, label in (
        (420, 230, 260, 190, "TIDELOG 3"),
        (820, 390, 180, 120, "CLOCK"),
        (180, 480, 150, 120, "POWER"),
    ):
        for pin in range(0, wide - 10, 26):
            canvas.box(x + 10 + pin, y - 12, 12, tall + 24, mix(SNOW, DUSK, 0.35))
        canvas.box(x, y, wide, tall, INK, round_=6)
        canvas.disc(x + 22, y + 22, 7, DUSK)
        canvas.text(x + wide / 2, y + tall / 2, label, 28, FOAM, "mm")
    return canvas.done(0.5)


def tide_clock() -> list[Image.Image]:
    """Frames of a tide rising and falling on a staff, one turn of twelve hours."""
    frames = []
    for step in range(24):
        turn = step / 24 * math.tau
        canvas = Canvas(640, 360, mix(FOAM, SNOW, 0.5))
        level = 210 - 80 * math.cos(turn)
        wave = [(x, level + 5 * math.sin(x / 26 + turn * 2)) for x in range(0, 644, 4)]
        canvas.box(0, 60, 130, 300, mix(DUSK, SAND, 0.45))
        canvas.box(300, 40, 44, 320, SNOW)
        for mark in range(8):
            canvas.box(300, 40 + mark * 40, 22, 20, CLAY)
            canvas.text(352, 50 + mark * 40, f"{8 - mark}", 18, INK, "lm")
        canvas.polygon([*wave, (640, 360), (0, 360)], SEA, 205)
        canvas.polygon(
            [(430, level - 4), (560, level - 4), (540, level + 24), (450, level + 24)], GOLD
        )
        canvas.line([(490, level - 4), (490, level - 86)], INK, 4)
        canvas.polygon([(496, level - 12), (496, level - 82), (546, level - 12)], SNOW)
        frames.append(canvas.done())
    return frames


def workbench() -> Image.Image:
    """Tools on a board with holes, each in its painted outline; one outline is empty."""
    canvas = Canvas(1280, 720, mix(TEAL, FOAM, 0.25))
    for row in range(15):
        for column in range(32):
            canvas.disc(20 + column * 40, 20 + row * 40, 4, mix(TEAL, INK, 0.2))
    shade, steel = mix(TEAL, INK, 0.35), mix(SNOW, DUSK, 0.3)
    for number in range(5):
        x, tall = 110 + number * 92, 210 - number * 26
        canvas.box(x, 90, 34, tall * 0.5, (CLAY, GOLD, PINE, DUSK, ROSE)[number], round_=12)
        canvas.box(x + 12, 90 + tall * 0.5, 10, tall * 0.6, steel)
    canvas.box(640, 80, 30, 250, mix(CLAY, INK, 0.4), round_=8)
    canvas.box(596, 80, 120, 44, steel, round_=6)
    canvas.ring(830, 150, 58, steel, 24)
    canvas.box(812, 200, 36, 150, steel, round_=6)
    canvas.polygon([(796, 60), (864, 60), (848, 130), (812, 130)], mix(TEAL, FOAM, 0.25))
    canvas.ring(1010, 130, 52, shade, 10)
    canvas.line([(1010, 182), (1010, 330)], shade, 26)
    canvas.text(1010, 372, "who has it?", 28, INK, "ms")
    canvas.line([(1120, 90), (1190, 240), (1130, 330)], CLAY, 16)
    canvas.line([(1190, 90), (1120, 240), (1184, 330)], CLAY, 16)
    canvas.box(0, 560, 1280, 40, mix(GOLD, CLAY, 0.45))
    canvas.box(0, 600, 1280, 120, mix(CLAY, INK, 0.55))
    canvas.box(150, 470, 240, 90, SEA, round_=10)
    canvas.disc(210, 515, 26, FOAM)
    canvas.line([(210, 515), (222, 498)], CLAY, 4)
    canvas.box(270, 494, 90, 14, FOAM, round_=4)
    canvas.box(270, 522, 60, 14, FOAM, round_=4)
    canvas.box(520, 508, 300, 52, PINE, round_=4)
    for pin in range(9):
        canvas.disc(546 + pin * 31, 534, 8, mix(GOLD, CLAY, 0.3))
    canvas.box(880, 452, 74, 108, SNOW, round_=8)
    canvas.ring(960, 500, 28, SNOW, 10)
    for wisp in range(3):
        course = [(900 + wisp * 18 + math.sin(y / 11) * 6, 440 - y) for y in range(0, 70, 3)]
        canvas.line(course, SNOW, 3, 150)
    return canvas.done(0.6)


def slates() -> Image.Image:
    """A roof of slates from three valleys, the last rows still missing."""
    canvas, rng = Canvas(1280, 720, FOAM), dice(120)
    canvas.fade(0, 720, mix(TEAL, SNOW, 0.5), mix(SAND, SNOW, 0.4))
    tones = (mix(DUSK, INK, 0.3), mix(PINE, DUSK, 0.5), mix(DUSK, ROSE, 0.35))
    edge = 180
    for beam in range(9):
        canvas.box(60 + beam * 146, edge - 40, 26, 540, mix(GOLD, CLAY, 0.4))
    for row in range(9, -1, -1):
        for column in range(-1, 18):
            laid = row > 2 or (row == 2 and column < 9)
            if laid:
                x, y = column * 78 + (row % 2) * 39, edge + row * 56
                tone = mix(tones[rng.randrange(3)], INK, rng.random() * 0.2)
                canvas.box(x, y, 75, 84, tone, round_=9)
                canvas.line([(x + 8, y + 78), (x + 66, y + 78)], mix(tone, SNOW, 0.3), 2)
    canvas.box(0, edge - 58, 1280, 30, mix(CLAY, INK, 0.35))
    canvas.line([(860, 700), (742, 196)], mix(GOLD, SAND, 0.3), 14)
    canvas.line([(960, 700), (842, 196)], mix(GOLD, SAND, 0.3), 14)
    for rung in range(10):
        left, tall = 858 - rung * 11.4, 690 - rung * 49
        canvas.line([(left, tall), (left + 100, tall)], mix(GOLD, SAND, 0.3), 9)
    canvas.disc(1120, 84, 44, (255, 246, 226))
    return canvas.done(0.6)


def bunks() -> Image.Image:
    """Two double bunks, one sleeper, a window with stars and socks on a line."""
    canvas, rng = Canvas(1280, 720, mix(SAND, CLAY, 0.22)), dice(131)
    for plank in range(12):
        canvas.line([(0, plank * 56), (1280, plank * 56)], mix(SAND, CLAY, 0.34), 3)
    canvas.box(510, 110, 260, 250, mix(CLAY, INK, 0.45), round_=6)
    canvas.box(526, 126, 228, 218, mix(INK, SEA, 0.25))
    for _ in range(60):
        canvas.disc(rng.uniform(530, 750), rng.uniform(130, 300), rng.choice([1, 1.5, 2]), SNOW)
    canvas.polygon([(526, 344), (526, 300), (610, 262), (680, 306), (754, 276), (754, 344)], DUSK)
    canvas.line([(640, 126), (640, 344)], mix(CLAY, INK, 0.45), 8)
    canvas.box(0, 640, 1280, 80, mix(CLAY, INK, 0.5))
    blankets = (SEA, GOLD, PINE, ROSE)
    for bunk in range(4):
        x, y = 60 + bunk % 2 * 760, 300 + bunk // 2 * 220
        canvas.box(x + 12, y - 34, 96, 40, SNOW, round_=14)
        canvas.box(x + 90, y - 30, 304, 44, blankets[bunk], round_=16)
        for stripe in range(3):
            canvas.box(x + 150 + stripe * 80, y - 30, 16, 44, mix(blankets[bunk], SNOW, 0.5))
        canvas.box(x, y + 6, 400, 24, mix(CLAY, INK, 0.3))
    for x in (52, 452, 812, 1212):
        canvas.box(x, 180, 20, 480, mix(CLAY, INK, 0.4), round_=4)
    canvas.disc(118, 264, 26, mix(SAND, CLAY, 0.35))
    canvas.polygon([(150, 290), (210, 240), (330, 250), (400, 290)], SEA)
    canvas.line([(472, 420), (640, 446), (812, 420)], INK, 2)
    for number in range(5):
        x = 520 + number * 60
        canvas.box(x, 432, 20, 50, (CLAY, CLAY, SNOW, TEAL, GOLD)[number], round_=5)
        canvas.box(x, 466, 36, 20, (CLAY, CLAY, SNOW, TEAL, GOLD)[number], round_=8)
    return canvas.done(0.6)


def loaves() -> Image.Image:
    """Three loaves, flatter from left to right, and a thermometer before a mountain."""
    canvas = Canvas(1280, 720, mix(FOAM, SNOW, 0.4))
    canvas.polygon(
        [(180, 520), (560, 96), (760, 330), (880, 230), (1180, 520)], mix(DUSK, FOAM, 0.5)
    )
    canvas.polygon([(470, 196), (560, 96), (652, 204), (600, 236), (560, 196), (520, 240)], SNOW)
    canvas.box(0, 520, 1280, 200, mix(CLAY, INK, 0.5))
    canvas.box(0, 508, 1280, 22, mix(GOLD, CLAY, 0.45))
    for number, tall in enumerate((190, 140, 84)):
        x = 250 + number * 320
        crust = mix(mix(GOLD, CLAY, 0.5), INK, number * 0.1)
        turns = [a / 36 * math.pi for a in range(37)]
        loaf = [(x + math.cos(a) * 140, 508 - abs(math.sin(a)) ** 0.8 * tall) for a in turns]
        canvas.polygon(loaf, crust)
        for cut in range(3):
            foot = x - 62 + cut * 56
            canvas.line([(foot, 508 - tall * 0.72), (foot + 34, 508 - tall * 0.9)], SAND, 12)
        label = ("90 m", "1130 m", "2640 m")[number]
        canvas.text(x, 590, label, 34, SAND, "ms")
    canvas.box(1064, 250, 34, 250, SNOW, round_=17)
    canvas.disc(1081, 492, 32, CLAY)
    canvas.box(1074, 340, 14, 150, CLAY)
    return canvas.done(0.6)
