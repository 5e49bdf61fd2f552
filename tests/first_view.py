"""What a browser fetches before it shows a page for the first time, pictures aside."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from urllib.parse import urljoin, urlsplit

from lxml import html

# Fetches what lies at a path, and returns its size as transferred, and its text.
Fetch = Callable[[str], tuple[int, str]]
MOST_TEXT = 30_000
MOST_FONTS = 40_000
LOADING = {"stylesheet", "preload", "modulepreload", "icon", "manifest", "prefetch", "preconnect"}
DATA = {"application/ld+json", "application/json"}
_IMPORT = re.compile(r"""(?:\bfrom|^\s*import)\s*["'](\.[^"']+)["']""", re.MULTILINE)


@dataclass
class FirstView:
    """Bytes of each file by its path, as transferred, and what a page should not have."""

    text: dict[str, int] = field(default_factory=dict)
    fonts: dict[str, int] = field(default_factory=dict)
    foreign: list[str] = field(default_factory=list)
    blocking: list[str] = field(default_factory=list)
    inline: list[str] = field(default_factory=list)

    @property
    def bytes(self) -> int:
        """The bytes of HTML, style sheets and scripts together."""
        return sum(self.text.values())


def first_view(path: str, fetch: Fetch, *, own: str) -> FirstView:
    """Return what the page at `path` brings along; `own` is the site's origin."""
    seen = FirstView()
    size, text = fetch(path)
    seen.text[path] = size
    for element, url in _loaded(text, seen):
        parts = urlsplit(url)
        if parts.netloc and f"{parts.scheme}://{parts.netloc}" != own:
            seen.foreign.append(url)
        elif element.tag == "script":
            _script(url, fetch, seen)
        elif element.tag == "link" and element.get("rel") == "stylesheet":
            seen.text[url] = fetch(url)[0]
        elif element.tag == "link" and element.get("as") == "font":
            seen.fonts[url] = fetch(url)[0]
    return seen


def _script(url: str, fetch: Fetch, seen: FirstView) -> None:
    if url in seen.text:
        return
    seen.text[url], text = fetch(url)
    for imported in _IMPORT.findall(text):
        _script(urljoin(url, imported), fetch, seen)


def _loaded(text: str, seen: FirstView) -> Iterator[tuple[html.HtmlElement, str]]:
    """Yield elements with addresses that a browser loads by itself; note what should not be."""
    for element in html.document_fromstring(text).iter():
        if not isinstance(element.tag, str):
            continue
        if element.tag == "style" or "style" in element.attrib:
            seen.inline.append(html.tostring(element, encoding="unicode")[:200])
        if element.tag == "script" and element.get("type") not in DATA:
            if "src" not in element.attrib:
                seen.inline.append(html.tostring(element, encoding="unicode")[:200])
            elif element.get("type") != "module" and "defer" not in element.attrib:
                seen.blocking.append(element.get("src", ""))
        yield from ((element, url) for url in _addresses(element))


def _addresses(element: html.HtmlElement) -> Iterator[str]:
    if element.tag == "link":
        if LOADING.intersection(element.get("rel", "").split()):
            yield element.get("href", "")
        return
    for name in ("src", "poster", "data"):
        url = element.get(name, "")
        if url and not url.startswith("data:"):
            yield url
    for candidate in element.get("srcset", "").split(","):
        if candidate.strip():
            yield candidate.split()[0]
