"""The Markdown beside posts: what an author says of themselves, what is said of a partner."""

from __future__ import annotations

from django.core.exceptions import ValidationError

from blog import markup
from blog.models import Author, Collaborator
from blog.models.rendering import render_body


def render_bio(author: Author) -> None:
    """Fill `bio_html` from `bio`; the caller stores the row.

    Raises ValidationError on the field `bio` where the renderer refuses it.
    """
    author.bio_html = _html(author.bio, path=author.get_absolute_url(), field="bio")


def render_blurb(partner: Collaborator) -> None:
    """Fill `blurb_html` from `blurb`; the caller stores the row.

    Raises ValidationError on the field `blurb` where the renderer refuses it.
    """
    partner.blurb_html = _html(partner.blurb, path=partner.get_absolute_url(), field="blurb")


def _html(text: str, *, path: str, field: str) -> str:
    try:
        return render_body(text, path=path).html if text.strip() else ""
    except markup.MarkupRefused as refusal:
        raise ValidationError({field: str(refusal)}) from refusal
