"""How large pictures are that are not in the library, so that readers' programs leave room."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import IO, ClassVar
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.exceptions import SuspiciousOperation
from django.core.files.storage import default_storage
from django.db import models
from PIL import Image as Pillow

from blog import markup
from blog.models.addresses import absolute

_FORMATS = ("JPEG", "PNG", "GIF", "WEBP", "AVIF")
_LIES_ON_ITS_SIDE = (5, 6, 7, 8)  # EXIF's orientations
_ORIENTATION = 0x0112
# What decoders raise at files that are no pictures, damaged, or too large to be drawn.
_NO_PICTURE = (
    *(OSError, SyntaxError, ValueError, EOFError, TypeError, LookupError, RuntimeError),
    Pillow.DecompressionBombError,
    Pillow.DecompressionBombWarning,
)


class PictureSize(models.Model):
    """What another host's picture measured when it was asked for; no size where none was found."""

    address = models.CharField(max_length=2000, unique=True)
    width = models.PositiveIntegerField(null=True, help_text="in pixels")
    height = models.PositiveIntegerField(null=True, help_text="in pixels")
    asked_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(width__isnull=True, height__isnull=True)
                | models.Q(width__gt=0, height__gt=0),
                name="picture_size_is_whole",
            )
        ]

    def __str__(self) -> str:
        return self.address


def sizes_of(addresses: Iterable[str]) -> dict[str, markup.Picture]:
    """Return the pictures whose size is known, by their absolute addresses.

    Files of our own are looked into; other hosts were asked before (`transfer/measuring.py`).
    """
    found = {}
    elsewhere = []
    for address in addresses:
        if not address.startswith(absolute("/")):
            elsewhere.append(address)
        elif size := _size_of_own(urlsplit(address).path):
            found[address] = markup.Picture(
                urlsplit(address)._replace(scheme="", netloc="").geturl(), *size
            )
    if elsewhere:
        known = PictureSize.objects.filter(address__in=elsewhere, width__gt=0)
        found |= {row.address: markup.Picture(row.address, row.width, row.height) for row in known}
    return found


def measured(file: IO[bytes]) -> tuple[int, int] | None:
    """Return the width and height in pixels at which a picture is drawn, None where it is none."""
    with suppress(*_NO_PICTURE), Pillow.open(file, formats=_FORMATS) as picture:
        width, height = picture.size
        on_its_side = picture.getexif().get(_ORIENTATION) in _LIES_ON_ITS_SIDE
        return (height, width) if on_its_side else (width, height)
    return None


def _size_of_own(path: str) -> tuple[int, int] | None:
    with suppress(OSError, SuspiciousOperation, ValueError), _opened(unquote(path)) as file:
        return measured(file)
    return None


def _opened(path: str) -> IO[bytes]:
    """Open a stored or a static file. Raises OSError where there is none."""
    for root in (settings.MEDIA_URL, settings.STATIC_URL):
        prefix = urlsplit(root).path
        name = path.removeprefix(prefix)
        if name == path or not name:
            continue
        if root == settings.MEDIA_URL:
            return default_storage.open(name)
        if isinstance(found := finders.find(name), str):
            return Path(found).open("rb")
    raise FileNotFoundError(path)
