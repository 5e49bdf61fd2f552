"""Which values of attributes are valid HTML: what says nothing to a browser isn't passed on.

The sanitiser says which attributes are harmless; this, which of them mean something. The sections
are those of the HTML standard (html.spec.whatwg.org).
"""

from __future__ import annotations

import re
from collections.abc import Callable

_INTEGER = re.compile(r"-?\d{1,9}")
_LENGTH = re.compile(r"(\d{1,5})(?:\.\d+)?(?:px)?")
_SHARE = re.compile(r"[1-9]\d{0,2}%")
_DATE = r"\d{4,}-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))"
_TIME = r"(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d{1,3})?)?"
_ZONE = r"(?:Z|[+-](?:[01]\d|2[0-3]):?[0-5]\d)"
# 2.3.5: a date, and a date with a time and a zone, are what `del` and `ins` take …
_DATED = re.compile(rf"{_DATE}(?:[T ]{_TIME}{_ZONE})?")
# … and `time` takes these beside it: months, years, days of a year, weeks, times, durations.
_TIMED = re.compile(
    rf"{_DATE}(?:[T ]{_TIME}{_ZONE}?)?|\d{{4,}}(?:-(?:0[1-9]|1[0-2]))?|{_TIME}"
    r"|(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])|\d{4,}-W(?:0[1-9]|[1-4]\d|5[0-3])"
    r"|P(?:\d+D)?(?:T(?=\d)(?:\d+H)?(?:\d+M)?(?:\d+(?:\.\d{1,3})?S)?)?(?<!P)"
)
# BCP 47, as far as its form goes.
_LANGUAGE = re.compile(r"(?:[a-z]{2,3}(?:-[a-z0-9]{2,8})*)?", re.IGNORECASE)
# ARIA 1.2, 5.2.8.6: what may not be named.
_NAMELESS = frozenset(
    "abbr b bdi bdo br caption cite code data del dfn dt em i ins kbd mark p q rp rt s samp small "
    "span strong sub sup time u var wbr".split()
)
_FLAGS = frozenset("open reversed checked loop muted playsinline default".split())


def valid(element: str, attribute: str, value: str) -> str | None:
    """Return the attribute's value as it may be written, or None where it is to be left out."""
    if attribute == "width" and element in {"img", "video"} and _SHARE.fullmatch(value):
        return value
    if attribute in {"width", "height"}:
        size = _LENGTH.fullmatch(value.strip())
        return size[1] if size else None
    if attribute in _FLAGS:
        return ""
    if attribute == "aria-label" and (element in _NAMELESS or not value.strip()):
        return None
    expected = _EXPECTED.get(attribute)
    return value if expected is None or expected(element, value) else None


def share_as_class(attributes: dict[str, str]) -> None:
    """Turn a width in percent, which HTML knows no more, into one of the classes w5, w10 … w100."""
    width = attributes.get("width", "")
    if _SHARE.fullmatch(width):
        del attributes["width"]
        share = min(100, max(5, 5 * round(int(width[:-1]) / 5)))
        attributes["class"] = f"{attributes.get('class', '')} w{share}".strip()


def _is_span(element: str, value: str) -> bool:
    return value.isascii() and value.isdigit() and 1 <= int(value) <= 1000


def _is_datetime(element: str, value: str) -> bool:
    return (_TIMED if element == "time" else _DATED).fullmatch(value) is not None


_EXPECTED: dict[str, Callable[[str, str], bool]] = {
    "colspan": _is_span,
    "rowspan": _is_span,
    "span": _is_span,
    "start": lambda element, value: _INTEGER.fullmatch(value) is not None,
    "value": lambda element, value: element == "data" or _INTEGER.fullmatch(value) is not None,
    "type": lambda element, value: element != "ol" or value in {"1", "a", "A", "i", "I"},
    "datetime": _is_datetime,
    "lang": lambda element, value: _LANGUAGE.fullmatch(value) is not None,
    "hreflang": lambda element, value: _LANGUAGE.fullmatch(value) is not None and value != "",
    "abbr": lambda element, value: value != "",
}
