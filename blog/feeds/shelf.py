"""Whole documents that were written before, kept in this process under their entity tags.

A tag is made from all that its document says, so what stands under it can't be stale.
"""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock

MOST_BYTES = 16_000_000


class Shelf:
    """Bytes by name; what was not asked for the longest goes when there is no room."""

    def __init__(self, most: int = MOST_BYTES) -> None:
        self.most = most
        self.size = 0
        self._kept: OrderedDict[str, tuple[bytes, str]] = OrderedDict()
        self._lock = Lock()

    def get(self, name: str) -> tuple[bytes, str] | None:
        """Return what stands under the name with its coding, or None."""
        with self._lock:
            found = self._kept.get(name)
            if found is not None:
                self._kept.move_to_end(name)
            return found

    def put(self, name: str, content: bytes, coding: str) -> None:
        """Keep the content, unless it would take most of the room."""
        if len(content) > self.most // 4:
            return
        with self._lock:
            self.size += len(content) - len(self._kept.pop(name, (b"", ""))[0])
            self._kept[name] = content, coding
            while self.size > self.most:
                self.size -= len(self._kept.popitem(last=False)[1][0])

    def clear(self) -> None:
        """Forget everything."""
        with self._lock:
            self._kept.clear()
            self.size = 0


SHELF = Shelf()
