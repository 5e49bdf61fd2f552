"""Smaller and better compressed files of a picture: which there are, and which a place needs.

What `sizes` says follows the style sheets: the widths at which each place draws its pictures. A
browser takes the smallest file that is sharp enough (HTML, section 4.8.4.3).
"""

from __future__ import annotations

from dataclasses import dataclass

# 46 of 50 parts of a narrow screen: what the gutters leave.
_NARROW = "92vw"


@dataclass(frozen=True, slots=True)
class Place:
    """Where pictures are drawn: `sizes`, and the widest file worth naming (0: all of them).

    `moves` says whether a moving picture may move there: not within a link, where nothing could
    stop it. `fills`: it fills its box, so that nothing of a hint is left to see beside it.
    """

    sizes: str
    most: int = 0
    moves: bool = False
    fills: bool = True


SMALL = 400  # pixels: the smallest file, sharp enough for whatever is no wider than a thumb

PLACES = {
    "featured": Place(f"(min-width: 86rem) 80rem, {_NARROW}", moves=True),
    "wide": Place(f"(min-width: 66rem) 60rem, {_NARROW}", moves=True),
    "text": Place(f"(min-width: 40rem) 36rem, {_NARROW}", moves=True),
    "side": Place(f"(min-width: 40rem) 16rem, {_NARROW}", moves=True),
    "gallery": Place(f"(min-width: 56rem) 20rem, (min-width: 26rem) 46vw, {_NARROW}", moves=True),
    "lead": Place(f"(min-width: 86rem) 47rem, (min-width: 52rem) 55vw, {_NARROW}"),
    "story": Place(f"(min-width: 86rem) 39rem, (min-width: 50rem) 46vw, {_NARROW}", most=1200),
    # Small enough that the smallest file is sharp on every screen; so lists stay short.
    "card": Place("11rem", most=SMALL),
    "logo": Place("11rem", most=SMALL, fills=False),
    # The site's own, in the line at the top of every page.
    "mark": Place("3rem", most=SMALL, fills=False),
    "photo": Place("8rem", most=SMALL),
}


@dataclass(frozen=True, slots=True)
class Source:
    """What a `source` element says of one kind of file; `sizes` is empty where one file is all."""

    kind: str
    srcset: str
    sizes: str


@dataclass(frozen=True, slots=True)
class Renditions:
    """The files made of one picture, all at `<stem>-<width>.<extension>`.

    `stem` is an address, `widths` are pixels in rising order, `kinds` are file extensions beside
    `fallback`, which every program shows; the smallest files first. `is_moving`: these are stills
    of a picture that moves. `hint` is what the style sheet draws until the picture is there, a
    number below 2²⁴, None where the picture is transparent; see `blog/editing/pictures/hints.py`.
    """

    stem: str
    widths: tuple[int, ...]
    kinds: tuple[str, ...]
    fallback: str
    is_moving: bool = False
    hint: int | None = None

    def sources(self, place: Place) -> tuple[Source, ...]:
        """What a browser may choose from, best first."""
        wanted = self._wanted(place)
        # With one file there is nothing to choose.
        only = len(wanted) == 1
        return tuple(
            Source(kind, self._srcset(kind, wanted), "" if only else place.sizes)
            for kind in self.kinds
        )

    def srcset(self, place: Place) -> str:
        """The files that every program shows, for where no other kind may be offered."""
        wanted = self._wanted(place)
        return self._srcset(self.fallback, wanted) if len(wanted) > 1 else ""

    def plain(self, place: Place, most: int = 1200) -> str:
        """The one address for programs that know no other kind and can't choose."""
        fitting = [width for width in self._wanted(place) if width <= most]
        return self._address(max(fitting, default=self.widths[0]), self.fallback)

    def _wanted(self, place: Place) -> tuple[int, ...]:
        if not place.most:
            return self.widths
        return tuple(width for width in self.widths if width <= place.most) or self.widths[:1]

    def _srcset(self, extension: str, widths: tuple[int, ...]) -> str:
        if len(widths) == 1:
            return self._address(widths[0], extension)
        return ", ".join(f"{self._address(width, extension)} {width}w" for width in widths)

    def _address(self, width: int, extension: str) -> str:
        return f"{self.stem}-{width}.{extension}"


def focus_class(x: int, y: int) -> str:
    """The classes that keep a point of a cropped picture in sight; empty for the middle.

    `x` and `y` are per cent from the left and from the top.
    """
    across, down = round(x / 10), round(y / 10)
    found = [f"fx{across}"] if across != 5 else []
    return " ".join([*found, f"fy{down}"] if down != 5 else found)
