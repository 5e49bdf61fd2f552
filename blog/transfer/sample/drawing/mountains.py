"""Landscapes of the heights: ranges, huts, snow and meltwater."""

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
    mix,
)
from blog.transfer.sample.drawing.land import (
    bird,
    dice,
    ground,
    hills,
    hut,
    ranges,
    ridge,
    snowcaps,
    stars,
)

WIDTH, HEIGHT = 1280, 720


def dawn_ridge() -> Image.Image:
    """Ranges behind ranges under a rising sun, a hut on the nearest."""
    canvas, rng = Canvas(WIDTH, HEIGHT, SAND), dice(11)
    canvas.fade(0, 460, mix(SEA, FOAM, 0.55), mix(ROSE, SAND, 0.55))
    canvas.glow(905, 250, 330, SNOW, 0.95)
    canvas.disc(905, 250, 52, (255, 246, 226))
    ranges(canvas, rng, PINE, mix(DUSK, FOAM, 0.62), 270)
    hut(canvas, 330, 622, 62, INK, GOLD)
    for number in range(7):
        bird(canvas, 560 + number * 34, 180 - number % 3 * 16 + number * 4, 13, INK)
    return canvas.done(0.6)


def hut_night() -> Image.Image:
    """A hut with one lit window under a white mountain at night."""
    canvas, rng = Canvas(WIDTH, HEIGHT, INK), dice(23)
    canvas.fade(0, 560, (10, 22, 44), mix(DUSK, SEA, 0.45))
    stars(canvas, rng, 420, 430)
    peak = ridge(rng, WIDTH, 380, 190)
    ground(canvas, peak, mix(DUSK, INK, 0.35))
    snowcaps(canvas, peak, mix(SNOW, DUSK, 0.35))
    ground(canvas, ridge(rng, WIDTH, 520, 80), mix(INK, DUSK, 0.3))
    ground(canvas, hills(rng, WIDTH, 628, 26), mix(SNOW, DUSK, 0.45))
    canvas.glow(758, 590, 150, GOLD, 0.55)
    hut(canvas, 790, 640, 120, (36, 30, 40), (255, 214, 120))
    ground(canvas, hills(rng, WIDTH, 690, 14), mix(SNOW, DUSK, 0.3))
    return canvas.done(0.6)


def hut_storm() -> Image.Image:
    """Snow driven past a hut of which little is left to see."""
    canvas, rng = Canvas(WIDTH, HEIGHT, FOAM), dice(31)
    canvas.fade(0, HEIGHT, mix(TEAL, FOAM, 0.55), mix(SNOW, FOAM, 0.4))
    ground(canvas, ridge(rng, WIDTH, 400, 150), mix(TEAL, FOAM, 0.68))
    hut(canvas, 520, 560, 150, mix(DUSK, FOAM, 0.35), mix(GOLD, SNOW, 0.15))
    canvas.glow(480, 500, 130, GOLD, 0.35)
    ground(canvas, hills(rng, WIDTH, 590, 40), mix(SNOW, FOAM, 0.35))
    for number in range(9):
        pole = 700 + number * 62
        canvas.line([(pole, 596 + number * 3), (pole, 520 + number * 4)], CLAY, 4)
    canvas.soften(1.2)
    for _ in range(1500):
        x, y, length = rng.uniform(-80, WIDTH), rng.uniform(0, HEIGHT), rng.uniform(5, 42)
        canvas.line([(x, y), (x + length, y + length * 0.34)], SNOW, rng.choice([1, 1.5, 2.5]), 190)
    return canvas.done(0.5)


def hut_melt() -> Image.Image:
    """Meltwater braiding down a valley floor."""
    canvas, rng = Canvas(WIDTH, HEIGHT, MOSS), dice(46)
    canvas.fade(0, 330, mix(TEAL, SNOW, 0.6), mix(SAND, SNOW, 0.4))
    far = ridge(rng, WIDTH, 235, 120)
    ground(canvas, far, mix(DUSK, FOAM, 0.35))
    snowcaps(canvas, far, SNOW)
    ground(canvas, hills(rng, WIDTH, 345, 28), mix(MOSS, SAND, 0.25))
    for strand in range(15):
        phase, sway = rng.uniform(0, math.tau), rng.uniform(0.5, 1.6)
        course = []
        for step in range(90):
            near = step / 89
            drift = math.sin(phase + near * 9 * sway) * 26 + (strand - 7) * 36
            course.append(
                (610 + (strand - 7) * 5 + drift * near * 1.5 + near * 90, 348 + near**1.5 * 384)
            )
        for step in range(0, 88, 2):
            shade = mix(TEAL, FOAM, 0.3 + 0.5 * rng.random())
            canvas.line(course[step : step + 3], shade, 1 + (step / 88) ** 2 * 13)
    for _ in range(260):
        near = rng.random()
        x, y = rng.uniform(0, WIDTH), 370 + near**1.4 * 350
        canvas.disc(x, y, 1.5 + near * 8, mix(SAND, DUSK, rng.uniform(0.25, 0.6)))
    hut(canvas, 208, 442, 70, INK, GOLD)
    return canvas.done(0.6)


def hut_stars() -> Image.Image:
    """Stars drawn into circles by an hour's exposure above the hut."""
    canvas, rng = Canvas(WIDTH, HEIGHT, INK), dice(58)
    canvas.fade(0, HEIGHT, (8, 16, 36), mix(SEA, INK, 0.25))
    for _ in range(330):
        radius, start = 24 + 900 * rng.random() ** 0.8, rng.uniform(0, 360)
        shade = mix((255, 244, 214), TEAL, rng.random() * 0.6)
        canvas.arc(700, 236, radius, start, start + 32, mix(shade, INK, rng.random() * 0.5))
    ground(canvas, ridge(rng, WIDTH, 560, 110), (11, 24, 34))
    canvas.glow(414, 618, 120, GOLD, 0.5)
    hut(canvas, 440, 660, 100, (22, 22, 30), (255, 206, 110))
    ground(canvas, hills(rng, WIDTH, 676, 12), (7, 15, 22))
    return canvas.done(0.5)
