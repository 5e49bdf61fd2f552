"""Portraits as monograms, and the marks of the invented organisations."""

from __future__ import annotations

import math

from PIL import Image, ImageChops

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
from blog.transfer.sample.drawing.land import dice, ground, hills, ridge

WHITE: Colour = (255, 255, 255)

# Initials, colour behind, colour of the pattern, seed of the pattern.
PEOPLE: dict[str, tuple[str, Colour, Colour, int]] = {
    "priya-lindqvist": ("PL", CLAY, ROSE, 1),
    "ingrid-halvarsen": ("IH", SEA, FOAM, 2),
    "tomas-albuquerque-reis": ("TR", PINE, GOLD, 3),
    "maren-okafor": ("MO", GOLD, CLAY, 4),
    "jun-castellane": ("JC", DUSK, FOAM, 5),
    "dafydd-morrow": ("DM", TEAL, SAND, 6),
}


def portrait(slug: str) -> Image.Image:
    """Return a person's monogram: growth rings like a tree's or a shell's, and initials."""
    initials, back, lines, seed = PEOPLE[slug]
    canvas, rng = Canvas(480, 480, back), dice(seed)
    x, y = rng.uniform(110, 370), rng.uniform(90, 240)
    phases = [rng.uniform(0, math.tau) for _ in range(3)]
    for number in range(4, 36):
        radius = number * 13
        outline = []
        for step in range(121):
            turn = step / 120 * math.tau
            wobble = sum(
                math.sin(turn * (k + 2) + p) * radius * 0.035 for k, p in enumerate(phases)
            )
            outline.append(
                (x + math.cos(turn) * (radius + wobble), y + math.sin(turn) * (radius + wobble))
            )
        canvas.line(outline, lines, 1 + (number * seed) % 3, 130)
    canvas.disc(240, 250, 132, back)
    canvas.text(240, 254, initials, 128, SNOW, "mm")
    return canvas.done(0.5)


def _logo(name: str, colour: Colour, second: str = "") -> Canvas:
    """A sheet with the name already on it; the mark goes into the square at its left."""
    canvas = Canvas(720, 240, WHITE)
    canvas.text(228, 122 if second else 140, name, 68, colour)
    if second:
        canvas.text(230, 172, second, 34, mix(colour, SNOW, 0.2))
    return canvas


def _trimmed(canvas: Canvas) -> Image.Image:
    """The logo without the white around it, but for a margin."""
    logo = canvas.done()
    white = Image.new("RGB", logo.size, WHITE)
    left, top, right, bottom = ImageChops.difference(logo, white).getbbox() or (0, 0, *logo.size)
    return logo.crop((max(0, left - 10), max(0, top - 10), right + 10, bottom + 10))


def site_mark() -> Image.Image:
    """The network's own mark: a hut above three waves, in a disc."""
    canvas = Canvas(480, 480, INK)
    canvas.polygon([(118, 250), (240, 118), (362, 250)], SNOW)
    canvas.box(160, 236, 160, 66, SNOW)
    canvas.box(222, 228, 36, 40, GOLD)
    for row in range(3):
        wave = [
            (x, 312 + row * 34 + 12 * math.sin((x + row * 40) / 26))
            for x in range(60 + row * 26, 424 - row * 26, 3)
        ]
        canvas.line(wave, mix(TEAL, FOAM, row / 3), 13)
    mask = Canvas(480, 480, (0, 0, 0))
    mask.disc(240, 240, 238, (255, 255, 255))
    mark = canvas.done()
    mark.putalpha(mask.done().convert("L"))
    return mark


def skarvholt() -> Image.Image:
    """An island between two lines of water."""
    canvas = _logo("Skarvholt", SEA, "Marine Station")
    canvas.disc(120, 120, 84, FOAM)
    canvas.polygon([(48, 136), (92, 74), (122, 104), (152, 62), (194, 136)], SEA)
    for row in range(3):
        canvas.line([(40 + row * 16, 150 + row * 17), (200 - row * 16, 150 + row * 17)], TEAL, 7)
    return _trimmed(canvas)


def valdrosa() -> Image.Image:
    """A peak with a small roof in front of it."""
    canvas = _logo("Valdrosa", DUSK, "Hut Laboratory")
    canvas.polygon([(30, 190), (120, 36), (210, 190)], DUSK)
    canvas.polygon([(92, 84), (120, 36), (148, 84), (132, 98), (120, 84), (106, 100)], SNOW)
    canvas.polygon([(96, 160), (134, 126), (172, 160)], CLAY)
    canvas.box(106, 158, 56, 32, GOLD)
    return _trimmed(canvas)


def rio_marel() -> Image.Image:
    """A river opening towards the sea."""
    canvas = _logo("Rio Marel", PINE, "Field House")
    canvas.disc(120, 120, 86, PINE)
    for number in range(7):
        spread = (number - 3) * 25
        canvas.line(
            [
                (120 + spread * 0.12, 44),
                (120 + spread * 0.3, 110),
                (120 + spread, 186 - abs(spread) * 0.3),
            ],
            GOLD,
            6,
        )
    return _trimmed(canvas)


def ostermark() -> Image.Image:
    """A quartered shield of strata."""
    canvas = _logo("University", INK, "of Ostermark")
    canvas.polygon([(48, 40), (192, 40), (192, 130), (120, 206), (48, 130)], INK)
    for row in range(5):
        y = 66 + row * 25
        wide = 64 if y < 130 else 64 - (y - 130) * 0.9
        canvas.line([(120 - wide, y), (120, y - 10), (120 + wide, y)], mix(GOLD, SNOW, row / 7), 8)
    return _trimmed(canvas)


def pellworth() -> Image.Image:
    """A seed with its two first leaves."""
    canvas = _logo("Pellworth", MOSS, "Foundation")
    canvas.disc(84, 104, 52, MOSS)
    canvas.disc(158, 104, 52, mix(MOSS, GOLD, 0.45))
    canvas.box(20, 40, 202, 52, WHITE)
    canvas.line([(121, 100), (121, 206)], PINE, 12)
    canvas.disc(121, 202, 17, CLAY)
    return _trimmed(canvas)


def nordhav() -> Image.Image:
    """A compass rose pointing north."""
    canvas = _logo("Nordhav", CLAY, "Research Fund")
    canvas.ring(120, 120, 84, CLAY, 6)
    canvas.polygon([(120, 26), (140, 120), (120, 214), (100, 120)], CLAY)
    canvas.polygon([(26, 120), (120, 104), (214, 120), (120, 136)], mix(CLAY, SNOW, 0.45))
    canvas.disc(120, 120, 12, SNOW)
    return _trimmed(canvas)


def brackwater() -> Image.Image:
    """A cog whose lower half is water."""
    canvas = _logo("Brackwater", TEAL, "Instruments Cooperative")
    for tooth in range(12):
        turn = tooth / 12 * math.tau
        canvas.disc(120 + math.cos(turn) * 76, 120 + math.sin(turn) * 76, 15, INK)
    canvas.disc(120, 120, 74, INK)
    canvas.disc(120, 120, 52, SNOW)
    wave = [(x, 124 + 7 * math.sin(x / 9)) for x in range(70, 172, 2)]
    inside = [(x, y) for x, y in wave if (x - 120) ** 2 + (y - 120) ** 2 < 52**2]
    bottom = [
        (120 + math.cos(math.radians(a)) * 52, 120 + math.sin(math.radians(a)) * 52)
        for a in range(5, 176, 5)
    ]
    canvas.polygon([*inside, *bottom], TEAL)
    return _trimmed(canvas)


def kestrel_bay() -> Image.Image:
    """A harbour light between two hills."""
    canvas = _logo("Kestrel Bay", INK, "Harbour Office")
    badge, rng = Canvas(180, 180, mix(ROSE, SAND, 0.4)), dice(9)
    ground(badge, ridge(rng, 180, 100, 34), DUSK)
    ground(badge, hills(rng, 180, 140, 10), SEA)
    badge.polygon([(76, 140), (82, 62), (98, 62), (104, 140)], SNOW)
    badge.box(78, 46, 24, 18, GOLD)
    badge.polygon([(74, 48), (90, 32), (106, 48)], CLAY)
    canvas.image.paste(badge.image, (60, 60))
    return _trimmed(canvas)


LOGOS = {
    "skarvholt-marine-station": skarvholt,
    "valdrosa-hut-laboratory": valdrosa,
    "estacao-rio-marel": rio_marel,
    "university-of-ostermark": ostermark,
    "pellworth-foundation": pellworth,
    "nordhav-research-fund": nordhav,
    "brackwater-instruments": brackwater,
    "kestrel-bay-harbour-office": kestrel_bay,
}
