"""The style sheet for highlighted code: `python -m blog.markup.codecss` writes it.

Colours come from two Pygments styles. Where one has too little contrast with the background it is
darkened or lightened until WCAG 2.2, 1.4.3 (4.5 : 1) holds.
"""

import colorsys
import textwrap
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pygments.styles import get_style_by_name
from pygments.token import STANDARD_TYPES

CONTRAST = 4.5
LIGHT = ("tango", "#f6f5f1", "#e9e4d3")
DARK = ("github-dark", "#191c20", "#2d333c")


def luminance(colour: str) -> float:
    """The relative luminance of `#rrggbb`, 0 to 1 (WCAG 2.2, definition)."""
    channels = [int(colour[index : index + 2], 16) / 255 for index in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, 1 to 21 (WCAG 2.2, definition)."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def readable(colour: str, backgrounds: tuple[str, ...]) -> str:
    """The colour, moved towards black or white until it can be read on every background."""
    step = -0.02 if luminance(backgrounds[0]) > 0.5 else 0.02
    while min(contrast(colour, each) for each in backgrounds) < CONTRAST:
        red, green, blue = (int(colour[index : index + 2], 16) / 255 for index in (1, 3, 5))
        hue, lightness, saturation = colorsys.rgb_to_hls(red, green, blue)
        channels = colorsys.hls_to_rgb(hue, min(1, max(0, lightness + step)), saturation)
        colour = "#" + "".join(f"{round(channel * 255):02x}" for channel in channels)
    return colour


def _declarations(facts: Any, backgrounds: tuple[str, ...]) -> tuple[str, str]:
    """The colour of a kind of token, and its other declarations."""
    colour = readable(f"#{facts['color']}", backgrounds) if facts["color"] else "inherit"
    bold = "font-weight: 600;" if facts["bold"] else ""
    return colour, bold + (" font-style: italic;" if facts["italic"] else "")


def _rules() -> Iterator[str]:
    light, dark = get_style_by_name(LIGHT[0]), get_style_by_name(DARK[0])
    grouped: dict[str, list[str]] = defaultdict(list)
    for kind, name in STANDARD_TYPES.items():
        if not name or name == "w":
            continue
        colour, other = _declarations(light.style_for_token(kind), LIGHT[1:])
        dark_colour, _ = _declarations(dark.style_for_token(kind), DARK[1:])
        if (colour, dark_colour) != ("inherit", "inherit"):
            pair = f"light-dark({_or_text(colour)}, {_or_text(dark_colour)})"
            grouped[f"color: {pair}; {other}".strip()].append(f".{name}")
    for body, names in grouped.items():
        selector = textwrap.fill(", ".join(names), 88, subsequent_indent="  ")
        yield f"pre code :is({selector}) {{\n  {body.replace('; ', ';' + chr(10) + '  ')}\n}}\n"


def _or_text(colour: str) -> str:
    return "currentcolor" if colour == "inherit" else colour


def pygments_css() -> str:
    """The content of static/css/code.css: Pygments' classes within `pre code`, light and dark.

    `light-dark()` follows `color-scheme`, so a theme switch that sets it moves the code along.
    """
    head = (
        "/* Made by `python -m blog.markup.codecss`; change that instead. */\n\n"
        ":root {\n"
        f"  --code-background: light-dark({LIGHT[1]}, {DARK[1]});\n"
        f"  --code-marked: light-dark({LIGHT[2]}, {DARK[2]});\n"
        "}\n\n"
        "pre:has(> code) {\n  background: var(--code-background);\n}\n\n"
        "pre code .hll {\n  display: block;\n  background: var(--code-marked);\n}\n\n"
    )
    return head + "\n".join(_rules())


if __name__ == "__main__":
    Path("static/css/code.css").write_text(pygments_css(), encoding="utf-8")
