"""Making the smaller files of a picture that pages offer to browsers, apart from any request.

The work survives a kill: the facts are stored when all files are there, a second run writes only
what is missing, and until then pages show the picture itself.
"""

from __future__ import annotations

import logging
from io import BytesIO
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import Storage
from django_tasks import task
from PIL import Image as Pillow

from blog.editing.pictures.cleaning import UploadRefused, first_frame
from blog.editing.pictures.hints import hint_of
from blog.editing.rerender import render_users
from blog.models import Image
from blog.models.image import KINDS, RENDITIONS_VERSION

logger = logging.getLogger(__name__)

# At speed 8 of 10 AVIF costs a tenth of the slowest, for files that are a few per cent larger.
_PHOTOGRAPHS: dict[str, dict[str, Any]] = {
    "avif": {"quality": 60, "speed": 8},
    "webp": {"quality": 78, "method": 4},
    "jpg": {"quality": 80, "progressive": True, "optimize": True},
}
# Letters and thin lines of colour blur where colour is halved.
_DRAWINGS: dict[str, dict[str, Any]] = {
    "avif": {"quality": 70, "speed": 8, "subsampling": "4:4:4"},
    "webp": {"lossless": True, "quality": 60, "method": 4},
    "png": {"optimize": True},
}
_ENCODERS = {"avif": "AVIF", "webp": "WEBP", "jpg": "JPEG", "png": "PNG"}


@task()
def make_renditions(image_pk: int) -> bool:
    """Make a picture's renditions, then render anew what shows it; whether it has them now."""
    image = Image.objects.filter(pk=image_pk).first()
    if image is None:
        return False
    done = make(image)
    # Also where a worker that is gone made them: it may not have come to this.
    render_users(image)
    return done


def make(image: Image) -> bool:
    """Make a picture's renditions unless it has them; say whether it has them now."""
    if image.renditions.get("version") == RENDITIONS_VERSION:
        return True
    try:
        facts = _made(image)
    except (UploadRefused, OSError) as error:
        logger.warning("No renditions of picture %s: %s", image.pk, error)
        return False
    image.renditions = facts
    if not Image.objects.filter(pk=image.pk).update(renditions=facts):
        # Deleted meanwhile; nobody would delete these.
        image.delete_files()
        return False
    return True


def ask_for_missing() -> int:
    """Leave to the worker the pictures whose renditions are missing; return how many."""
    missing = Image.objects.without_renditions().order_by("pk").values_list("pk", flat=True)
    for pk in missing:
        make_renditions.enqueue(image_pk=pk)
    return len(missing)


def put(storage: Storage, name: str, data: bytes) -> None:
    """Store a file under exactly this name; a file cut short by a kill is written anew."""
    if storage.exists(name):
        if storage.size(name) == len(data):
            return
        storage.delete(name)
    storage.save(name, ContentFile(data))


def _made(image: Image) -> dict[str, Any]:
    """Write the files and return the facts on them."""
    picture, is_moving = first_frame(_source(image))
    picture = _mixable(picture)
    is_drawing = str(image.file.name).endswith(".png") or picture.has_transparency_data
    fallback = "png" if is_drawing else "jpg"
    widths = image.wanted_widths()
    sized = {width: _sized(picture, width) for width in widths}
    files = {
        kind: {width: _encoded(sized[width], kind, is_drawing=is_drawing) for width in widths}
        for kind in (*KINDS, fallback)
    }
    weights = {kind: sum(map(len, made.values())) for kind, made in files.items()}
    # A kind that saves nothing is not worth naming on every page.
    worth = sorted((kind for kind in KINDS if weights[kind] < weights[fallback]), key=weights.get)  # type: ignore[arg-type]
    for kind in (*worth, fallback):
        for width, data in files[kind].items():
            put(image.file.storage, image.rendition_name(width, kind), data)
    return {
        "version": RENDITIONS_VERSION,
        "widths": widths,
        "kinds": worth,
        "fallback": fallback,
        "is_moving": is_moving,
        "hint": hint_of(picture),
    }


def _source(image: Image) -> bytes:
    """Return the bytes to begin with: what was uploaded, or what was made of it then."""
    for file in (image.original, image.file):
        if file and file.storage.exists(str(file.name)):
            with file.open("rb") as opened:
                return bytes(opened.read())
    raise OSError(f"{image.file.name} is not there.")


def _mixable(picture: Pillow.Image) -> Pillow.Image:
    """Return the picture in colours that can be mixed, as making it smaller does."""
    if picture.has_transparency_data:
        return picture.convert("RGBA")
    return picture if picture.mode == "L" else picture.convert("RGB")


def _sized(picture: Pillow.Image, width: int) -> Pillow.Image:
    if width == picture.width:
        return picture
    height = max(1, round(picture.height * width / picture.width))
    return picture.resize((width, height), Pillow.Resampling.LANCZOS, reducing_gap=3.0)


def _encoded(picture: Pillow.Image, kind: str, *, is_drawing: bool) -> bytes:
    options = (_DRAWINGS if is_drawing else _PHOTOGRAPHS)[kind]
    out = BytesIO()
    picture.save(out, _ENCODERS[kind], **options)
    return out.getvalue()
