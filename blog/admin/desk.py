"""What one person has before them while writing: a document, its newest version, and a form."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.forms import Media

from blog.admin.choices import PostChoices
from blog.admin.forms import DocumentForm, PageForm, PostForm
from blog.admin.rows import credit_rows, thanks_rows
from blog.admin.who import key_of
from blog.editing.resolve import References
from blog.editing.revisions import locked, save
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


class SavedMeanwhile(Exception):
    """Somebody else saved the document after this form was opened."""

    def __init__(self, newest: Revision) -> None:
        self.newest = newest
        who = newest.created_by_name or "Somebody"
        super().__init__(
            f"{who} saved this as version {newest.number} after you opened it. What you typed is "
            f"still here. Look at their version in another tab; if you save again, yours becomes "
            f"the newest version, and theirs stays stored as version {newest.number}."
        )


class Desk:
    """The form of a page, and what posts share with it."""

    form: DocumentForm

    def __init__(
        self, document: Document, user: User, site: SiteSettings, data: Any = None
    ) -> None:
        self.document = document
        self.user = user
        self.snapshot = (
            document.newest_snapshot() if document.newest_revision_id else self.blank(site)
        )
        self.base = document.newest_revision_id
        self.build(data, site.time_zone)

    @staticmethod
    def open(document: Document, user: User, site: SiteSettings, data: Any = None) -> Desk:
        """Return the desk for this kind of document, filled from `data` or its newest version."""
        kind = PostDesk if isinstance(document, Post) else PageDesk
        return kind(document, user, site, data)

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

    def save(self, *, base: str) -> Revision:
        """Store what is typed as a new version; `base` is the id of the one the form began with.

        Call it inside a transaction. Raises SavedMeanwhile, ValidationError and PermissionDenied.
        """
        newest = locked(self.document).newest_revision
        self.base = newest.pk if newest else None
        if newest is not None and base != str(newest.pk):
            raise SavedMeanwhile(newest)
        revision = save(self.document, self.to_snapshot(), by=self.user, base=newest)
        self.base = revision.pk
        return revision

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
        """Credit a new post to who writes it."""
        own = Author.objects.unmerged().filter(user=self.user.pk).first()
        if own is None:
            return super().blank(site)
        credit = CreditRef(Ref(own.pk, own.name), affiliation=own.affiliation)
        return super().blank(site).changed(credits=(credit,))

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
