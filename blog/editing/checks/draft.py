"""What the checks look at: the content typed, and what is known of what it refers to."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.conf import settings

from blog import markup
from blog.editing.addresses import path_of, shown_address
from blog.editing.checks.partners_known import KnownPartner, known_partners
from blog.editing.checks.targets import Target, targets
from blog.models import Document, Image, Post, Snapshot
from blog.models.addresses import absolute

if TYPE_CHECKING:
    from accounts.models import User


class Draft:
    """One version of a text under examination, by somebody (None: the program itself).

    Everything is looked up at most once, and only where a check asks for it.
    """

    def __init__(self, document: Document, snapshot: Snapshot, user: User | None = None) -> None:
        self.document = document
        self.snapshot = snapshot
        self.user = user

    @property
    def is_post(self) -> bool:
        """Whether it is a post, with a category, credits and thanks."""
        return isinstance(self.document, Post)

    @property
    def is_link_post(self) -> bool:
        """Whether it only points at a text elsewhere, so that it needs none of its own."""
        return self.is_post and bool(self.snapshot.external_url)

    @cached_property
    def _read(self) -> tuple[markup.Survey, str]:
        address = shown_address(self.document, self.snapshot.address)
        base = absolute(path_of(self.document, address))
        language = self.snapshot.language
        try:
            return markup.survey(self.snapshot.body, base_url=base, language=language), ""
        except markup.MarkupRefused as refusal:
            return markup.Survey(), str(refusal)

    @property
    def body(self) -> markup.Survey:
        """What the text consists of; nothing where the renderer refuses it."""
        return self._read[0]

    @property
    def refusal(self) -> str:
        """The renderer's sentence where it refuses the text, else empty."""
        return self._read[1]

    @cached_property
    def words(self) -> str:
        """Everything that readers see as words: titles, summary and text, without code."""
        snapshot = self.snapshot
        parts = [snapshot.title, snapshot.subtitle, snapshot.summary]
        return "\n".join([*parts, *(block.text for block in self.body.prose)])

    @cached_property
    def targets(self) -> dict[str, Target]:
        """What each of the text's addresses on this site leads to, by the address as typed."""
        links = [link.address for link in self.body.links]
        return targets(self.document, self.snapshot, links, self.user)

    @cached_property
    def partners(self) -> tuple[KnownPartner, ...]:
        """Every partner that readers may know of."""
        return known_partners()

    @cached_property
    def pictures(self) -> dict[str, Image]:
        """The library's pictures that the text shows, by their address."""
        prefix = f"{settings.MEDIA_URL}images/"
        shown = (picture.address for picture in self.body.pictures)
        names = {a.removeprefix(settings.MEDIA_URL) for a in shown if a.startswith(prefix)}
        rows: Any = Image.objects.filter(file__in=names) if names else ()
        return {f"{settings.MEDIA_URL}{row.file.name}": row for row in rows}

    @cached_property
    def featured(self) -> Image | None:
        """The featured picture, None where none is chosen or it is gone."""
        ref = self.snapshot.featured
        return Image.objects.filter(pk=ref.id).first() if ref else None
