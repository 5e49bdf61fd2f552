"""What is no picture, or too large a one, is refused with a sentence; none is ever an error."""

from __future__ import annotations

import contextlib
import time
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


def with_passes(extra: int) -> bytes:
    """Return a progressive JPEG whose last pass is there so many times more."""
    whole = encoded(plain(size=(400, 300)), "JPEG", progressive=True)
    start, end = whole.rfind(b"\xff\xda"), whole.rfind(b"\xff\xd9")
    return whole[:end] + whole[start:end] * extra + whole[end:]


def test_a_jpeg_of_endless_passes_is_refused_before_it_is_read() -> None:
    with pytest.raises(UploadRefused, match="passes"):
        clean(with_passes(100_000))


@pytest.mark.parametrize(
    "data", [b"\xff\xd8" + b"\xff\xfe\x00\x02" * 1_000_000, b"\xff\xd8" + b"\xff" * 3_000_000]
)
def test_a_jpeg_of_endless_parts_is_refused_at_once(data: bytes) -> None:
    started = time.thread_time()

    with pytest.raises(UploadRefused):
        clean(data)

    # Reading them one by one would take seconds.
    assert time.thread_time() - started < 0.5


def test_a_progressive_photo_is_taken_whatever_follows_it() -> None:
    photo = encoded(Pillow.effect_noise((400, 300), 80), "JPEG", progressive=True)

    assert clean(with_passes(3)).width == 400
    assert clean(photo + b"\xff\xda" * 1000).width == 400
