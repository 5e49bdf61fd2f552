"""In how many passes a JPEG builds up its picture (ITU-T T.81, progressive mode)."""

from __future__ import annotations

import re

# Encoders make about ten. One that adds nothing costs some bytes in the file, and another walk over
# all pixels when it is read: with enough of them, hours of the processor.
MOST_PASSES = 64
# All parts of a file together: also profiles and notes are cut into parts of 64 kB.
MOST_PARTS = 4_000
MOST_FILL = 4_000  # bytes between two parts ahead of the first pass
# In a scan's data 0xFF stands before zero or a restart, else it begins the next part.
_PART = re.compile(rb"\xff[^\x00\x01\xd0-\xd8\xff]", re.DOTALL)
_END, _SCAN = 0xD9, 0xDA


def is_endless(data: bytes) -> bool:
    """Say whether these bytes are a JPEG of more passes or parts than anybody has use for.

    Read by its markers alone, to the end of the first picture: what follows, as in an MPO, is
    none of its own.
    """
    if not data.startswith(b"\xff\xd8"):
        return False
    scans = parts = 0
    at = 2
    while (found := _PART.search(data, at)) and (kind := data[found.end() - 1]) != _END:
        fill = 0 if scans else found.start() - at
        scans += kind == _SCAN
        parts += 1
        if scans > MOST_PASSES or parts > MOST_PARTS or fill > MOST_FILL:
            return True
        at = found.end() + int.from_bytes(data[found.end() : found.end() + 2])
    return not scans and len(data) - at > MOST_FILL
