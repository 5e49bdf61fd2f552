"""Turning an uploaded file into a clean picture: decoded, turned upright, written anew.

What a file is, is decided by decoding it, never by its name or the type that came with it. Only
pixels survive: place, camera, thumbnails, comments and whatever hides behind the picture do not.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from django.conf import settings
from PIL import Image, ImageCms, ImageOps, ImageSequence

from blog.editing.pictures.passes import is_endless

LONGEST_SIDE = 2400  # pixels: two for each of a wide page's
MOST_FRAMES = 600
# An animation's frames together; half a minute of a small screen recording.
FRAMES_PIXELS_FACTOR = 2
# JPEG opens MPO, too: several JPEGs in one file, of which the first counts.
FORMATS = ("JPEG", "PNG", "GIF", "WEBP", "AVIF")

# The AVIF decoder raises RuntimeError.
_BROKEN = (
    *(OSError, SyntaxError, ValueError, EOFError, struct.error, TypeError, LookupError),
    RuntimeError,
)
_BOMBS = (Image.DecompressionBombError, Image.DecompressionBombWarning)
_SAVE_AS: dict[str, tuple[str, str, dict[str, Any]]] = {
    "JPEG": ("jpg", "JPEG", {"quality": 85, "progressive": True, "optimize": True}),
    "PNG": ("png", "PNG", {}),
    "WEBP": ("webp", "WEBP", {"quality": 85, "method": 4}),
}
# Photographs stay JPEG and drawings PNG, which mail programs and feed readers show, too.
_STAYS = {"JPEG": "JPEG", "MPO": "JPEG", "PNG": "PNG", "GIF": "PNG", "WEBP": "WEBP", "AVIF": "WEBP"}
_REFUSED_BY_SIGN = (
    (b"<svg", "an SVG drawing, which may hold scripts. Export it as PNG"),
    (b"<!doctype html", "a web page, not a picture. Save the picture itself"),
    (b"<html", "a web page, not a picture. Save the picture itself"),
    (b"%pdf", "a PDF document. Export the page as PNG"),
    (b"ftyphei", "an HEIC photo, which most browsers can't show. Export it as JPEG"),
    (b"ftypmif1", "an HEIC photo, which most browsers can't show. Export it as JPEG"),
    (b"ftyphev", "an HEIC photo, which most browsers can't show. Export it as JPEG"),
    (b"ii*\x00", "a TIFF picture, which browsers can't show. Export it as PNG or JPEG"),
    (b"mm\x00*", "a TIFF picture, which browsers can't show. Export it as PNG or JPEG"),
)


class UploadRefused(ValueError):
    """The file can't become a picture here; the message is a sentence for who sent it."""


@dataclass(frozen=True, slots=True)
class CleanPicture:
    """A picture's new file: its bytes, its extension without the dot, its size in pixels.

    `kind` is what the old file was, such as jpeg or gif.
    """

    data: bytes
    extension: str
    width: int
    height: int
    kind: str


def clean(data: bytes) -> CleanPicture:
    """Return the picture in these bytes, upright, in sRGB, at most 2400 pixels on a side.

    Animations stay animated, as WebP. Raises UploadRefused: no picture, a kind that browsers
    don't show, damaged, or more than `UPLOAD_MAX_PIXELS` pixels (found before decoding).
    """
    source = _open(data)
    with _damage_told():
        return _clean_animation(source) if _moves(source) else _clean_still(source)


def first_frame(data: bytes) -> tuple[Image.Image, bool]:
    """Return the pixels of a picture as `clean` has them, and whether more frames follow.

    Raises UploadRefused as `clean` does.
    """
    source = _open(data)
    with _damage_told():
        if _moves(source):
            return _bare(_shrunk(source.convert("RGBA"))), True
        return _bare(_pixels(source)), False


def _moves(source: Image.Image) -> bool:
    return bool(getattr(source, "is_animated", False)) and source.format != "MPO"


@contextmanager
def _damage_told() -> Iterator[None]:
    try:
        yield
    except UploadRefused:
        raise
    except (*_BROKEN, *_BOMBS) as error:
        raise UploadRefused(
            "This picture is damaged or incomplete. Save it anew, or send it again."
        ) from error


def _pixels(source: Image.Image) -> Image.Image:
    return _upright(_in_srgb(_shrunk(_eight_bits(source))))


def _open(data: bytes) -> Image.Image:
    if not data:
        raise UploadRefused("The file is empty. Choose it again, or save it anew.")
    if is_endless(data):
        raise UploadRefused(
            "This JPEG consists of so many passes that reading it would take hours. "
            "Save it anew and send that."
        )
    try:
        source = Image.open(BytesIO(data), formats=FORMATS)
    except _BOMBS as error:
        raise UploadRefused(_too_many_pixels()) from error
    except _BROKEN as error:
        raise UploadRefused(_why_no_picture(data)) from error
    if source.width * source.height > settings.UPLOAD_MAX_PIXELS:
        raise UploadRefused(_too_many_pixels())
    return source


def _too_many_pixels() -> str:
    return (
        f"This picture has more than {settings.UPLOAD_MAX_PIXELS // 1_000_000} million pixels. "
        "Make it smaller and send it again."
    )


def _why_no_picture(data: bytes) -> str:
    head = data[:1024].lower().lstrip(b"\xef\xbb\xbf \t\r\n")
    for sign, sentence in _REFUSED_BY_SIGN:
        if head.startswith(sign) or (sign in head and sign[:1] in b"<f"):
            return f"This is {sentence}, and send that."
    return "This is no picture that browsers show. Send a JPEG, PNG, GIF, WebP or AVIF file."


def _clean_still(source: Image.Image) -> CleanPicture:
    kind = _STAYS[str(source.format)]
    extension, encoder, options = _SAVE_AS[kind]
    picture = _pixels(source)
    if kind == "JPEG" and picture.mode not in {"L", "RGB"}:
        picture = picture.convert("RGB")
    if kind == "WEBP" and picture.mode not in {"RGB", "RGBA"}:
        picture = picture.convert("RGBA" if picture.has_transparency_data else "RGB")
    out = BytesIO()
    _bare(picture).save(out, encoder, **options)
    came_as = str(source.format).lower()
    return CleanPicture(out.getvalue(), extension, picture.width, picture.height, came_as)


def _clean_animation(source: Image.Image) -> CleanPicture:
    budget = settings.UPLOAD_MAX_PIXELS * FRAMES_PIXELS_FACTOR
    frames: list[Image.Image] = []
    durations: list[int] = []
    loop = source.info.get("loop", 1)
    for frame in ImageSequence.Iterator(source):
        budget -= frame.width * frame.height
        if budget < 0 or len(frames) >= MOST_FRAMES:
            raise UploadRefused(
                "This animation is too long or too large. Shorten it, or upload it as a video."
            )
        durations.append(int(frame.info.get("duration", 100)) or 100)
        frames.append(_bare(_shrunk(frame.convert("RGBA"))))
    out = BytesIO()
    first, *others = frames
    # allow_mixed keeps flat drawings sharp and compresses photographs.
    options: dict[str, Any] = {"quality": 75, "method": 2, "allow_mixed": True}
    first.save(
        out, "WEBP", save_all=True, append_images=others, duration=durations, loop=loop, **options
    )
    came_as = str(source.format).lower()
    return CleanPicture(out.getvalue(), "webp", first.width, first.height, came_as)


def _eight_bits(picture: Image.Image) -> Image.Image:
    if picture.mode.startswith("I"):
        scaled = picture.convert("I").point(lambda value: value * (1 / 257))
        return _with_info(scaled.convert("L"), picture)
    return picture


def _shrunk(picture: Image.Image) -> Image.Image:
    if max(picture.size) > LONGEST_SIDE:
        if picture.mode in {"P", "1", "PA"}:
            # Colours of a palette can't be mixed.
            mode = "RGBA" if picture.has_transparency_data else "RGB"
            picture = _with_info(picture.convert(mode), picture)
        picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
    picture.load()
    return picture


def _in_srgb(picture: Image.Image) -> Image.Image:
    profile = picture.info.get("icc_profile")
    if profile and picture.mode in {"RGB", "RGBA", "CMYK"}:
        try:
            converted = ImageCms.profileToProfile(
                picture,
                ImageCms.ImageCmsProfile(BytesIO(profile)),
                ImageCms.createProfile("sRGB"),
                outputMode="RGB" if picture.mode == "CMYK" else picture.mode,
            )
        except (ImageCms.PyCMSError, *_BROKEN):
            # A profile that can't be read or doesn't fit is as good as none.
            converted = None
        if converted is not None:
            return _with_info(converted, picture)
    if picture.mode in {"CMYK", "YCbCr", "LAB", "HSV"}:
        return _with_info(picture.convert("RGB"), picture)
    return picture


def _upright(picture: Image.Image) -> Image.Image:
    try:
        return ImageOps.exif_transpose(picture)
    except _BROKEN:
        # Unreadable camera data says nothing on which way is up.
        return picture


def _with_info(picture: Image.Image, source: Image.Image) -> Image.Image:
    """Give a converted picture the facts that later steps read."""
    for name in ("exif", "icc_profile"):
        if name in source.info:
            picture.info[name] = source.info[name]
    return picture


def _bare(picture: Image.Image) -> Image.Image:
    """Return the picture without anything that an encoder would write beside the pixels."""
    keep = picture.info.get("transparency")
    bare = picture.copy()
    bare.info = {} if keep is None else {"transparency": keep}
    return bare
