"""The site's two colours as a style sheet, each made dark or light enough to be read."""

from __future__ import annotations

import colorsys
import hashlib
from functools import lru_cache

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control

from blog.models import SiteSettings
from blog.reading.site import site_of

# The page's two backgrounds of base.css, and somewhat more contrast than WCAG 2.2's 4.5:1 for AA.
LIGHT = "#ffffff"
LIGHT_RAISED = "#f4f2ee"
DARK = "#15181a"
DARK_RAISED = "#22272a"
CONTRAST = 4.7


def stylesheet(request: HttpRequest) -> HttpResponse:
    """Answer with the colours; `?v=` changes with them, so that it may be kept for ever."""
    site = site_of(request)
    response = HttpResponse(css(site), content_type="text/css; charset=utf-8")
    if request.GET.get("v") == version(site):
        patch_cache_control(response, public=True, max_age=31_536_000, immutable=True)
    else:
        patch_cache_control(response, no_cache=True)
    return response


def version(site: SiteSettings) -> str:
    """Return a short word that is another one for other colours."""
    return hashlib.sha256(css(site).encode()).hexdigest()[:8]


def css(site: SiteSettings) -> str:
    """Return the style sheet for light and dark."""
    return _css(site.colour_primary, site.colour_accent)


# Every page asks for the version of the same few colours.
@lru_cache(maxsize=64)
def _css(primary: str, accent: str) -> str:
    chosen = {"primary": primary, "accent": accent}
    rules: dict[str, str] = {}
    for name, colour in chosen.items():
        light, dark = readable(colour, LIGHT_RAISED), readable(colour, DARK_RAISED)
        rules[name] = f"light-dark({light},{dark})"
        rules[f"on-{name}"] = f"light-dark({ink(light)},{ink(dark)})"
    return f":root{{{';'.join(f'--{name}:{value}' for name, value in rules.items())}}}\n"


def ink(background: str) -> str:
    """Return white or near-black, whichever reads better on the colour."""
    return max("#ffffff", "#101314", key=lambda colour: contrast(colour, background))


def readable(colour: str, against: str) -> str:
    """Return the colour, made darker or lighter until text in it reads well on `against`.

    Colours are #rrggbb.
    """
    hue, lightness, saturation = colorsys.rgb_to_hls(*_channels(colour))
    step = -0.01 if luminance(against) > 0.18 else 0.01
    # A hundred steps lead from white to black, one of which always reads well.
    for _ in range(101):
        if contrast(colour, against) >= CONTRAST:
            break
        lightness = min(1.0, max(0.0, lightness + step))
        colour = _hex(colorsys.hls_to_rgb(hue, lightness, saturation))
    return colour


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours, 1 to 21 (WCAG 2.2, relative luminance)."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def luminance(colour: str) -> float:
    """Return the relative luminance of #rrggbb, 0 to 1 (WCAG 2.2)."""
    red, green, blue = (
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in _channels(colour)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _channels(colour: str) -> tuple[float, float, float]:
    red, green, blue = (int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5))
    return red, green, blue


def _hex(channels: tuple[float, float, float]) -> str:
    return "#" + "".join(f"{round(channel * 255):02x}" for channel in channels)
