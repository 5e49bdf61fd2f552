"""Writing a snapshot into the rows that readers' pages are drawn from."""

from __future__ import annotations

import uuid
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from blog import markup
from blog.editing.addresses import check_address, path_of
from blog.editing.resolve import References
from blog.models import Acknowledgement, Credit, Document, Post, Snapshot, Tagging
from blog.models.rendering import Rendering, render_body
from blog.models.snapshot import FEATURED_WORDS

_PLAIN = (
    "title",
    "subtitle",
    "summary",
    "body",
    "language",
    "featured_url",
    *FEATURED_WORDS,
)


def rendered(document: Document, snapshot: Snapshot) -> Rendering:
    """Render the snapshot's body for the document's address.

    Raises ValidationError on the field `body` where the renderer refuses it.
    """
    try:
        return render_body(
            snapshot.body,
            path=path_of(document, snapshot.address),
            language=snapshot.language,
        )
    except markup.MarkupRefused as refusal:
        raise ValidationError({"body": str(refusal)}) from refusal


def write_live(document: Document, snapshot: Snapshot, rendering: Rendering) -> None:
    """Make the document's row and the rows beneath it say what the snapshot says, and store them.

    Raises ValidationError where the address is taken, or the language in its translation group.
    """
    references = References.of(snapshot)
    for name in _PLAIN:
        setattr(document, name, getattr(snapshot, name))
    document.featured = references.featured
    document.take_rendering(rendering)
    if isinstance(document, Post):
        _write_post(document, snapshot, references)
    else:
        document.path = snapshot.address  # type: ignore[attr-defined]
        _store(document, snapshot.address)


def _store(document: Document, address: str) -> None:
    try:
        with transaction.atomic():
            document.save()
    except IntegrityError:
        # Somebody took the address, or the language, since both were looked up.
        check_address(document, address)
        if isinstance(document, Post):
            _check_language(document)
        raise


def _write_post(post: Post, snapshot: Snapshot, references: References) -> None:
    post.slug = snapshot.address
    post.external_url = snapshot.external_url
    post.doi = snapshot.doi
    post.category = references.category
    post.series = references.series
    post.series_position = snapshot.series_position if references.series else None
    _join_translations(post, references)
    _store(post, snapshot.address)
    post.taggings.all().delete()
    Tagging.objects.bulk_create(
        Tagging(post=post, tag=tag, position=position)
        for position, tag in enumerate(references.tag_rows())
    )
    post.credits.all().delete()
    Credit.objects.bulk_create(
        Credit(post=post, author=author, role=role, affiliation=affiliation, position=position)
        for position, (author, role, affiliation) in enumerate(references.credit_rows())
    )
    post.acknowledgements.all().delete()
    Acknowledgement.objects.bulk_create(
        Acknowledgement(post=post, collaborator=partner, role=role, grant=grant, position=position)
        for position, (partner, role, grant) in enumerate(references.thanks_rows())
    )


def _join_translations(post: Post, references: References) -> None:
    original = references.translation_of
    if original is not None:
        post.translation_group = original.translation_group
    elif _was_translation(post):
        post.translation_group = uuid.uuid4()
    _check_language(post)


def _check_language(post: Post) -> None:
    siblings: Any = Post.objects.filter(
        translation_group=post.translation_group, language=post.language
    )
    if siblings.exclude(pk=post.pk).exists():
        raise ValidationError(
            {
                "translation_of": f"There is a version in the language “{post.language}” already. "
                "Choose another language, or edit that version."
            }
        )


def _was_translation(post: Post) -> bool:
    live = post.live_revision
    return live is not None and Snapshot.from_json(live.data).translation_of is not None
