"""The values that go into and come out of rendering."""

from dataclasses import dataclass
from typing import Literal

from blog.markup.renditions import Renditions

Target = Literal["page", "feed"]

# The keys under which `images` may hold what stands in feeds for a video without a poster, and for
# a picture whose size nobody knows.
VIDEO = "video:"
PICTURE = "picture:"


@dataclass(frozen=True)
class Picture:
    """What is known about an image that a document shows.

    `url` is the address to use (site-relative or absolute), `width` and `height` are CSS pixels of
    the original. `alt` is used where the author typed none; `caption`, `credit` and `licence`
    (plain text) are shown when the image stands alone, as far as the author typed none.
    `renditions` are its smaller files, None until they are made; `focus` are the classes that keep
    the point that matters in sight.
    """

    url: str
    width: int | None = None
    height: int | None = None
    alt: str = ""
    caption: str = ""
    credit: str = ""
    licence: str = ""
    renditions: Renditions | None = None
    focus: str = ""


@dataclass(frozen=True)
class Heading:
    """One heading, for a table of contents: level 1-6, its id, its visible text."""

    level: int
    id: str
    text: str


@dataclass(frozen=True)
class Rendered:
    """A rendered document.

    html: safe HTML, what `trusted()` may mark. toc: headings in order. links: the addresses of the
    author's links, absolute, in order, once each (footnote marks and generated links within the
    page are left out). images: absolute addresses of every `img`, in order, once each. words:
    number of words. text: the author's visible words with white space folded; words the renderer
    adds (callout titles, "Watch on YouTube", footnote arrows) are not the author's and are left
    out. unsized: absolute addresses of a feed's pictures whose size is neither typed nor known,
    once each; what stands for one may be in their place. lead: the paragraphs it begins with as
    plain text, without headings, lists and pictures; for an excerpt. Pages have it, feeds don't.
    """

    html: str
    toc: tuple[Heading, ...] = ()
    links: tuple[str, ...] = ()
    images: tuple[str, ...] = ()
    unsized: tuple[str, ...] = ()
    words: int = 0
    text: str = ""
    lead: str = ""


@dataclass(frozen=True)
class Slot:
    """Finished HTML that replaces a placeholder, with what it says and links to.

    `text` is HTML-escaped; `in_headings`: whether it belongs to the name of a heading around it.
    """

    html: str
    text: str = ""
    links: tuple[str, ...] = ()
    in_headings: bool = True
