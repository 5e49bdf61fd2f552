"""Telling an operator how far a long command is."""

from __future__ import annotations

from django.core.management.base import OutputWrapper

EVERY = 5_000


class Progress:
    """Called with a count that grows, it writes a line whenever thousands more are done."""

    def __init__(self, stdout: OutputWrapper, done: str) -> None:
        self.stdout = stdout
        self.done = done
        self.told = 0

    def __call__(self, count: int) -> None:
        """Write, such as `5000 posts rendered …`, at once: an upgrade's output is often a pipe."""
        if count - self.told >= EVERY:
            self.told = count
            self.stdout.write(f"{count} {self.done} …")
            self.stdout.flush()
