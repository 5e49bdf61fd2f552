"""Bringing a snapshot into the form that is stored, and refusing what can't be."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from django.core.exceptions import ValidationError

from blog.markup import MAX_DOCUMENT_BYTES
from blog.models import Document, Post, Snapshot
from blog.models.doi import DOI, SENTENCE, bare_doi
from blog.models.snapshot import FEATURED_WORDS

_ONE_LINE = (
    "title",
    "subtitle",
    "external_url",
    "doi",
    "featured_url",
    *FEATURED_WORDS,
)
_ADDRESSES = ("external_url", "featured_url")
AFFILIATION_MAX = 200


def tidied(snapshot: Snapshot) -> Snapshot:
    """Return the same content with line ends as LF, and none in what is one line.

    Browsers send CR LF and strip what stands at the edges: opening a form and saving it must not
    make another version of a text that came from elsewhere.
    """
    one_line = {name: " ".join(getattr(snapshot, name).splitlines()).strip() for name in _ONE_LINE}
    one_line["doi"] = bare_doi(one_line["doi"])
    return snapshot.changed(
        **one_line, summary=_lf(snapshot.summary).strip(), body=_lf(snapshot.body)
    )


def _lf(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def check(document: Document, snapshot: Snapshot) -> None:
    """Refuse what the document's columns can't hold, with a sentence for each field.

    Raises ValidationError.
    """
    problems: dict[str, str] = {}
    if not snapshot.title.strip():
        problems["title"] = "Give it a title; a working title will do."
    for name, text in _texts(snapshot):
        if "\x00" in text:
            problems[name] = "The text holds a NUL character, which can't be stored. Remove it."
        elif len(text) > (longest := _longest(document, name)):
            problems[name] = f"This is {len(text)} characters long; shorten it to {longest}."
    for name in _ADDRESSES:
        address = getattr(snapshot, name)
        if address and not is_on_the_web(address):
            problems.setdefault(name, "Write a whole address, beginning with https://.")
    if snapshot.doi and not DOI.fullmatch(snapshot.doi):
        problems.setdefault("doi", SENTENCE)
    size = len(snapshot.body.encode("utf-8", "surrogatepass"))
    if size > MAX_DOCUMENT_BYTES:
        # The renderer would refuse it too, but only after it was compared with what is newest.
        problems["body"] = (
            f"This text is {size // 1000} kB long and the limit is "
            f"{MAX_DOCUMENT_BYTES // 1000} kB. Split it into several."
        )
    if problems:
        raise ValidationError(problems)


def is_on_the_web(address: str) -> bool:
    """Whether it is a whole address, which a browser does nothing with but open it."""
    return address.lower().startswith(("https://", "http://"))


def _texts(snapshot: Snapshot) -> list[tuple[str, str]]:
    """Return every text with its field's name; an affiliation's is that of the credits."""
    plain: list[tuple[str, Any]] = [(f.name, getattr(snapshot, f.name)) for f in fields(snapshot)]
    return [
        *((name, value) for name, value in plain if isinstance(value, str)),
        *(("credits", credit.affiliation) for credit in snapshot.credits),
    ]


def _longest(document: Document, name: str) -> float:
    """Return how many characters the column holds that the field goes to."""
    if name == "credits":
        return AFFILIATION_MAX
    column = ("slug" if isinstance(document, Post) else "path") if name == "address" else name
    if column in ("external_url", "doi") and not isinstance(document, Post):
        return 0
    length: int | None = document._meta.get_field(column).max_length  # type: ignore[union-attr]
    return length or float("inf")
