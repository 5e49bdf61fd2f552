"""What one person has before them while writing: a document, its newest version, and a form."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.forms import Media

from blog.admin.choices import PostChoices
from blog.admin.forms import DocumentForm, PageForm, PostForm
from blog.admin.rows import credit_rows, thanks_rows
from blog.admin.who import key_of
from blog.editing.ancestors import base_of, content_of
from blog.editing.resolve import References
from blog.editing.templates import begun_with
from blog.editing.together import Outcome, save_together
from blog.models import (
    Author,
    CreditRef,
    Document,
    Page,
    Post,
    Ref,
    Revision,
    SiteSettings,
    Snapshot,
)

if TYPE_CHECKING:
    from accounts.models import User


class Desk:
    """The form of a page, and what posts share with it."""

    form: DocumentForm
    # Whether what the form shows is stored as the newest version.
    is_saved = False

    def __init__(
        self,
        document: Document,
        user: User,
        site: SiteSettings,
        data: Any = None,
        filled_from: Revision | None = None,
    ) -> None:
        self.document = document
        self.user = user
        self.start: Revision | None = self._start(document, data, filled_from)
        self.base = self.start.pk if self.start else None
        self.snapshot = self._content(site, filled_from)
        self.build(data, site.time_zone)

    @staticmethod
    def open(
        document: Document,
        user: User,
        site: SiteSettings,
        data: Any = None,
        filled_from: Revision | None = None,
    ) -> Desk:
        """Return the desk for this kind of document, filled from `data` or its newest version.

        `filled_from` is what somebody typed before and didn't save: the form is filled from that.
        """
        kind = PostDesk if isinstance(document, Post) else PageDesk
        return kind(document, user, site, data, filled_from)

    @staticmethod
    def _start(document: Document, data: Any, filled_from: Revision | None) -> Revision | None:
        """Return the revision that what is in the form goes on from."""
        if data is not None:
            return base_of(document, data.get("base", ""))
        return filled_from.base if filled_from else document.newest_revision

    def _content(self, site: SiteSettings, filled_from: Revision | None) -> Snapshot:
        """Return what the form shows, and what a field that wasn't sent, or is wrong, counts as."""
        shown = filled_from or self.start or self.document.newest_revision
        return content_of(shown) if shown else self.blank(site)

    def blank(self, site: SiteSettings) -> Snapshot:
        """Return what a new document's form begins with."""
        return Snapshot(language=site.language)

    def build(self, data: Any, zone: str) -> None:
        """Make the form, from `data` where it was sent."""
        raise NotImplementedError

    def is_valid(self) -> bool:
        """Whether everything typed can be saved."""
        return self.form.is_valid()

    def to_snapshot(self) -> Snapshot:
        """Return what is typed; what has an error keeps its stored value."""
        return self.form.to_snapshot()

    def save(self, *, note: str = "") -> Outcome:
        """Store what is typed, merged with what was saved since the form was opened.

        Call it inside a transaction. Raises ValidationError, PermissionDenied and NotEditable.
        """
        outcome = save_together(
            self.document, self.to_snapshot(), by=self.user, base=self.start, note=note
        )
        self.base = outcome.revision.pk
        self.is_saved = True
        return outcome

    @property
    def media(self) -> Media:
        """The style sheets and scripts of the form."""
        return self.form.media


class PageDesk(Desk):
    """A page's form."""

    def build(self, data: Any, zone: str) -> None:
        """Make the form."""
        self.form = PageForm(data, snapshot=self.snapshot, user=self.user, zone=zone)


class PostDesk(Desk):
    """A post's form with its rows of credits and acknowledgements."""

    document: Post

    def blank(self, site: SiteSettings) -> Snapshot:
        """Credit a new post to who writes it, and begin with its template."""
        own = Author.objects.unmerged().filter(user=self.user.pk).first()
        snapshot = super().blank(site)
        if own is not None:
            credit = CreditRef(Ref(own.pk, own.name), affiliation=own.affiliation)
            snapshot = snapshot.changed(credits=(credit,))
        template = self.document.template
        return begun_with(template, snapshot) if template else snapshot

    def build(self, data: Any, zone: str) -> None:
        """Make the form and its rows over one set of choices."""
        chosen = key_of(data.get("translation_of", "")) if data else 0
        choices = PostChoices.of(
            self.document, self.user, References.of(self.snapshot), chosen=chosen
        )
        self.form = PostForm(
            data, snapshot=self.snapshot, user=self.user, zone=zone, choices=choices
        )
        self.credits = credit_rows(data, self.snapshot, choices)
        self.thanks = thanks_rows(data, self.snapshot, choices)

    def is_valid(self) -> bool:
        """Check all three, so that every mistake is shown at once."""
        return all([self.form.is_valid(), self.credits.is_valid(), self.thanks.is_valid()])

    def to_snapshot(self) -> Snapshot:
        """Add the rows."""
        return self.form.to_snapshot().changed(
            credits=self.credits.refs(), acknowledgements=self.thanks.refs()
        )


def new_document(model: type[Document], user: User) -> Document:
    """Return an unsaved post or page of this user."""
    return Page() if model is Page else Post(created_by=user)
