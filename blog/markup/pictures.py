"""The tags of images, video and audio, with what is known about them, for page and feed."""

import html
import re
from html import escape
from urllib.parse import unquote, urlsplit

from blog.markup.job import Job
from blog.markup.renditions import PLACES, Place, Renditions
from blog.markup.values import PICTURE, VIDEO, Picture, Target

_SIZE = re.compile(r"\d{1,4}%?")
_PIXELS = re.compile(r"[1-9]\d{0,3}")
_SOURCE = re.compile(r'<source[^>]*? src="([^"]*)"')
# Where a class of an image, or of a figure around it, has it drawn.
_PLACED = {
    "gallery": PLACES["gallery"],
    "wide": PLACES["wide"],
    "full": PLACES["wide"],
    "left": PLACES["side"],
    "right": PLACES["side"],
}


class PictureTags:
    """Writes the tags of one document and remembers the images seen, by absolute address."""

    def __init__(self, job: Job) -> None:
        self.job = job
        self.seen: dict[str, None] = {}

    def hidden(self, address: str) -> bool:
        """Whether an address may not be loaded on the page because it is on another host."""
        hides = self.job.target == "page" and not self.job.remote_images
        return hides and self.job.resolver.is_remote(address)

    def image(self, attributes: dict[str, str], *, in_link: bool, around: list[str]) -> str:
        """The tags of an image, or a linked placeholder for one that is not to be loaded.

        `around` are the classes of the figures it is in, from the outside.
        """
        picture = self.job.picture(attributes.get("src", ""))
        source = picture.url if picture else attributes.get("src", "")
        absolute = self.job.resolver.absolute(source) if source else ""
        if not absolute:
            return escape(attributes.get("alt", ""))
        self.seen[absolute] = None
        alternative = attributes.get("alt", "") or (picture.alt if picture else "")
        if self.hidden(source):
            return self._placeholder(absolute, alternative, in_link=in_link)
        made = {"src": self.job.resolver.write(source), "alt": alternative}
        made |= self._srcset(attributes)
        made |= _dimensions(attributes, picture, self.job.target)
        if self.job.target == "feed" and not made.keys() >= {"width", "height"}:
            shown = self.stand_in(PICTURE, absolute, alternative)
            if shown:
                return shown if in_link else f'<a href="{escape(absolute)}">{shown}</a>'
        if self.job.target == "page":
            made |= {"loading": "lazy", "decoding": "async"}
        rest = ("id", "class", "title", "lang")
        made |= {key: attributes[key] for key in rest if attributes.get(key)}
        if not picture or not picture.renditions or "srcset" in attributes:
            return written("img", made)
        place = _place([*around, attributes.get("class", "")], attributes.get("width", ""))
        if self.job.target == "feed":
            return self._for_feed(made, picture.renditions, place)
        if picture.focus:
            made["class"] = f"{made.get('class', '')} {picture.focus}".strip()
        return self._for_page(made, picture.renditions, place, in_link=in_link)

    def _for_page(
        self, made: dict[str, str], renditions: Renditions, place: Place, *, in_link: bool
    ) -> str:
        moving = written("img", made)
        sources = [
            {"type": f"image/{source.kind}", "srcset": source.srcset, "sizes": source.sizes}
            for source in renditions.sources(place)
        ]
        made["src"] = self.job.resolver.write(renditions.plain(place))
        if renditions.hint is not None:
            made["data-hint"] = str(renditions.hint)
        still = "".join(written("source", source) for source in sources) + written("img", made)
        still = f"<picture>{still}</picture>"
        if not renditions.is_moving or in_link:
            return still
        label = escape(self.job.word("moving"))
        switch = f'<input type="checkbox" aria-label="{label}" title="{label}">'
        return f'<span class="moving">{switch}{moving}{still}</span>'

    def _for_feed(self, made: dict[str, str], renditions: Renditions, place: Place) -> str:
        if renditions.is_moving:
            return written("img", made)
        made["src"] = self.job.resolver.write(renditions.plain(place))
        made["srcset"] = self.job.resolver.srcset(renditions.srcset(place))
        made["sizes"] = place.sizes if made["srcset"] else ""
        return written("img", made)

    def _placeholder(self, absolute: str, alternative: str, *, in_link: bool) -> str:
        label = escape(alternative or f"{self.job.word('picture')}: {urlsplit(absolute).hostname}")
        if in_link:
            return f'<span class="remote-image">{label}</span>'
        return f'<a class="remote-image" href="{escape(absolute)}">{label}</a>'

    def _srcset(self, attributes: dict[str, str]) -> dict[str, str]:
        typed = attributes.get("srcset", "")
        remote = self.job.target == "feed" or self.job.remote_images
        srcset = self.job.resolver.srcset(typed, remote=remote) if typed else ""
        if not srcset:
            return {}
        if "w" not in srcset.rpartition(" ")[2]:
            return {"srcset": srcset}
        width = attributes.get("width", "")
        sizes = f"{width}px" if width.isdigit() else PLACES["text"].sizes
        return {"srcset": srcset, "sizes": attributes.get("sizes") or sizes}

    def source(self, attributes: dict[str, str]) -> str:
        """The tag of a `source` or `track`; nothing where no address of it may be loaded."""
        made = dict(attributes)
        remote = self.job.target == "feed" or self.job.remote_images
        if "srcset" in made:
            made["srcset"] = self.job.resolver.srcset(made["srcset"], remote=remote)
        if "src" in made:
            made["src"] = "" if self.hidden(made["src"]) else self.job.resolver.write(made["src"])
        if not made.get("src") and not made.get("srcset"):
            return ""
        name = "track" if "kind" in made or "srclang" in made else "source"
        return written(name, made)

    def player(self, kind: str, attributes: dict[str, str]) -> str:
        """The start tag of a player with controls; a remote one loads nothing before a click."""
        made = {key: value for key, value in attributes.items() if key not in ("src", "poster")}
        for key in ("src", "poster"):
            if attributes.get(key) and (address := self.job.resolver.write(attributes[key])):
                made[key] = "" if self.hidden(attributes[key]) else address
        remote = self.job.resolver.is_remote(attributes.get("src", ""))
        made |= {"preload": "none" if remote else "metadata"}
        empty = ("loop", "muted", "playsinline")
        kept = "".join(
            f' {key}="{escape(value)}"' for key, value in made.items() if value or key in empty
        )
        return f'<{kind} controls=""{kept}>'

    def player_link(
        self, kind: str, attributes: dict[str, str], inner: str, *, in_link: bool
    ) -> str | None:
        """The link that stands for a player in a feed, or for a host not to be contacted; else
        None.
        """
        match = _SOURCE.search(inner)
        source = attributes.get("src") or (html.unescape(match[1]) if match else "")
        absolute = self.job.resolver.absolute(source) if source else ""
        if self.job.target == "page" and not self.hidden(source) and absolute:
            return None
        if not absolute:
            return (
                "" if match or attributes.get("src") else None if self.job.target == "page" else ""
            )
        name = unquote(urlsplit(absolute).path.rpartition("/")[2]) or urlsplit(absolute).hostname
        label = escape(f"{self.job.word(kind)}: {attributes.get('aria-label') or name}")
        poster = self.job.resolver.absolute(attributes.get("poster", ""))
        if self.job.target == "feed" and kind == "video":
            label = self._shown(attributes if poster else {}, label)
        return (
            label if in_link else f'<a class="remote-{kind}" href="{escape(absolute)}">{label}</a>'
        )

    def _shown(self, attributes: dict[str, str], label: str) -> str:
        """The poster of a video in a feed, which says its name, or what stands for it, and it."""
        if not attributes.get("poster"):
            return f"{self.stand_in(VIDEO)} {label}".strip()
        name = html.unescape(label)
        return self.poster(attributes["poster"], name, attributes)

    def poster(self, address: str, alternative: str, typed: dict[str, str] | None = None) -> str:
        """The poster of a video in a feed: of its own size, or else what stands for it."""
        picture = self.job.picture(address)
        absolute = self.job.resolver.absolute(picture.url if picture else address)
        size = _dimensions(typed or {}, picture, "feed")
        if len(size) < 2 and (shown := self.stand_in(VIDEO, absolute, alternative)):
            return shown
        return written("img", {"src": absolute, "alt": alternative} | size) if absolute else ""

    def stand_in(self, key: str, address: str = "", alternative: str = "") -> str:
        """What stands in a feed for a picture without a size, or for the poster of a video."""
        if address:
            self.job.unsized[address] = None
        picture = self.job.images.get(key)
        if picture is None:
            return ""
        made = {"src": self.job.resolver.absolute(picture.url), "alt": alternative}
        return written("img", made | _dimensions({}, picture, "feed"))


def written(name: str, attributes: dict[str, str]) -> str:
    """A start tag with its attributes, escaped; an empty one is left out unless it is `alt`."""
    kept = [(key, value) for key, value in attributes.items() if value or key == "alt"]
    return f"<{name}" + "".join(f' {key}="{escape(value)}"' for key, value in kept) + ">"


def _place(around: list[str], width: str) -> Place:
    """Where an image is drawn, by its typed width or else the innermost class that says so."""
    if width.isdigit():
        return Place(f"{width}px", moves=True)
    for classes in reversed(around):
        for name in classes.split():
            if name in _PLACED:
                return _PLACED[name]
    return PLACES["text"]


def _dimensions(
    attributes: dict[str, str], picture: Picture | None, target: Target
) -> dict[str, str]:
    """Width and height: as typed, the missing one in proportion to the original's.

    A part of a column says nothing in a feed, whose readers have columns of their own.
    """
    size = _PIXELS if target == "feed" else _SIZE
    typed = {key: attributes.get(key, "") for key in ("width", "height")}
    found = {key: value for key, value in typed.items() if size.fullmatch(value)}
    if not picture or not picture.width or not picture.height:
        return found
    if not found:
        return {"width": str(picture.width), "height": str(picture.height)}
    if found.keys() == {"width"} and found["width"].isdigit():
        found["height"] = str(round(int(found["width"]) * picture.height / picture.width))
    elif found.keys() == {"height"} and found["height"].isdigit():
        found["width"] = str(round(int(found["height"]) * picture.width / picture.height))
    return found
