"""Paper, ink and light: what every drawing of the sample blog is made with."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import Literal

from PIL import Image, ImageDraw, ImageFilter, ImageFont

Colour = tuple[int, int, int]
Points = Sequence[tuple[float, float]]

INK: Colour = (16, 42, 54)
SEA: Colour = (31, 95, 115)
TEAL: Colour = (72, 141, 148)
FOAM: Colour = (207, 227, 225)
SNOW: Colour = (246, 243, 236)
SAND: Colour = (233, 220, 195)
CLAY: Colour = (196, 83, 45)
GOLD: Colour = (226, 168, 66)
MOSS: Colour = (107, 127, 74)
PINE: Colour = (44, 74, 62)
DUSK: Colour = (84, 78, 110)
ROSE: Colour = (222, 160, 138)

# Drawn at twice the size and then reduced: Pillow itself draws hard edges.
FINE = 2


def mix(one: Colour, other: Colour, share: float) -> Colour:
    """Return the colour that lies `share` (0 to 1) of the way from one to the other."""
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(one, other, strict=True))
    return red, green, blue


class Canvas:
    """A sheet of `width` by `height` pixels; all coordinates are in these, from the top left."""

    def __init__(self, width: int, height: int, paper: Colour) -> None:
        self.width, self.height = width, height
        self.image = Image.new("RGB", (width * FINE, height * FINE), paper)
        self.pen = ImageDraw.Draw(self.image, "RGBA")

    def polygon(self, points: Points, colour: Colour, opacity: int = 255) -> None:
        """Fill a shape; opacity is 0 to 255."""
        self.pen.polygon(_scaled(points), fill=(*colour, opacity))

    def line(self, points: Points, colour: Colour, width: float = 2, opacity: int = 255) -> None:
        """Draw a line through the points, `width` pixels wide."""
        self.pen.line(
            _scaled(points), fill=(*colour, opacity), width=round(width * FINE), joint="curve"
        )

    def box(
        self, x: float, y: float, width: float, height: float, colour: Colour, *, round_: float = 0
    ) -> None:
        """Fill a rectangle, its corners rounded by `round_` pixels."""
        corners = _scaled([(x, y), (x + width, y + height)])
        self.pen.rounded_rectangle(corners, round_ * FINE, fill=colour)

    def disc(self, x: float, y: float, radius: float, colour: Colour, opacity: int = 255) -> None:
        """Fill a circle around x and y."""
        corners = _scaled([(x - radius, y - radius), (x + radius, y + radius)])
        self.pen.ellipse(corners, fill=(*colour, opacity))

    def ring(self, x: float, y: float, radius: float, colour: Colour, width: float = 2) -> None:
        """Draw a circle around x and y."""
        corners = _scaled([(x - radius, y - radius), (x + radius, y + radius)])
        self.pen.ellipse(corners, outline=colour, width=round(width * FINE))

    def arc(
        self, x: float, y: float, radius: float, start: float, end: float, colour: Colour
    ) -> None:
        """Draw part of a circle from `start` to `end` degrees, clockwise from the right."""
        corners = _scaled([(x - radius, y - radius), (x + radius, y + radius)])
        self.pen.arc(corners, start, end, fill=colour, width=FINE)

    def text(
        self,
        x: float,
        y: float,
        words: str,
        size: int,
        colour: Colour,
        anchor: Literal["ls", "ms", "rs", "lm", "mm", "rm"] = "ls",
    ) -> None:
        """Write words (ASCII: the bundled face has little more) at x and y."""
        face = ImageFont.load_default(size * FINE)
        self.pen.text((x * FINE, y * FINE), words, fill=colour, font=face, anchor=anchor)

    def fade(self, top: float, bottom: float, above: Colour, below: Colour) -> None:
        """Fill the full width between two heights with one colour turning into another."""
        size = (self.width * FINE, max(1, round((bottom - top) * FINE)))
        mask = Image.linear_gradient("L").resize(size)
        band = Image.composite(Image.new("RGB", size, below), Image.new("RGB", size, above), mask)
        self.image.paste(band, (0, round(top * FINE)))

    def glow(self, x: float, y: float, radius: float, colour: Colour, strength: float) -> None:
        """Add light around x and y; strength is 0 to 1."""
        side = round(radius * 2 * FINE)
        fall = Image.radial_gradient("L").point(lambda v: max(0, 255 - v * 1.42) * strength)
        place = (round((x - radius) * FINE), round((y - radius) * FINE))
        light = Image.new("RGB", (side, side), colour)
        self.image.paste(light, place, fall.resize((side, side)))

    def soften(self, radius: float) -> None:
        """Blur everything drawn so far, as distance and mist do."""
        self.image = self.image.filter(ImageFilter.GaussianBlur(radius * FINE))
        self.pen = ImageDraw.Draw(self.image, "RGBA")

    def done(self, grain: float = 0.0) -> Image.Image:
        """Return the picture, with paper grain of this strength (0 to 1)."""
        picture = self.image.reduce(FINE)
        if not grain:
            return picture
        # Seeded, so that the same picture has the same bytes each time it is drawn.
        noise = random.Random(7).randbytes(self.width * self.height)  # noqa: S311  # nosec B311
        paper = Image.frombytes("L", picture.size, noise).filter(ImageFilter.GaussianBlur(0.8))
        return Image.blend(picture, Image.merge("RGB", [paper] * 3), grain * 0.12)


def _scaled(points: Points) -> list[tuple[float, float]]:
    return [(x * FINE, y * FINE) for x, y in points]
