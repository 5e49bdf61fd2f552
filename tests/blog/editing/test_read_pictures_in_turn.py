"""Many pictures sent at once are read one after another, and readers keep their threads."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image as Pillow
from pytest_django import Settings

from blog.editing.pictures import turns
from blog.editing.pictures.turns import UploadBusy
from blog.editing.pictures.uploads import UploadRefused, store_image

pytestmark = pytest.mark.django_db


def picture() -> bytes:
    out = BytesIO()
    Pillow.effect_noise((30, 20), 80).save(out, "PNG")
    return out.getvalue()


@pytest.fixture(autouse=True)
def media(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT, settings.ORIGINALS_ROOT = tmp_path / "media", tmp_path / "originals"


@pytest.fixture
def reading() -> Iterator[threading.Event]:
    """Another thread that reads a picture until the test lets it go on."""
    begun, free = threading.Event(), threading.Event()

    def read() -> None:
        with turns.turn():
            begun.set()
            free.wait(10)

    thread = threading.Thread(target=read)
    thread.start()
    begun.wait(10)
    yield free
    free.set()
    thread.join()


def test_a_picture_waits_until_another_is_read(reading: threading.Event) -> None:
    threading.Timer(0.2, reading.set).start()

    assert store_image(picture(), name="a.png", by=None).width == 30


def test_who_waits_for_long_is_told_to_come_again(
    reading: threading.Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(turns, "PATIENCE", 0.01)

    with pytest.raises(UploadBusy, match="Wait a moment"):
        store_image(picture(), name="a.png", by=None)


def test_a_third_does_not_wait_at_all(reading: threading.Event) -> None:
    with turns._in_line:
        started = time.monotonic()

        with pytest.raises(UploadBusy, match="Wait a moment"):
            store_image(picture(), name="a.png", by=None)

    assert time.monotonic() - started < turns.PATIENCE / 2


def test_one_that_is_refused_gives_its_turn_back() -> None:
    for _ in range(5):
        with pytest.raises(UploadRefused, match="no picture"):
            store_image(b"just words", name="a.png", by=None)
