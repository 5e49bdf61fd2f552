"""Videos of YouTube and Vimeo, and other frames: nobody is contacted before the reader clicks.

A bare address alone in its paragraph, or a typed `<iframe>`, becomes a block that holds a plain
link; a script of the site puts the player in its place on a click. A feed has its poster and the
link.
"""

import re
from dataclasses import dataclass
from html import escape
from urllib.parse import parse_qs, urlsplit

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from blog.markup.job import Job, job_of
from blog.markup.pictures import PictureTags
from blog.markup.renditions import PLACES
from blog.markup.values import VIDEO, Slot

_YOUTUBE = frozenset(
    {"youtube.com", "m.youtube.com", "music.youtube.com", "youtu.be", "youtube-nocookie.com"}
)
_VIMEO = frozenset({"vimeo.com", "player.vimeo.com"})
_YOUTUBE_PATH = re.compile(r"/(?:embed|shorts|live|v)/([\w-]{11})(?:/|$)")
_VIMEO_PATH = re.compile(r"/(?:video/|channels/[\w-]+/|groups/[\w-]+/videos/)?(\d{5,12})(?:/|$)")
_OFFSET = re.compile(r"(?:(\d{1,3})h)?(?:(\d{1,4})m)?(?:(\d{1,6})s?)?")


@dataclass(frozen=True)
class Video:
    """A video at a provider: `start` is the offset in seconds where it begins."""

    provider: str
    id: str
    url: str
    start: int = 0

    @property
    def host(self) -> str:
        """The provider's name as people write it."""
        return {"youtube": "YouTube", "vimeo": "Vimeo"}[self.provider]


def video_at(address: str) -> Video | None:
    """The video an http(s) address of YouTube or Vimeo shows; None for every other address."""
    try:
        parts = urlsplit(address)
        host = (parts.hostname or "").removeprefix("www.")
        query = parse_qs(parts.query)
    except ValueError:
        return None
    if parts.scheme not in ("http", "https"):
        return None
    if host in _YOUTUBE:
        return _youtube(host, parts.path, query)
    match = _VIMEO_PATH.match(parts.path) if host in _VIMEO else None
    return Video("vimeo", match[1], f"https://vimeo.com/{match[1]}") if match else None


def _youtube(host: str, path: str, query: dict[str, list[str]]) -> Video | None:
    identifier = path[1:12] if host == "youtu.be" else query.get("v", [""])[0]
    if path != "/watch" and (match := _YOUTUBE_PATH.match(path)):
        identifier = match[1]
    if not re.fullmatch(r"[\w-]{11}", identifier, re.ASCII):
        return None
    start = _seconds((query.get("t") or query.get("start") or [""])[0])
    offset = f"&t={start}s" if start else ""
    return Video(
        "youtube", identifier, f"https://www.youtube.com/watch?v={identifier}{offset}", start
    )


def _seconds(value: str) -> int:
    match = _OFFSET.fullmatch(value)
    if not match:
        return 0
    hours, minutes, seconds = (int(group or 0) for group in match.groups())
    return hours * 3600 + minutes * 60 + seconds


def video_block(
    job: Job,
    video: Video,
    *,
    title: str = "",
    typed: str = "",
    poster: str = "",
    inline: bool = False,
) -> str:
    """The placeholder for a click-to-load video; `typed` is the address the author wrote.

    `poster` is the address of a picture to show until then; one of another host is left out.
    """
    label = f"{job.word('watch')} {video.host}"
    if title:
        label = f"{title} – {label}"
    href = typed or video.url
    link = f'<a href="{escape(href)}">{escape(label)}</a>'
    if job.target == "feed":
        shown = _poster_in_feed(job, poster)
        named = f'<a href="{escape(href)}">{shown}{"<br>" if shown else ""}{escape(label)}</a>'
        return _placed(job, f"<p>{named}</p>", named, href, inline)
    start = f' data-start="{video.start}"' if video.start else ""
    facts = (
        f'class="embed" data-embed="{video.provider}" data-id="{video.id}"{start}'
        f' data-title="{escape(title or video.host)}"'
    )
    shown = f"{_poster(job, poster)}{link}"
    return _placed(
        job, f"<figure {facts}>{shown}</figure>", f"<span {facts}>{link}</span>", href, inline
    )


def _poster(job: Job, address: str) -> str:
    picture = job.picture(address) if address else None
    if picture and picture.renditions:
        address = picture.renditions.plain(PLACES["text"])
    written = "" if not address or job.resolver.is_remote(address) else job.resolver.write(address)
    if not written:
        return ""
    alt = escape(picture.alt) if picture else ""
    return f'<img class="embed-poster" src="{escape(written)}" alt="{alt}" loading="lazy">'


def _poster_in_feed(job: Job, address: str) -> str:
    """The poster that the author gave, or the one that all share."""
    tags = PictureTags(job)
    if not address:
        return tags.stand_in(VIDEO)
    picture = job.picture(address)
    return tags.poster(address, picture.alt if picture else "")


def _placed(job: Job, block: str, span: str, href: str, inline: bool) -> str:
    if inline:
        return job.inline(Slot(span, links=(href,)))
    return job.block(Slot(block, links=(href,)))


def frame(job: Job, attributes: dict[str, str], *, inline: bool = False) -> str:
    """The placeholder for a typed frame: a click-to-load video, or a link naming the host."""
    address = job.resolver.absolute(attributes.get("src", ""))
    if not address.startswith("http"):
        return ""
    title = " ".join(attributes.get("title", "").split())
    if video := video_at(address):
        generic = title.lower() in {"youtube video player", "youtube video", "vimeo video player"}
        return video_block(job, video, title="" if generic else title, inline=inline)
    host = urlsplit(address).hostname or address
    label = f"{title or job.word('embedded')} ({host})"
    link = (
        f'<a class="embedded-page" href="{escape(job.resolver.write(address))}">{escape(label)}</a>'
    )
    return _placed(job, f"<p>{link}</p>", link, address, inline)


def embed_bare_addresses(state: StateCore) -> None:
    """Core rule: a bare video address alone in its paragraph becomes a click-to-load block."""
    tokens = state.tokens
    for index, token in enumerate(tokens):
        video = _alone(token) if token.type == "inline" else None
        if video and tokens[index - 1].type == "paragraph_open" and not tokens[index - 1].hidden:
            _replace_paragraph(tokens, index, video, job_of(state.env))


def _alone(token: Token) -> Video | None:
    children = token.children or []
    if len(children) != 3 or children[0].info != "auto" or children[0].markup != "bare":
        return None
    return video_at(str(children[0].attrs["href"]))


def _replace_paragraph(tokens: list[Token], index: int, video: Video, job: Job) -> None:
    href = str((tokens[index].children or [])[0].attrs["href"])
    opening = tokens[index - 1]
    opening.hidden = tokens[index + 1].hidden = True
    title, poster = (str(opening.attrGet(name) or "") for name in ("title", "poster"))
    block = video_block(job, video, typed=href, title=title, poster=poster)
    tokens[index].children = [Token("finished", "", 0, content=block)]


def install(md: MarkdownIt) -> None:
    """Add the rule for bare addresses."""
    md.core.ruler.push("embeds", embed_bare_addresses)
