"""What a reader sees of HTML, found by other means than the importer's own check of itself."""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import unquote, urljoin, urlsplit

BLOCKS_NAMES = (
    "address article aside blockquote body br dd details div dl dt figcaption figure footer "
    "form h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section summary table tbody td "
    "tfoot th thead tr ul video"
)
BLOCKS = frozenset(BLOCKS_NAMES.split())
VOID_NAMES = "area base br col embed hr img input link meta source track wbr"
VOID = frozenset(VOID_NAMES.split())
SILENT_NAMES = "script style form iframe video audio svg"
SILENT = frozenset(SILENT_NAMES.split())
# The generator's anchors, arrows, and what our renderer adds: play buttons and callouts' titles.
SILENT_CLASSES_NAMES = "header-anchor footnote-backref callout-title embed embedded-page"
SILENT_CLASSES = frozenset(SILENT_CLASSES_NAMES.split())


@dataclass
class Seen:
    """Visible text with white space folded, `src`s of pictures and targets of links as written."""

    text: str = ""
    pictures: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    heading_ids: list[str] = field(default_factory=list)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self.seen = Seen()
        self.open: list[tuple[str, bool]] = []
        self.in_note_mark = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {key: value or "" for key, value in attrs}
        classes = set(given.get("class", "").split())
        silent = tag in SILENT or bool(SILENT_CLASSES & classes)
        if tag in BLOCKS:
            self.words.append("\n")
        if not silent and not self._is_silent():
            self._note(tag, given, classes)
        if tag == "a":
            self.in_note_mark = given.get("role") == "doc-noteref"
        if tag not in VOID:
            self.open.append((tag, silent))

    def _note(self, tag: str, given: dict[str, str], classes: set[str]) -> None:
        role = given.get("role", "")
        if tag == "img":
            self.seen.pictures.append(given.get("src", ""))
        elif tag == "a" and "href" in given and role not in ("doc-noteref", "doc-backlink"):
            self.seen.links.append(given["href"])
        elif re.fullmatch(r"h[1-6]", tag) and given.get("id"):
            self.seen.heading_ids.append(given["id"])

    def handle_endtag(self, tag: str) -> None:
        if tag in BLOCKS:
            self.words.append("\n")
        if tag == "a":
            self.in_note_mark = False
        if any(name == tag for name, _ in self.open):
            while self.open.pop()[0] != tag:
                pass

    def handle_data(self, data: str) -> None:
        if not self._is_silent():
            self.words.append(data.strip("[]") if self.in_note_mark else data)

    def _is_silent(self) -> bool:
        return any(silent for _, silent in self.open)


def seen_in(html: str) -> Seen:
    """Read HTML as written by a generator or by our renderer."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    reader.seen.text = " ".join("".join(reader.words).split())
    return reader.seen


def same_form(address: str, base: str) -> str:
    """An address resolved against `base`, without dots in its path or percent-encoding."""
    parts = urlsplit(urljoin(base, address.strip()))
    kept: list[str] = []
    for segment in parts.path.split("/")[1:]:
        if segment == "..":
            kept = kept[:-1]
        elif segment != ".":
            kept.append(segment)
    path = "/" + "/".join(kept) if parts.netloc else parts.path
    return unquote(parts._replace(path=path).geturl())
