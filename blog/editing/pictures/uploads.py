"""Bringing a picture into the library: the one way for browsers, importers and samples."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from pathlib import PurePath
from typing import IO, TYPE_CHECKING

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.template.defaultfilters import filesizeformat

from blog.editing.pictures.cleaning import CleanPicture, UploadRefused, clean
from blog.editing.pictures.renditions import make_renditions, put
from blog.editing.pictures.turns import turn
from blog.models import Image
from blog.models.addresses import make_slug

if TYPE_CHECKING:
    from accounts.models import User

__all__ = ["Taken", "UploadRefused", "store_image", "take_in"]

_LENGTHS = {"alt": 500, "caption": 500, "credit": 200, "licence": 100, "title": 200}


@dataclass(frozen=True, slots=True)
class Taken:
    """A picture of the library, and whether it was there before it was sent."""

    image: Image
    is_known: bool

    @property
    def note(self) -> str:
        """What to tell who sent it; empty where there is nothing to tell."""
        if not self.is_known:
            return ""
        return (
            f"This picture is in the library already, as “{self.image.title}”. "
            "That one is used, with the words it has there."
        )


def store_image(
    file: IO[bytes] | bytes,
    *,
    name: str,
    by: User | None,
    alt: str = "",
    is_decorative: bool = False,
    source_url: str = "",
    **words: str,
) -> Image:
    """Store a picture and return its row; the same bytes sent again give the row of the first time.

    `name` is the file's name where it came from; it only helps to name the stored file. `words`
    are `title` (for the library; else made from the name), `caption`, `credit` and `licence`;
    `source_url` says where it was fetched. `by` None is the program itself.
    Raises UploadRefused with a sentence for who sent it: too many bytes (`UPLOAD_MAX_BYTES`), too
    many pixels (`UPLOAD_MAX_PIXELS`), no picture, damaged.
    """
    return take_in(
        file,
        name=name,
        by=by,
        alt=alt,
        is_decorative=is_decorative,
        source_url=source_url,
        **words,
    ).image


def take_in(
    file: IO[bytes] | bytes,
    *,
    name: str,
    by: User | None,
    alt: str = "",
    is_decorative: bool = False,
    source_url: str = "",
    **words: str,
) -> Taken:
    """Store a picture as `store_image` does, and say whether the library had it already."""
    data = _read(file)
    sha256 = hashlib.sha256(data).hexdigest()
    if known := Image.objects.filter(sha256=sha256).first():
        _keep_original(known, data)
        return Taken(known, is_known=True)
    with turn():
        picture = clean(data)
    row = Image(
        width=picture.width,
        height=picture.height,
        bytes=len(picture.data),
        sha256=sha256,
        is_decorative=is_decorative,
        source_url=source_url,
        uploaded_by=by,
        **_fitted({"title": _title(name), "alt": "" if is_decorative else alt, **words}),
    )
    row.original.name = _original_name(sha256, picture.kind)
    put(row.original.storage, row.original.name, data)
    return _stored(row, picture, f"{_slug(name)}-{sha256[:8]}.{picture.extension}")


def _original_name(sha256: str, kind: str) -> str:
    return f"{sha256[:2]}/{sha256}.{kind}"


def _keep_original(known: Image, data: bytes) -> None:
    """Keep what a picture was made of, where it came before originals were kept."""
    if known.original:
        return
    with turn():
        kind = clean(data).kind
    known.original.name = _original_name(known.sha256, kind)
    put(known.original.storage, known.original.name, data)
    known.save(update_fields=["original"])


def _read(file: IO[bytes] | bytes) -> bytes:
    most = settings.UPLOAD_MAX_BYTES
    data = file[: most + 1] if isinstance(file, bytes) else file.read(most + 1)
    if len(data) > most:
        raise UploadRefused(
            f"This file is larger than {filesizeformat(most)}. Make it smaller and send it again."
        )
    return data


def _stored(row: Image, picture: CleanPicture, filename: str) -> Taken:
    row.file.save(filename, ContentFile(picture.data), save=False)
    try:
        with transaction.atomic():
            row.save(force_insert=True)
            make_renditions.enqueue(image_pk=row.pk)
    except IntegrityError:
        # Somebody sent the same picture in the meantime; a second file would belong to nobody.
        # The original is theirs, too: it is named by its content.
        row.file.delete(save=False)
        known = Image.objects.filter(sha256=row.sha256).first()
        if known is None:
            raise
        return Taken(known, is_known=True)
    return Taken(row, is_known=False)


def _stem(name: str) -> str:
    return PurePath(name.replace("\\", "/")).stem


def _slug(name: str) -> str:
    return make_slug(_stem(name), fallback="picture")[:80].strip("-")


def _title(name: str) -> str:
    words = re.sub(r"[\W_]+", " ", _stem(name)).strip()
    return words or "Picture"


def _fitted(words: dict[str, str]) -> dict[str, str]:
    """Return the words cut to what their columns hold, without control characters."""
    return {
        name: " ".join(re.sub(r"[\x00-\x1f\x7f]", " ", text).split())[: _LENGTHS[name]]
        for name, text in words.items()
    }
