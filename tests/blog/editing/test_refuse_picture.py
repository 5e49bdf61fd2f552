"""What is no picture, or too large a one, is refused with a sentence; none is ever an error."""

from __future__ import annotations

import contextlib
from io import BytesIO
from typing import Any

import hypothesis
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image as Pillow
from pytest_django import Settings

from blog.editing.pictures.cleaning import clean
from blog.editing.pictures.uploads import UploadRefused


def encoded(picture: Pillow.Image, kind: str = "PNG", **options: Any) -> bytes:
    out = BytesIO()
    picture.save(out, kind, **options)
    return out.getvalue()


def plain(mode: str = "RGB", size: tuple[int, int] = (40, 30), colour: Any = 0) -> Pillow.Image:
    return Pillow.new(mode, size, colour)


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"", "empty"),
        (b"<!DOCTYPE html><title>x</title>", "web page"),
        (b"\xef\xbb\xbf  <html><body>", "web page"),
        (b'<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg">', "SVG"),
        (b"%PDF-1.7 ...", "PDF"),
        (b"\x00\x00\x00\x18ftypheic\x00\x00", "HEIC"),
        (b"\x00\x00\x00\x18ftypheix\x00\x00", "HEIC"),
        (b"\x00\x00\x00\x18ftyphevc\x00\x00", "HEIC"),
        (b"\x00\x00\x00\x18ftypmif1\x00\x00\x00\x00heic", "HEIC"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script>x</script></svg>", "SVG"),
        (b"\xef\xbb\xbf<!-- made by hand --><svg>", "SVG"),
        (b"II*\x00\x08\x00", "TIFF"),
        (b"just words", "no picture"),
    ],
)
def test_what_is_no_picture_is_named(data: bytes, word: str) -> None:
    with pytest.raises(UploadRefused, match=word):
        clean(data)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF", "AVIF"])
def test_a_truncated_picture_is_refused(kind: str) -> None:
    whole = encoded(Pillow.effect_noise((300, 200), 80).convert("RGB"), kind)

    with pytest.raises(UploadRefused, match=r"damaged|no picture"):
        clean(whole[: len(whole) // 3])


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF", "AVIF"])
@given(data=st.data())
@hypothesis.settings(max_examples=25, deadline=None)
def test_bytes_changed_on_the_way_are_taken_or_refused_and_nothing_else(
    kind: str, data: st.DataObject
) -> None:
    whole = bytearray(encoded(Pillow.radial_gradient("L").convert("RGB"), kind))
    for _ in range(data.draw(st.integers(1, 12))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))

    with contextlib.suppress(UploadRefused):
        clean(bytes(whole))


def test_too_many_pixels_are_refused_before_decoding(settings: Settings) -> None:
    settings.UPLOAD_MAX_PIXELS = 1_000_000
    bomb = encoded(plain("1", (5000, 5000)))

    with pytest.raises(UploadRefused, match="1 million pixels"):
        clean(bomb)


def test_more_pixels_than_pillow_itself_allows_are_refused() -> None:
    bomb = encoded(plain("1", (15_000, 15_000)))

    with pytest.raises(UploadRefused, match="million pixels"):
        clean(bomb)


def test_an_animation_of_too_many_pixels_is_refused(settings: Settings) -> None:
    settings.UPLOAD_MAX_PIXELS = 10_000
    frames = [plain("L", (90, 90), shade) for shade in range(0, 200, 20)]
    moving = encoded(frames[0], "GIF", save_all=True, append_images=frames[1:])

    with pytest.raises(UploadRefused, match="animation"):
        clean(moving)
