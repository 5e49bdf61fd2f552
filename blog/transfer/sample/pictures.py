"""The sample's pictures: drawn, then taken into the library like any upload."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from io import BytesIO
from typing import Any

from django.core.files.storage import default_storage
from PIL import Image as Pillow

from accounts.models import User
from blog.editing.pictures.uploads import store_image
from blog.models import Image
from blog.transfer.sample.content import FOLDER, picture_words, publication
from blog.transfer.sample.drawing import charts, marks, mountains, shore, things, workshop

# Where the invented publication would have them; tells its pictures from everybody else's.
SOURCE = "https://hutandharbour.example/pictures/"
FRAME_MS = 110

Drawing = Callable[[], Pillow.Image | list[Pillow.Image]]

PAINTED: dict[str, Drawing] = {
    "dawn-ridge": mountains.dawn_ridge,
    "hut-night": mountains.hut_night,
    "hut-storm": mountains.hut_storm,
    "hut-melt": mountains.hut_melt,
    "hut-stars": mountains.hut_stars,
    "harbour": shore.harbour,
    "silver-estuary": shore.silver_estuary,
    "mudflat": shore.mudflat,
    "saltmarsh": shore.saltmarsh,
    "island": shore.island,
    "low-water": shore.low_water,
    "workbench": workshop.workbench,
    "slates": workshop.slates,
    "bunks": workshop.bunks,
    "loaves": workshop.loaves,
    "door-row": things.door_row,
    "staff": things.staff,
    "tide-table": things.tide_table,
    "network": charts.network,
    "kettles": things.kettles,
    "snow-pit": things.snow_pit,
    "circuit": workshop.circuit,
    **{f"door-{number + 1}": partial(things.door, number) for number in range(6)},
    **{slug: partial(marks.portrait, slug) for slug in marks.PEOPLE},
}
FLAT: dict[str, Drawing] = {
    "tide-week": charts.tide_week,
    "budget-bars": charts.budget_bars,
    "calibration-fit": charts.calibration_fit,
    "snow-depth": charts.snow_depth,
    "station-map": charts.station_map,
    "stilling-well": things.stilling_well,
    "tide-clock": workshop.tide_clock,
    "site-mark": marks.site_mark,
    **marks.LOGOS,
}
DRAWINGS = {**PAINTED, **FLAT}
VIDEOS = {"rising-tide": "rising-tide.webm"}

_PLACED = re.compile(r"!\[\]\(picture:([a-z0-9-]+)")
_POSTER = re.compile(r"(?<=\{poster=)picture:([a-z0-9-]+)")
_FILMED = re.compile(r"\(video:([a-z0-9-]+)")


def store_pictures(by: User | None, say: Callable[[str], None]) -> dict[str, Image]:
    """Draw what the library lacks and return every picture by its key.

    `say` receives a line of progress. Each picture is stored by itself, so that an interrupted
    loading goes on where it was.
    """
    known = {
        image.source_url.removeprefix(SOURCE): image
        for image in Image.objects.filter(source_url__startswith=SOURCE)
    }
    for number, key in enumerate(DRAWINGS, start=1):
        if key not in known:
            say(f"Drawing pictures: {number} of {len(DRAWINGS)}")
            known[key] = _store(key, by)
    return known


def _store(key: str, by: User | None) -> Image:
    words: dict[str, Any] = {"alt": described(key), "title": key.replace("-", " ").capitalize()}
    words.update(picture_words().get(key, {}))
    return store_image(drawn(key), name=f"{key}.png", by=by, source_url=f"{SOURCE}{key}", **words)


def drawn(key: str) -> bytes:
    """Return a picture's file: JPEG for painted ones, PNG for flat ones, WebP if it moves."""
    picture, out = DRAWINGS[key](), BytesIO()
    if isinstance(picture, list):
        first, *others = picture
        first.save(
            out, "WEBP", save_all=True, append_images=others, duration=FRAME_MS, loop=0, quality=80
        )
    elif key in PAINTED:
        picture.save(out, "JPEG", quality=90)
    else:
        picture.save(out, "PNG")
    return out.getvalue()


def described(key: str) -> str:
    """Return the alternative text of a picture; portraits and logos have it by their owner."""
    for author in publication()["author"]:
        if author["slug"] == key:
            return f"Monogram of {author['name']} on a pattern of rings"
    for partner in publication()["partner"]:
        if partner["slug"] == key:
            return f"Logo of {partner['name']}"
    if key == "site-mark":
        return "A hut above three waves"
    return picture_words()[key]["alt"]


def store_videos() -> dict[str, str]:
    """Store the films where they are missing; return their addresses by key."""
    addresses = {}
    for key, filename in VIDEOS.items():
        name = f"videos/{filename}"
        if not default_storage.exists(name):
            with (FOLDER / filename).open("rb") as film:
                default_storage.save(name, film)
        addresses[key] = default_storage.url(name)
    return addresses


def with_pictures(body: str, pictures: dict[str, Image], videos: dict[str, str]) -> str:
    """Return the Markdown with each picture's address and alternative text in its place."""

    def place(match: re.Match[str]) -> str:
        image = pictures[match[1]]
        return f"![{image.alt}]({image.url}"

    body = _POSTER.sub(lambda match: pictures[match[1]].url, _PLACED.sub(place, body))
    return _FILMED.sub(lambda match: f"({videos[match[1]]}", body)
