"""Reading pictures in one after another, whoever sends them.

Decoding a large one takes seconds of a processor and hundreds of megabytes. A process that did so
with all of its threads at once would have none left for readers, nor the memory.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore

from blog.editing.pictures.cleaning import UploadRefused

PATIENCE = 20.0  # seconds
# The one that is read and one that waits: a process has threads for other visitors, too.
_in_line = BoundedSemaphore(2)
_at_work = BoundedSemaphore(1)


class UploadBusy(UploadRefused):
    """Nothing is wrong with the file, but other pictures are being read."""

    def __init__(self) -> None:
        super().__init__("Other pictures are being read just now. Wait a moment and send it again.")


@contextmanager
def turn() -> Iterator[None]:
    """Do the work within while no other thread of this process does such work.

    Raises UploadBusy where another waits already, or after 20 seconds.
    """
    if not _in_line.acquire(blocking=False):
        raise UploadBusy
    try:
        if not _at_work.acquire(timeout=PATIENCE):
            raise UploadBusy
        try:
            yield
        finally:
            _at_work.release()
    finally:
        _in_line.release()
