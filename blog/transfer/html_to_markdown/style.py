"""Where a piece of text stands while it is written, and what to do where Markdown has no words."""

from __future__ import annotations

from dataclasses import dataclass


class Unconvertible(Exception):
    """This element has no Markdown of its own; its block stays HTML."""


@dataclass(frozen=True)
class Style:
    """Where the text stands: what must be escaped and which signs are taken."""

    strict: bool = False
    dollars: bool = False
    in_link: bool = False
    one_line: bool = False
    in_cell: bool = False
    signs: frozenset[str] = frozenset()
