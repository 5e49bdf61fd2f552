"""What is drawn until a picture is there: a few soft patches of light, held in one number.

The style sheet (base.css) reads the number with `attr()` and draws it, so a hint costs neither a
request nor an inline style. From the highest bit on: red, green and blue of the whole in 4 bits
each, then how light six cells are, 2 bits each, from the top left to the bottom right.
"""

from __future__ import annotations

from typing import cast

from PIL import Image

COLUMNS, ROWS = 3, 2


def hint_of(picture: Image.Image) -> int | None:
    """Return the number for a picture; None where it is transparent and would show its hint."""
    if picture.has_transparency_data:
        return None
    small = picture.convert("RGB").resize((COLUMNS, ROWS), Image.Resampling.BOX)
    whole = cast("tuple[int, ...]", small.resize((1, 1), Image.Resampling.BOX).getpixel((0, 0)))
    number = 0
    for channel in whole:
        number = number * 16 + round(channel / 17)
    for light in small.convert("L").tobytes():
        number = number * 4 + round(light / 85)
    return number
