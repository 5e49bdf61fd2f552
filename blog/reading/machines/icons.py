"""The site's icons, made from its logo, or from the first letter of its name."""

from __future__ import annotations

import hashlib
import struct
from functools import lru_cache
from io import BytesIO

from django.core.files.storage import default_storage
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control
from PIL import Image, ImageDraw

from blog.models import SiteSettings
from blog.reading import theme
from blog.reading.sharing.faces import HEADLINE, drawable, face_of
from blog.reading.site import site_of

SIZES = {32, 180, 192, 512}
IN_FAVICON = (16, 32, 48)
# Another number for another drawing of the same logo.
DRAWING = 1
WHOLE = 1024  # pixels: drawn once, then made smaller
CORNER = 0.18
# A mask may take all but a circle of four fifths (W3C Manifest, "maskable").
IN_MASK = 0.8
# A logo that is wider or higher would be a line in an icon.
MOST_OBLONG = 2.0
_BROKEN = (OSError, SyntaxError, ValueError, EOFError, struct.error, Image.DecompressionBombError)
Looks = tuple[str, str, str]


def icon(request: HttpRequest, size: int) -> HttpResponse:
    """Answer with the icon in one of its sizes."""
    if size not in SIZES:
        raise Http404("There is no icon of that size.")
    return _answer(request, _png(_looks(site_of(request)), size))


def touch(request: HttpRequest) -> HttpResponse:
    """Answer with the icon for a phone's first screen, which rounds it by itself."""
    return _answer(request, _png(_looks(site_of(request)), 180, full=True))


def maskable(request: HttpRequest) -> HttpResponse:
    """Answer with the icon that may be cut to any shape."""
    looks = _looks(site_of(request))
    return _answer(request, _png(looks, 512, full=True, share=IN_MASK))


def favicon(request: HttpRequest) -> HttpResponse:
    """Answer with the icon at the address that browsers try by themselves."""
    return _answer(request, _ico(_looks(site_of(request))), "image/x-icon")


# Kept as they go out: to make one smaller costs several times what a page does.
@lru_cache(maxsize=8)
def _ico(looks: Looks) -> bytes:
    whole = _draw(*looks, full=False, share=1.0)
    small = [whole.resize((n, n), Image.Resampling.LANCZOS) for n in IN_FAVICON]
    out = BytesIO()
    small[-1].save(out, "ICO", sizes=[(n, n) for n in IN_FAVICON], append_images=small[:-1])
    return out.getvalue()


def version(site: SiteSettings) -> str:
    """Return a short word that is another one for another icon."""
    return _version(*_looks(site))


@lru_cache(maxsize=64)
def _version(*looks: str) -> str:
    return hashlib.sha256(repr((DRAWING, looks)).encode()).hexdigest()[:8]


def _answer(request: HttpRequest, data: bytes, kind: str = "image/png") -> HttpResponse:
    response = HttpResponse(data, content_type=kind)
    if request.GET.get("v") == version(site_of(request)):
        patch_cache_control(response, public=True, max_age=31_536_000, immutable=True)
    else:
        patch_cache_control(response, public=True, max_age=3600)
    return response


@lru_cache(maxsize=32)
def _png(looks: Looks, size: int, *, full: bool = False, share: float = 1.0) -> bytes:
    whole = _draw(*looks, full=full, share=share)
    out = BytesIO()
    whole.resize((size, size), Image.Resampling.LANCZOS).save(out, "PNG", optimize=True)
    return out.getvalue()


def _looks(site: SiteSettings) -> Looks:
    """Return what an icon is drawn from: the colour, the logo's file, the letter without one."""
    logo = site.logo
    fits = logo and max(logo.width, logo.height) <= MOST_OBLONG * min(logo.width, logo.height)
    letters = [c for c in site.name if c.isalnum()] or [" "]
    return site.colour_primary, str(logo.file.name) if logo and fits else "", letters[0].upper()[:1]


def _draw(colour: str, logo: str, letter: str, *, full: bool, share: float) -> Image.Image:
    """Return the icon, `full` to its corners, what it shows within a `share` of its sides."""
    stored = _stored(logo)
    whole = Image.new("RGBA", (WHOLE, WHOLE))
    pen = ImageDraw.Draw(whole)
    radius = 0 if full else round(WHOLE * CORNER)
    background = theme.LIGHT if stored else colour
    pen.rounded_rectangle((0, 0, WHOLE - 1, WHOLE - 1), radius, fill=background)
    if stored:
        _place(whole, stored, share)
    elif drawable(letter):
        _letter(pen, letter, theme.ink(colour), share)
    return whole


def _stored(name: str) -> Image.Image | None:
    if not name:
        return None
    try:
        with default_storage.open(name) as file, Image.open(file) as source:
            return source.convert("RGBA")
    except _BROKEN:
        return None


def _place(whole: Image.Image, logo: Image.Image, share: float) -> None:
    most = WHOLE * share * (0.84 if share == 1 else 0.72)
    factor = most / max(logo.size)
    size = (max(1, round(logo.width * factor)), max(1, round(logo.height * factor)))
    logo = logo.resize(size, Image.Resampling.LANCZOS)
    whole.alpha_composite(logo, ((WHOLE - size[0]) // 2, (WHOLE - size[1]) // 2))


def _letter(pen: ImageDraw.ImageDraw, letter: str, ink: str, share: float) -> None:
    face = face_of(letter, HEADLINE) or HEADLINE[0]
    font = face.at(round(WHOLE * 0.72 * share))
    left, top, right, bottom = font.getbbox(letter)
    pen.text(((WHOLE - left - right) / 2, (WHOLE - top - bottom) / 2), letter, fill=ink, font=font)
