"""How a post is cited: as a line of text, and as an entry of BibTeX."""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.utils import timezone
from django.utils.text import slugify

from blog.models import SiteSettings
from blog.models.content import Content
from blog.models.doi import doi_url

# What TeX reads as a command; BibTeX passes the fields on to it.
_TEX = {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{character: f"\\{character}" for character in "{}&%$#_"},
}
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_SPECIAL = re.compile("|".join(re.escape(character) for character in _TEX))


@dataclass(frozen=True, slots=True)
class Citation:
    """Both ways of citing a post. `address` is where the DOI leads, or the post's own."""

    text: str
    bibtex: str
    address: str


def citation(site: SiteSettings, content: Content) -> Citation | None:
    """Return how to cite a post; nothing for a link to somebody else's text, or without a date."""
    if content.published_at is None or content.external_url or content.kind != "post":
        return None
    authors = [author.name for author in content.authors] or [site.name]
    title = ": ".join(filter(None, (content.title, content.subtitle)))
    address = doi_url(content.doi) if content.doi else content.absolute_url
    stop = "" if title.endswith(("?", "!", ".", "…")) else "."
    year = timezone.localtime(content.published_at).year
    text = f"{', '.join(authors)} ({year}). {title}{stop} {site.name}. {address}"
    return Citation(text, _bibtex(site, content, authors, title), address)


def _bibtex(site: SiteSettings, content: Content, authors: list[str], title: str) -> str:
    assert content.published_at is not None  # noqa: S101
    at = timezone.localtime(content.published_at)
    names = " and ".join(_name(name, is_person=bool(content.authors)) for name in authors)
    values = {
        "author": f"{{{names}}}",
        # Twice in braces: styles would set all but the first word of it in small letters.
        "title": f"{{{{{_escaped(title)}}}}}",
        "howpublished": f"{{{_escaped(site.name)}}}",
        "year": f"{{{at.year}}}",
        # A name of BibTeX's own, which each style writes in its way.
        "month": _MONTHS[at.month - 1],
        "day": f"{{{at.day}}}",
        "doi": f"{{{content.doi}}}" if content.doi and not set("{}\\") & set(content.doi) else "",
        "url": f"{{{content.absolute_url}}}",
        "language": f"{{{_escaped(content.language)}}}",
    }
    lines = [f"  {name:<12} = {value}," for name, value in values.items() if value]
    return "\n".join([f"@misc{{{_key(content, authors[0], at.year)},", *lines, "}"])


def _name(name: str, *, is_person: bool) -> str:
    """Return a name that BibTeX takes apart only where it is a person's."""
    escaped = _escaped(name)
    return escaped if is_person and " and " not in f" {name.lower()} " else f"{{{escaped}}}"


def _escaped(text: str) -> str:
    return _SPECIAL.sub(lambda match: _TEX[match[0]], " ".join(text.split()))


def _key(content: Content, first: str, year: int) -> str:
    name = slugify(first).rpartition("-")[2] or "anonymous"
    word = re.split("[-_]", content.url.rstrip("/").rpartition("/")[2])[0]
    return f"{name}{year}{word}"
