"""Drawing a card: paper, a thin rule with one stroke of colour, and the words."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from io import BytesIO

from django.core.files.storage import default_storage
from PIL import Image, ImageDraw

from blog.reading import theme
from blog.reading.sharing import lines
from blog.reading.sharing.card import HEIGHT, WIDTH, Card
from blog.reading.sharing.faces import HEADLINE, TEXT, drawable

MARGIN = 72
SIZES = (112, 102, 92, 84, 76, 70, 64, 58, 52, 47, 42, 38, 34, 30, 27)
# As base.css has them in light; the card is seen on white, so it is of the tinted paper.
PAPER, INK, QUIET, RULE = theme.LIGHT_RAISED, "#17191a", "#565c60", "#cdc8bd"
LOGO = (180, 52)  # pixels, at most
_BROKEN = (OSError, SyntaxError, ValueError, EOFError, struct.error, Image.DecompressionBombError)


@dataclass(frozen=True, slots=True)
class Side:
    """Where lines begin: on the left, or on the right for a title that runs from there."""

    rtl: bool

    def x(self, inwards: float) -> float:
        """Return the place so many pixels from the side on which lines begin."""
        return WIDTH - inwards if self.rtl else inwards

    def words(
        self, pen: ImageDraw.ImageDraw, at: tuple[float, float], text: str, size: int, colour: str
    ) -> float:
        """Draw a line of small text, `at` from the card's side and top; return its width."""
        inwards, baseline = at
        long = lines.width(text, TEXT, size)
        rtl = lines.is_rtl(text)
        x = self.x(inwards + (long if rtl != self.rtl else 0))
        lines.draw(pen, (x, baseline), text, TEXT, size, colour, rtl=rtl)
        return long


def draw(card: Card) -> bytes:
    """Return the card as a PNG."""
    name = drawable(card.site)
    title = drawable(card.title) or name
    picture = Image.new("RGB", (WIDTH, HEIGHT), PAPER)
    pen = ImageDraw.Draw(picture)
    side = Side(lines.is_rtl(title))
    accent = theme.readable(card.accent, PAPER)
    _head(picture, pen, side, card, name if title != name else "")
    _rule(pen, side, accent)
    top = 178
    if kicker := drawable(card.kicker):
        shown = lines.cut(kicker, TEXT, 30, WIDTH - 2 * MARGIN)
        side.words(pen, (MARGIN, 206), shown, 30, accent)
        top = 226
    _title(pen, side, title, top)
    _foot(pen, side, card)
    out = BytesIO()
    # Few colours: a third of the bytes, and none of it to be seen.
    picture.quantize(128, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
    return out.getvalue()


def _head(
    picture: Image.Image, pen: ImageDraw.ImageDraw, side: Side, card: Card, name: str
) -> None:
    inwards = MARGIN
    logo = _logo(card.logo)
    if logo:
        left = side.x(inwards) - (logo.width if side.rtl else 0)
        picture.paste(logo, (int(left), 82 - logo.height // 2), logo)
        inwards += logo.width + 22
    shown = lines.cut(name, TEXT, 36, WIDTH - MARGIN - inwards)
    side.words(pen, (inwards, 94), shown, 36, theme.readable(card.primary, PAPER))


def _logo(name: str) -> Image.Image | None:
    """Return the stored picture in the size of the head; nothing where it can't be read."""
    if not name:
        return None
    try:
        with default_storage.open(name) as file, Image.open(file) as source:
            source.thumbnail(LOGO, Image.Resampling.LANCZOS)
            return source.convert("RGBA")
    except _BROKEN:
        return None


def _rule(pen: ImageDraw.ImageDraw, side: Side, accent: str) -> None:
    pen.rectangle((MARGIN, 130, WIDTH - MARGIN - 1, 131), fill=RULE)
    ends = sorted((side.x(MARGIN), side.x(MARGIN + 96)))
    pen.rectangle((ends[0], 127, ends[1] - 1, 131), fill=accent)


def _title(pen: ImageDraw.ImageDraw, side: Side, title: str, top: int) -> None:
    if not title:
        return
    box = (WIDTH - 2 * MARGIN, HEIGHT - 128 - top)
    setting = lines.fit(title, HEADLINE, SIZES, box)
    step = lines.leading(title, setting.size)
    for number, line in enumerate(setting.lines):
        baseline = top + step * (number + 1) - (step - setting.size * 0.78) / 2
        at = (side.x(MARGIN), baseline)
        lines.draw(pen, at, line, HEADLINE, setting.size, INK, rtl=side.rtl)


def _foot(pen: ImageDraw.ImageDraw, side: Side, card: Card) -> None:
    baseline = HEIGHT - 62
    host = lines.cut(drawable(card.host), TEXT, 26, WIDTH / 3)
    long = lines.width(host, TEXT, 26)
    names = _names([name for name in map(drawable, card.names) if name], WIDTH / 1.6)
    if names:
        side.words(pen, (MARGIN, baseline), names, 32, INK)
    side.words(pen, (WIDTH - MARGIN - long if names else MARGIN, baseline), host, 26, QUIET)


def _names(names: list[str], most: float) -> str:
    """Return as many names as go into the width, and how many more there are."""
    for count in range(len(names), 0, -1):
        more = f" +{len(names) - count}" if count < len(names) else ""
        text = f"{', '.join(names[:count])}{more}"
        if lines.width(text, TEXT, 32) <= most:
            return text
    return lines.cut(names[0], TEXT, 32, most) if names else ""
