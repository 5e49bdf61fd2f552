"""Drawing what isn't live: a revision, or what is in a form right now."""

from __future__ import annotations

from typing import Any

from django.utils.html import format_html

from blog import markup
from blog.editing.addresses import path_of, shown_address
from blog.editing.live import rendered
from blog.editing.resolve import References
from blog.editing.storable import is_on_the_web
from blog.models import Document, Post, Snapshot
from blog.models.content import Content, byline, term, thanks, unique
from blog.models.pictured import featured_of
from blog.models.rendering import page_html
from blog.models.snapshot import FEATURED_WORDS


def markdownify(text: str) -> str:
    """Return the safe HTML that the page would show; called by django-markdownx.

    Before each block an empty element says which line of the source it comes from. A refused text
    comes back as the sentence that says why.
    """
    try:
        return page_html(text, path="/blog/preview/")
    except markup.MarkupRefused as refusal:
        return format_html('<p class="refused" role="alert">{}</p>', str(refusal))


def content_of_snapshot(document: Document, snapshot: Snapshot) -> Content:
    """Return the snapshot as the templates want it, for a document that may not be stored yet.

    What was kept while it was typed may hold what can't be saved: an address that is none leads
    nowhere. Raises ValidationError where the body is refused.
    """
    snapshot = snapshot.changed(
        address=shown_address(document, snapshot.address),
        external_url=_on_the_web(snapshot.external_url),
        featured_url=_on_the_web(snapshot.featured_url),
    )
    rendering = rendered(document, snapshot)
    references = References.of(snapshot)
    parts = _post_parts(document, references) if isinstance(document, Post) else {}
    return Content(
        kind="post" if isinstance(document, Post) else "page",
        pk=document.pk,
        title=snapshot.title,
        subtitle=snapshot.subtitle,
        summary=snapshot.summary,
        language=snapshot.language,
        url=path_of(document, snapshot.address),
        html=markup.trusted(rendering.html),
        feed_html=markup.trusted(rendering.feed_html),
        text=rendering.text,
        lead=rendering.lead,
        toc=tuple(rendering.toc),
        words=rendering.words,
        published_at=snapshot.published_at,
        updated_at=document.updated_at,
        featured=featured_of(_Featured(snapshot, references)),
        state=document.state,
        **parts,
    )


def _on_the_web(address: str) -> str:
    return address if is_on_the_web(address) else ""


class _Featured:
    """The columns of a featured picture, taken from a snapshot."""

    def __init__(self, snapshot: Snapshot, references: References) -> None:
        self.featured = references.featured
        self.featured_url = snapshot.featured_url
        for name in FEATURED_WORDS:
            setattr(self, name, getattr(snapshot, name))


def _post_parts(document: Post, references: References) -> dict[str, Any]:
    snapshot = references.snapshot
    return {
        "guid": document.guid,
        "external_url": snapshot.external_url,
        "doi": snapshot.doi,
        "category": term(references.category),
        "series": term(references.series),
        "series_position": snapshot.series_position,
        "tags": unique(term(tag) for tag in references.tag_rows()),
        "credits": unique(byline(*credit) for credit in references.credit_rows()),
        "acknowledgements": unique(thanks(*row) for row in references.thanks_rows()),
    }
