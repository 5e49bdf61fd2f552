"""An item's HTML made into what is stored: Markdown, a title, the partners and authors it links
to.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import defaultdict
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass

from django.core.exceptions import ValidationError

from blog.models.addresses import absolute, make_slug
from blog.models.document import validate_language
from blog.transfer.addresses import Addresses, author_slug, repair
from blog.transfer.html_to_markdown import (
    CONVERTER_VERSION,
    NestedTooDeep,
    clean,
    convert,
    parse,
    text_of,
)
from blog.transfer.plan import Planned

TITLE_MAX = 300
_HREF = re.compile(r"""(?:href|src)\s*=\s*["']?([^"'\s>]+)""", re.IGNORECASE)
# The path of a partner here, which a repaired link has wherever the partner was at the source.
_PARTNER = re.compile(r"/collaborators/([^/?#]+)/")
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


@dataclass(frozen=True)
class Body:
    """An item's text, converted. `partners` are slugs in order of appearance; `pictures` absolute
    addresses.
    """

    title: str
    markdown: str
    partners: tuple[str, ...]
    pictures: tuple[str, ...]
    warnings: tuple[str, ...]
    removed: tuple[str, ...]
    characters: int
    kept_characters: int


def make_body(planned: Planned, addresses: Addresses, pictures: Mapping[str, str]) -> Body:
    """Convert an item. `pictures` maps addresses of pictures to those in the library."""
    item = planned.item
    root = parse(item.html)
    removed = clean(root)
    repair(root, addresses, item.link, pictures)
    found = convert(root, base_url=absolute(planned.path))
    warnings = []
    if not found.is_whole:
        warnings.append(
            "The text could not be divided into blocks that convert; all of it stays HTML."
        )
    elif found.kept:
        warnings.append(
            f"Kept as HTML, because Markdown would lose something: {', '.join(found.kept)}."
        )
    title = _title(planned, item.title or _first_heading(item.html))
    if not item.title:
        warnings.append(f"The item has no title; it got “{title}”.")
    if len(item.title) > TITLE_MAX:
        warnings.append(f"The title was longer than {TITLE_MAX} characters and was cut.")
    partners = [_PARTNER.match(node.get("href") or "") for node in root.iter("a")]
    return Body(
        title=title,
        markdown=found.markdown,
        partners=tuple(dict.fromkeys(match[1] for match in partners if match)),
        pictures=tuple(dict.fromkeys(node.get("src") or "" for node in root.iter("img"))),
        warnings=tuple(warnings),
        removed=tuple(removed),
        characters=found.characters,
        kept_characters=found.kept_characters,
    )


def _title(planned: Planned, title: str) -> str:
    return (title or planned.old_path)[:TITLE_MAX]


def _first_heading(html: str) -> str:
    root = parse(html)
    for node in root.iter(*_HEADINGS):
        for anchor in node.find_class("header-anchor"):
            anchor.drop_tree()
        if text := text_of(node):
            return text
    return ""


def fingerprint(planned: Planned, addresses: Addresses, options: str) -> str:
    """A hash of everything that decides what an item becomes, so that what is unchanged isn't
    converted again.
    """
    item = planned.item
    links = [addresses.repaired(link, item.link) for link in _HREF.findall(item.html)]
    facts = [
        CONVERTER_VERSION,
        item.guid,
        item.link,
        item.title,
        item.html,
        item.date,
        item.language,
    ]
    facts += [item.authors, item.tags, planned.kind, planned.target, options, links]
    return hashlib.sha256(json.dumps(facts).encode()).hexdigest()


def language_of(written: str, fallback: str) -> str:
    """A language as we store it, from a feed's tag: the primary subtag, and the region where it
    matters.
    """
    tag = written.strip().lower().replace("_", "-")
    primary = tag.split("-")[0]
    language = tag if primary in ("zh", "pt") and tag else primary
    try:
        validate_language(language)
    except ValidationError:
        return fallback
    return language


def author_names(plan: list[Planned], addresses: Addresses) -> dict[str, str]:
    """The authors that links in the items lead to: slug to the likeliest name."""
    texts: dict[str, list[str]] = defaultdict(list)
    for planned in plan:
        if planned.skip or "/author/" not in planned.item.html:
            continue
        # What can't be read is told when the item itself is stored.
        with suppress(NestedTooDeep):
            for node in parse(planned.item.html).iter("a"):
                if slug := author_slug(node.get("href") or "", addresses, planned.item.link):
                    texts[slug].append(text_of(node))
    return {slug: _likeliest_name(slug, found) for slug, found in texts.items()}


def _likeliest_name(slug: str, texts: list[str]) -> str:
    """The most used words in the texts that make the slug; else the slug with capitals."""
    fitting = [name for text in texts if (name := _name_within(text, slug))]
    if fitting:
        return max(fitting, key=lambda name: (fitting.count(name), name))
    return " ".join(word.capitalize() for word in slug.split("-"))


def _name_within(text: str, slug: str) -> str:
    words = text.split()
    size = slug.count("-") + 1
    windows = (" ".join(words[start : start + size]) for start in range(len(words)))
    return next((each.strip(".,;:()") for each in windows if make_slug(each) == slug), "")
