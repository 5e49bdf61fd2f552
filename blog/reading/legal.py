"""What every format can hold."""

from __future__ import annotations

import re

# What XML 1.0 (section 2.2) has no way to write, not even as a reference.
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def legal(text: str) -> str:
    """Return the text without the characters that XML can't hold."""
    return _ILLEGAL.sub("", text)
