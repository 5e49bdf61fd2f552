"""How slowly a visitor may send a form, before the thread that reads it turns to others.

A process has few threads, and gunicorn's wait for a body for ever: some connections that send
nothing would stop a site that has no proxy which waits for whole requests.
"""

from __future__ import annotations

import socket
import time
from typing import Any

IDLE = 20.0  # seconds without a byte, either way
START = 30.0  # seconds for a body of any size …
LEAST_RATE = 20_000  # … and one for each so many bytes that came: a bad telephone line


class PatientSocket:
    """A connection whose next request's body must come at `LEAST_RATE` bytes a second."""

    def __init__(self, connection: Any) -> None:
        self._connection = connection
        self._until = time.monotonic() + START

    def recv(self, size: int) -> bytes:
        """Return what came; raises TimeoutError where that took too long."""
        left = self._until - time.monotonic()
        if left <= 0:
            raise TimeoutError("The body of a request came too slowly.")
        self._connection.settimeout(min(IDLE, left))
        try:
            data: bytes = self._connection.recv(size)
        finally:
            # Of an answer nobody fetches, too.
            self._connection.settimeout(IDLE)
        self._until += len(data) / LEAST_RATE
        return data

    def __getattr__(self, name: str) -> Any:
        return getattr(self._connection, name)


def limit_body(request: Any) -> None:
    """Limit how long gunicorn waits for the body of this request of its own kind."""
    reader = request.unreader
    connection = getattr(reader, "sock", None)
    if isinstance(connection, PatientSocket):
        connection = connection._connection  # noqa: SLF001
    if isinstance(connection, socket.socket):
        connection.settimeout(IDLE)
        reader.sock = PatientSocket(connection)
