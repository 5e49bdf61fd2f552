"""Cards that were drawn, as files beside the uploads: each is drawn once, when first asked for.

The files of one text lie together, so that an older card goes when a newer is drawn, and all of
them when the text is no longer public. Losing them costs no more than drawing them again.
"""

from __future__ import annotations

import logging
import os
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files import locks

from blog.models import Document
from blog.reading.sharing.card import Card
from blog.reading.sharing.drawing import draw

log = logging.getLogger(__name__)
# Texts whose cards lie in one folder: few enough to be listed at once.
IN_A_FOLDER = 1000


def picture_of(card: Card) -> bytes:
    """Return the card as a PNG: the stored one, or else drawn now and stored."""
    path = _folder(card.kind, card.pk) / f"{card.pk}-{card.mark}.png"
    try:
        return path.read_bytes()
    except OSError:
        return _drawn_once(card, path)


def _drawn_once(card: Card, path: Path) -> bytes:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        # One at a time: who asks for a thousand cards leaves the other processors to readers.
        with (_root() / "lock").open("a") as lock:
            locks.lock(lock, locks.LOCK_EX)
            if path.exists():
                return path.read_bytes()
            data = draw(card)
            forget_card(card.kind, card.pk)
            _write(path, data)
            return data
    except OSError:
        log.exception("The card %s can't be stored, so it is drawn for each who asks.", path)
        return draw(card)


def _write(path: Path, data: bytes) -> None:
    # Complete from the moment it has its name, whenever this is cut short.
    unfinished = path.with_suffix(f".{os.getpid()}")
    unfinished.write_bytes(data)
    unfinished.replace(path)


def forget_card(kind: str, pk: int) -> None:
    """Remove the stored cards of this text."""
    for path in _folder(kind, pk).glob(f"{pk}-*"):
        path.unlink(missing_ok=True)


def forget_hidden(document: Document, **kwargs: Any) -> None:
    """Remove the cards of what readers may not see any more; receives `post_changed`."""
    if not document.is_public:
        forget_card(str(document._meta.model_name), document.pk)


def _root() -> Path:
    return Path(settings.MEDIA_ROOT) / "cards"


def _folder(kind: str, pk: int) -> Path:
    return _root() / kind / str(pk // IN_A_FOLDER)
