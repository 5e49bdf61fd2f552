"""Keeping a live server's late requests away from a database that is being emptied.

A page that is closed still sends what was typed in it. The live server would take that while the
test's tables are emptied, and each would wait for the other.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from typing import Any

import pytest
from django.core.handlers.wsgi import WSGIHandler

LONGEST = 20  # seconds


class Gate:
    """Lets requests into the live server while it is open; counts those that are inside."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._is_open = True
        self._inside = 0

    def watch(self, patch: pytest.MonkeyPatch) -> None:
        """Stand before every request that any live server of this process is asked."""
        ask = WSGIHandler.__call__
        gate = self

        def guarded(
            handler: WSGIHandler, environ: dict[str, Any], start_response: Callable[..., Any]
        ) -> Iterable[bytes]:
            if not gate._enter():
                start_response("503 Service Unavailable", [("Content-Length", "0")])
                return [b""]
            try:
                return ask(handler, environ, start_response)
            finally:
                gate._leave()

        patch.setattr(WSGIHandler, "__call__", guarded)

    def open(self) -> None:
        """Let requests in."""
        with self._changed:
            self._is_open = True

    def close(self) -> None:
        """Let none in any more, and wait until those inside are answered."""
        with self._changed:
            self._is_open = False
            self._changed.wait_for(lambda: not self._inside, timeout=LONGEST)

    def _enter(self) -> bool:
        with self._changed:
            self._inside += self._is_open
            return self._is_open

    def _leave(self) -> None:
        with self._changed:
            self._inside -= 1
            self._changed.notify_all()


GATE = Gate()
