"""How long somebody waits who uploads a photo of 40 megapixels, the part that the picture takes.

`run()` gives (name, seconds) rows for the benchmark table: processor time, which other programs on
the machine disturb least. Sending the file comes on top; smaller files are made by the worker.
"""

from __future__ import annotations

import os
import time
from io import BytesIO
from typing import Any

from PIL import Image

SIZE = (7296, 5472)
KINDS: dict[str, dict[str, Any]] = {
    "JPEG": {"quality": 92},
    "WEBP": {"quality": 85, "method": 0},
    "AVIF": {"quality": 60, "speed": 10},
    "PNG": {"compress_level": 1},
}


def photo() -> Image.Image:
    """Return something with the grain of a photo and 40 megapixels."""
    layers = [Image.effect_noise((912, 684), 60 + 20 * layer) for layer in range(3)]
    grain = Image.merge("RGB", layers).resize(SIZE, Image.Resampling.BICUBIC)
    return Image.blend(grain, Image.radial_gradient("L").resize(SIZE).convert("RGB"), 0.6)


def run() -> list[tuple[str, float]]:
    """Clean the photo in each kind of file as an upload does; return the seconds it took."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "blog.settings")
    os.environ.setdefault("DEBUG", "true")
    from blog.editing.pictures.cleaning import clean

    picture = photo()
    rows = []
    for kind, options in KINDS.items():
        out = BytesIO()
        picture.save(out, kind, **options)
        start = time.process_time()
        clean(out.getvalue())
        seconds = time.process_time() - start
        rows.append((f"{kind}, {len(out.getvalue()) / 1e6:.0f} MB", seconds))
    return rows


if __name__ == "__main__":
    for name, seconds in run():
        print(f"{name}: {seconds:.1f} s")
